import { expect, test } from 'vitest';
import { LostRaceError } from '../../shared/course/advance.ts';
import { courseEvents } from '../support/events.ts';
import { Shell } from '../support/shell.ts';

const START = '2026-02-26T09:00:00.000Z';
const stenosis = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };

async function enrolledCourse() {
  const shell = new Shell(START);
  const events = courseEvents();
  const enrolment = events.enrolled(START, stenosis);
  await shell.record([enrolment]);
  shell.takeCalls();
  return { ...events, shell, enrolment };
}

test('an event costs one load, one commit and one wake', async () => {
  const shell = new Shell(START);
  const { refused, advanced } = await shell.record([courseEvents().enrolled(START, stenosis)]);
  expect(shell.takeCalls()).toEqual(['load', 'commit', 'arm']);
  expect(refused).toEqual([]);
  expect(advanced).toMatchObject({ version: 1, claims: [] });
  expect(await shell.head()).toMatchObject({ version: 1, events: 1, status: 'open', lastReceivedAt: START });
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-02-26T09:15:00.000Z']);
});

test('a repeated event writes nothing, moves no clock, and arms', async () => {
  const { shell, enrolment } = await enrolledCourse();
  const stored = shell.store.items();
  shell.wakes.lose();
  shell.moveTo('2026-02-26T09:05:00Z');
  const { refused } = await shell.record([enrolment, enrolment]);
  expect(shell.takeCalls()).toEqual(['load', 'arm']);
  expect(refused).toEqual([]);
  expect(shell.store.items()).toEqual(stored);
  expect(await shell.head()).toMatchObject({ lastReceivedAt: START });
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-02-26T09:15:00.000Z']);
});

test('an event taken moves the time of the last event', async () => {
  const { shell, booked } = await enrolledCourse();
  shell.moveTo('2026-02-26T09:05:00Z');
  await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
  expect(await shell.head()).toMatchObject({ version: 2, events: 2, lastReceivedAt: shell.now });
});

test('an id that stands for other content is refused, the others are taken', async () => {
  const { shell, enrolment, booked } = await enrolledCourse();
  const other = { ...enrolment, occurredAt: '2026-02-25T09:00:00Z' };
  const fresh = booked('pre-examination', START, '2026-03-05T09:00:00Z');
  const { refused } = await shell.record([other, fresh, { ...fresh, type: 'visit.cancelled' }]);
  expect(refused).toMatchObject([
    { event: { eventId: 'e001' }, reason: 'conflict' },
    { event: { eventId: 'e002', type: 'visit.cancelled' }, reason: 'conflict' },
  ]);
  const { events } = await shell.store.load('C-1');
  expect(events.map(({ event }) => `${event.eventId} ${event.type}`)).toEqual([
    'e001 course.enrolled',
    'e002 visit.booked',
  ]);
  expect(events[0]?.event.occurredAt).toBe(START);
});

test('events before the enrolment are kept, and nothing is planned but to forget them', async () => {
  const shell = new Shell(START);
  const { booked, enrolled } = courseEvents();
  await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
  const forgottenAt = '2026-05-26T22:00:00.000Z';
  expect(await shell.head()).toMatchObject({ status: 'unknown', nextWakeAt: forgottenAt, tasks: [] });
  expect(shell.takeCalls().map((call) => call.split(' ')[0])).toEqual(['load', 'commit', 'arm']);
  await shell.record([enrolled(START, stenosis)]);
  expect(await shell.head()).toMatchObject({ status: 'open', events: 2 });
});

test('a report of the provider starts no course', async () => {
  const shell = new Shell(START);
  const data = { messageId: '0001', addressFingerprint: 'abc' };
  const { advanced } = await shell.record([courseEvents().event('email.bounced', START, data)]);
  expect(advanced).toBeNull();
  expect(shell.store.items()).toEqual([]);
});

test('what is due at once is left to a wake within a minute', async () => {
  const { shell, booked } = await enrolledCourse();
  shell.moveTo('2026-02-26T09:20:30Z');
  shell.wakes.lose();
  const { advanced } = await shell.record([booked('pre-examination', START, '2026-02-20T09:00:00Z')]);
  expect(advanced?.claims).toEqual([]);
  expect(await shell.head()).toMatchObject({ messages: 0 });
  expect(shell.wakes.armedFor('C-1')[0]).toBe('2026-02-26T09:22:00.000Z');
});

test('an event that arrives while something is overdue does not lose it', async () => {
  const { shell, event } = await enrolledCourse();
  shell.moveTo('2026-02-26T09:40:00Z');
  shell.wakes.lose();
  const session = { session: 'self-training', date: '2026-02-26' };
  await shell.record([event('session.held', START, session)]);
  await shell.runUntil('2026-02-26T12:00:00Z');
  expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
});

test('a lost race is run again with what the others wrote', async () => {
  const { shell, booked, event } = await enrolledCourse();
  const session = { session: 'self-training', date: '2026-02-26' };
  shell.before('commit', () => shell.record([event('session.held', START, session)]));
  await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
  const { head, events } = await shell.store.load('C-1');
  expect(head).toMatchObject({ version: 3, events: 3 });
  expect(events).toHaveLength(3);
});

test('a race that is lost over and over is given up, and the event is not written', async () => {
  const { shell, booked, event } = await enrolledCourse();
  const session = { session: 'self-training', date: '2026-02-26' };
  const interrupt = (call: string) =>
    call === 'commit' ? shell.record([event('session.held', START, session)]) : undefined;
  const late = shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')], interrupt);
  await expect(late).rejects.toThrow(LostRaceError);
  expect(shell.pauses).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const { head, events } = await shell.store.load('C-1');
  expect(head).toMatchObject({ version: 9, events: 9 });
  expect(events.some(({ event: { type } }) => type === 'visit.booked')).toBe(false);
});
