import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { EVENT_LIMIT, STOP_RESERVE } from '../../shared/course/intake.ts';
import { courseEvents, PATIENT, type Raw } from '../support/events.ts';
import { flood } from '../support/flood.ts';
import { useClinic } from '../support/scenario.ts';
import { storedEvents } from '../support/stored-records.ts';
import { stenosisFrom } from '../support/stories.ts';
import { wholeTable } from '../support/whole-table.ts';

const { cloud, tell, pass } = useClinic({ managerEmail: undefined });
/** Events of the flood that have been taken when the story begins, and those that it tells. */
const BEFORE = 960;
const MORE = 140;

/** The course after the first part of the flood, written as that would have left it: telling it takes long. */
async function alreadyFlooded(courseId: string, raw: readonly Raw[]) {
  for (let from = 0; from < raw.length; from += CHUNK) {
    const newEvents = storedEvents(raw.slice(from, from + CHUNK));
    const { head } = await cloud().courses.load(courseId);
    if (!head) throw new Error('no course');
    const { version: expectedVersion, events } = head;
    const next = { ...head, version: expectedVersion + 1, events: events + newEvents.length };
    await cloud().courses.commit(courseId, { head: next, expectedVersion, newEvents, messages: [] });
  }
}
const CHUNK = 90;

/** As many events tell how a course begins. */
const BEGUN = stenosisFrom(courseEvents(), '2026-03-05').length;

const storedOf = async (courseId: string) =>
  (await wholeTable(cloud())).filter(
    ({ pk, sk }) => pk === `COURSE#${courseId}` && String(sk).startsWith('EVENT#'),
  ).length;

test('a flood of one course leaves the others alone; what stops it is taken, and erased only the tombstone stays', async () => {
  const loud = courseEvents('C-loud');
  const quiet = courseEvents('C-quiet');
  await tell(stenosisFrom(loud, '2026-03-05'), '2026-03-06T06:00:00Z');
  await alreadyFlooded('C-loud', flood(loud, BEFORE, '2026-03-05'));

  // In one go: a batch holds events of both courses.
  const wave = flood(loud, MORE, '2026-03-05');
  wave.splice(EVENT_LIMIT - BEFORE, 0, ...stenosisFrom(quiet, '2026-03-05'));
  for (const event of wave) cloud().putEvent(event);
  cloud().putEvent(loud.closed('2026-03-05', 'declined'));
  await cloud().cloud.settle();
  const told = await tell([], '2026-03-19T12:00:00Z');

  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-quiet: status-4-weeks/booking/2026-03-05/1']);
  expect(await storedOf('C-quiet')).toBe(BEGUN);
  expect(await storedOf('C-loud')).toBe(EVENT_LIMIT + 1);
  const refused = told.deadLetters.map(({ queue, body }) => `${queue} ${/C-\w+/.exec(body)?.[0]}`);
  expect(refused).toHaveLength(BEGUN + BEFORE + MORE - EVENT_LIMIT);
  expect(new Set(refused)).toEqual(new Set([expect.stringMatching(/-events-dead-letters C-loud$/)]));
  const lines = cloud()
    .cloud.logs()
    .map(({ json }) => json);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'ERROR', courseId: 'C-loud', limit: EVENT_LIMIT }),
  );

  cloud().putEvent(loud.event('course.erased', '2026-03-19', { reason: 'asked for' }));
  await cloud().cloud.advanceTo(toInstant('2026-03-20T12:00:00Z'));
  const left = (await wholeTable(cloud())).filter(({ pk }) => pk === 'COURSE#C-loud');
  expect(left).toMatchObject([{ sk: '#HEAD', status: 'erased', events: 0 }]);
});

test('a bounce that even the reserve has no room for is kept for the operator', async () => {
  const course = courseEvents('C-loud');
  const patient = { ...PATIENT, email: 'anna@bounce.example' };
  await tell(stenosisFrom(course, '2026-03-05', { patient }), '2026-03-06T06:00:00Z');
  await alreadyFlooded('C-loud', flood(course, EVENT_LIMIT + STOP_RESERVE - BEGUN, '2026-03-05'));
  const told = await tell([], '2026-03-19T15:00:00Z');
  expect(told.patientEmails).toHaveLength(1);
  expect(told.deadLetters).toMatchObject([{ queue: expect.stringMatching(/-emails-dead-letters$/) }]);
});

test('the largest course is forgotten in time, like any other', async () => {
  const course = courseEvents('C-loud');
  await tell(stenosisFrom(course, '2026-03-05'), '2026-03-06T06:00:00Z');
  await alreadyFlooded('C-loud', flood(course, EVENT_LIMIT + STOP_RESERVE - BEGUN - 1, '2026-03-05'));
  const closed = course.closed('2026-03-06', 'declined');
  await tell([closed], '2026-03-07T12:00:00Z');
  const told = await pass('2026-06-05T12:00:00Z');
  expect(told.deadLetters).toEqual([]);
  const items = (await wholeTable(cloud())).filter(({ pk }) => pk === 'COURSE#C-loud');
  expect(items).toHaveLength(1 + EVENT_LIMIT + STOP_RESERVE);
  expect(items.filter((item) => !('expiresAt' in item))).toEqual([]);
  expect(JSON.stringify(items)).not.toMatch(/Anna|Holm/);
});
