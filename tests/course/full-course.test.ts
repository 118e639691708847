import { expect, test } from 'vitest';
import { EVENT_LIMIT, STOP_RESERVE, sortOut } from '../../shared/course/intake.ts';
import { courseEvents, parsed, type Raw } from '../support/events.ts';
import { flood, stops } from '../support/flood.ts';
import fc from '../support/property.ts';
import { Shell } from '../support/shell.ts';
import { storedEvents } from '../support/stored-records.ts';

const START = '2026-03-02T12:00:00.000Z';
const STOPS = Object.keys(stops(courseEvents())) as (keyof ReturnType<typeof stops>)[];

/** A course that has taken so many events, the enrolment among them unless told otherwise. */
async function courseOf(count: number, isEnrolled = true) {
  const shell = new Shell(START);
  const course = courseEvents();
  const first = isEnrolled ? [course.enrolled('2026-03-01')] : [];
  await shell.record([...first, ...flood(course, count - first.length)]);
  shell.takeCalls();
  const full = (event: Raw) => ({ event: { eventId: event.eventId }, reason: 'full' as const });
  return { shell, course, full };
}
const stored = async (shell: Shell) => (await shell.store.load('C-1')).events.length;

test('the limit is a thousand events, a hundred more may stop something', () => {
  expect([EVENT_LIMIT, STOP_RESERVE]).toEqual([1000, 100]);
});

test('the last event with room is taken, the next one refused; its repeat is a repeat', async () => {
  const { shell, course, full } = await courseOf(EVENT_LIMIT - 1);
  const [last, next] = flood(course, 2);
  if (!last || !next) throw new Error('no event');
  expect((await shell.record([last, next])).refused).toMatchObject([full(next)]);
  expect((await shell.record([last])).refused).toEqual([]);
  const other = { ...last, data: { session: 'self-training', date: '2026-03-01' } };
  expect((await shell.record([other])).refused).toMatchObject([
    { event: { eventId: last.eventId }, reason: 'conflict' },
  ]);
  expect(await stored(shell)).toBe(EVENT_LIMIT);
});

test.each(STOPS)('%s has its effect on a full course', async (name) => {
  const { shell, course } = await courseOf(EVENT_LIMIT);
  const { refused, advanced } = await shell.record([stops(course)[name]]);
  expect(refused).toEqual([]);
  expect(await stored(shell)).toBe(EVENT_LIMIT + 1);
  const { patient, paused, closed, blockedAddresses } = advanced?.plan.course ?? {};
  const effects = {
    'course.closed': closed?.reason === 'declined',
    'reminders.paused': paused !== null,
    'consent withdrawn': patient?.consent.email === false,
    'address removed': patient?.email === null,
    'email.bounced': blockedAddresses?.get('abc') === 'bounced',
    'email.complained': blockedAddresses?.get('abc') === 'complained',
  };
  expect(Object.entries(effects).flatMap(([effect, holds]) => (holds ? [effect] : []))).toEqual([name]);
});

test.each<[string, (course: ReturnType<typeof courseEvents>) => Raw]>([
  ['consent given', ({ patientUpdated }) => patientUpdated('2026-03-02', { consent: { email: true } })],
  [
    'another address',
    ({ patientUpdated }) => patientUpdated('2026-03-02', { email: 'new@patients.example' }),
  ],
  ['reminders resumed', ({ resumed }) => resumed('2026-03-02')],
  ['a course reopened', ({ reopened }) => reopened('2026-03-02')],
])('%s stops nothing: it has no room in a full course', async (_, make) => {
  const { shell, course, full } = await courseOf(EVENT_LIMIT);
  const event = make(course);
  expect((await shell.record([event])).refused).toMatchObject([full(event)]);
});

test('in one batch that crosses the limit what stops something is taken, wherever it stands', async () => {
  const { shell, course, full } = await courseOf(EVENT_LIMIT - 1);
  const [first, second, third] = flood(course, 3);
  if (!first || !second || !third) throw new Error('no event');
  const { refused, advanced } = await shell.record([
    first,
    second,
    course.closed('2026-03-02', 'declined'),
    third,
  ]);
  expect(refused).toMatchObject([full(second), full(third)]);
  expect(advanced?.plan.course.closed?.reason).toBe('declined');
});

test('the reserve has an end as well; an erasure needs none', async () => {
  const { shell, course, full } = await courseOf(EVENT_LIMIT);
  await shell.record(Array.from({ length: STOP_RESERVE }, () => course.paused('2026-03-02')));
  const closed = course.closed('2026-03-02', 'declined');
  expect((await shell.record([closed])).refused).toMatchObject([full(closed)]);
  expect(await stored(shell)).toBe(EVENT_LIMIT + STOP_RESERVE);
  const erasure = course.event('course.erased', '2026-03-02', { reason: 'asked for' });
  expect((await shell.record([closed, erasure])).advanced).toBeNull();
  expect(await shell.store.load('C-1')).toMatchObject({ head: { status: 'erased' }, events: [] });
});

test('full before it is enrolled: the enrolment is refused, an erasure is not', async () => {
  const { shell, course, full } = await courseOf(EVENT_LIMIT, false);
  const enrolment = course.enrolled('2026-03-02');
  expect((await shell.record([enrolment])).refused).toMatchObject([full(enrolment)]);
  expect(await shell.head()).toMatchObject({ status: 'unknown', events: EVENT_LIMIT });
  await shell.record([course.event('course.erased', '2026-03-02', { reason: 'asked for' })]);
  expect(await shell.head()).toMatchObject({ status: 'erased' });
});

test('events that a full course refuses write nothing and put no reminder off', async () => {
  const { shell, course } = await courseOf(EVENT_LIMIT);
  const before = shell.store.items();
  shell.moveTo('2026-03-02T12:10:00Z');
  await shell.record(flood(course, 10));
  expect(shell.takeCalls()).toEqual(['load', 'arm']);
  expect(shell.store.items()).toEqual(before);
});

test('whatever comes, in whatever batches, a course keeps within its limits and can be erased', () => {
  const course = courseEvents();
  const ordinary = parsed(flood(course, 1300));
  const stopping = parsed(Array.from({ length: 30 }, () => Object.values(stops(course))).flat());
  const [erasure] = parsed([course.event('course.erased', '2026-03-02', { reason: 'asked for' })]);
  if (!erasure) throw new Error('no event');
  const batch = fc.record({ of: fc.constantFrom(ordinary, stopping), from: fc.nat(1250), size: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 12 }), (batches) => {
      let known = storedEvents([]);
      for (const { of, from, size } of batches) {
        const incoming = of.slice(from % of.length, (from % of.length) + size);
        const { fresh, refused } = sortOut(incoming, known);
        if (of === stopping && known.length + incoming.length <= EVENT_LIMIT + STOP_RESERVE)
          expect(refused).toEqual([]);
        if (of === ordinary)
          expect(known.length + fresh.length).toBeLessThanOrEqual(Math.max(EVENT_LIMIT, known.length));
        known = [...known, ...fresh];
        expect(known.length).toBeLessThanOrEqual(EVENT_LIMIT + STOP_RESERVE);
      }
      expect(sortOut([erasure], known).refused).toEqual([]);
    }),
  );
});
