import { expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { play } from '../../support/play.ts';

const FIRST = 'first-consultation';
const SECOND = 'supplementary-initial';
const MONDAY = '2026-03-16';

/** Low back pain from the start: the first consultation and the supplementary one, half an hour each by 10:00. */
function course() {
  const events = courseEvents();
  const enrolment = events.enrolled('2026-03-02T09:00:00+01:00', {
    protocol: 'low-back-pain',
    entry: 'direct',
    referralDate: '2026-02-26',
  });
  const booking = (visit: string, on: string, startsAt: string, durationMinutes = 30) =>
    events.event('visit.booked', on, { visit, startsAt, durationMinutes });
  return { ...events, enrolment, booking };
}
const local = (day: string, time: string) => `${day}T${time}:00+01:00`;
const MADE = local('2026-03-03', '10:00');

function both() {
  const told = course();
  const { enrolment, booking } = told;
  const events: Raw[] = [
    enrolment,
    booking(FIRST, MADE, local(MONDAY, '10:00')),
    booking(SECOND, MADE, local(MONDAY, '10:30'), 45),
  ];
  return { ...told, events };
}

/** What is said of times: `03-12 09:00 first-consultation/appointment/03-16 09:00Z (75: first…, supplementary…)`. */
function told(events: readonly Raw[], until = '2026-03-30T00:00:00Z'): string[] {
  const { messages } = play(events, { until });
  return messages
    .filter((message) => message.status === 'sent')
    .flatMap(({ sentAt, reminders }) =>
      reminders.flatMap(({ key, time }) => {
        if (time?.durationMinutes === undefined) return [];
        const name = key.replace(/2026-(\d\d-\d\d)T(\d\d:\d\d):00.000Z/, '$1 $2Z');
        return [
          `${sentAt.slice(5, 16).replace('T', ' ')}Z ${name} ${time.durationMinutes}: ${time.visits.join(', ')}`,
        ];
      }),
    );
}
const TOLD = `03-12 08:00Z ${FIRST}/appointment/03-16 09:00Z 75: ${FIRST}, ${SECOND}`;

test('bookings that touch each other are told as one time', () => {
  expect(told(both().events)).toEqual([TOLD]);
});

test('a quarter of an hour between them: two times', () => {
  const { enrolment, booking } = course();
  const apart = [
    enrolment,
    booking(FIRST, MADE, local(MONDAY, '10:00')),
    booking(SECOND, MADE, local(MONDAY, '10:45')),
  ];
  expect(told(apart)).toEqual([
    `03-12 08:00Z ${FIRST}/appointment/03-16 09:00Z 30: ${FIRST}`,
    `03-12 08:00Z ${SECOND}/appointment/03-16 09:45Z 30: ${SECOND}`,
  ]);
});

test('one more visit makes a time that was told longer: it is told anew', () => {
  const { enrolment, booking } = course();
  const events = [
    enrolment,
    booking(FIRST, MADE, local(MONDAY, '10:00')),
    booking(SECOND, local('2026-03-13', '10:00'), local(MONDAY, '10:30'), 45),
  ];
  expect(told(events)).toEqual([
    `03-12 08:00Z ${FIRST}/appointment/03-16 09:00Z 30: ${FIRST}`,
    `03-13 09:15Z ${FIRST}/appointment/03-16 09:00Z/after-0002 75: ${FIRST}, ${SECOND}`,
  ]);
});

test('one more visit before a time that was told: the time begins earlier, in the same place of the calendar', () => {
  const { enrolment, booking } = course();
  const events = [
    enrolment,
    booking(SECOND, MADE, local(MONDAY, '10:30'), 45),
    booking(FIRST, local('2026-03-13', '10:00'), local(MONDAY, '10:00')),
  ];
  expect(told(events)).toEqual([
    `03-12 08:00Z ${SECOND}/appointment/03-16 09:30Z 45: ${SECOND}`,
    `03-13 09:15Z ${SECOND}/appointment/03-16 09:00Z/after-0003 75: ${FIRST}, ${SECOND}`,
  ]);
});

test('the second one moves to another day: both times are told at once', () => {
  const { events, booking } = both();
  const moved = booking(SECOND, local('2026-03-13', '10:00'), local('2026-03-18', '09:00'), 45);
  expect(told([...events, moved])).toEqual([
    TOLD,
    `03-13 09:15Z ${FIRST}/appointment/03-16 09:00Z/after-0002 30: ${FIRST}`,
    `03-13 09:15Z ${SECOND}/appointment/03-18 08:00Z/after-0002 45: ${SECOND}`,
    // Two weekdays before; the first visit was not held, so nothing else is asked.
    `03-16 08:00Z ${SECOND}/appointment/03-18 08:00Z 45: ${SECOND}`,
  ]);
});

test('the second one is cancelled: the time is shorter, not off', () => {
  const { events, cancelled } = both();
  expect(told([...events, cancelled(SECOND, local('2026-03-13', '10:00'))])).toEqual([
    TOLD,
    `03-13 09:15Z ${FIRST}/appointment/03-16 09:00Z/after-0002 30: ${FIRST}`,
  ]);
});

test('the first one is cancelled: its time is off, what is left is told in the same e-mail', () => {
  const { events, cancelled } = both();
  expect(told([...events, cancelled(FIRST, local('2026-03-13', '10:00'))])).toEqual([
    TOLD,
    `03-13 09:15Z ${SECOND}/appointment/03-16 09:30Z/after-0002 45: ${SECOND}`,
    `03-13 09:15Z ${FIRST}/cancelled/03-16 09:00Z 75: ${FIRST}`,
  ]);
});

test.each(['waived', 'held before its day'])(
  'the first one is %s: its time goes from the calendar, too',
  (how) => {
    const { events, event, held } = both();
    const said = { visit: FIRST, reason: 'not needed' };
    const over = {
      waived: event('visit.waived', local('2026-03-13', '10:00'), said),
      'held before its day': {
        ...held(FIRST, '2026-03-13', '0110'),
        occurredAt: local('2026-03-13', '10:00'),
      },
    }[how];
    expect(told([...events, over as Raw]).slice(0, 3)).toEqual([
      TOLD,
      `03-13 09:15Z ${SECOND}/appointment/03-16 09:30Z/after-0002 45: ${SECOND}`,
      `03-13 09:15Z ${FIRST}/cancelled/03-16 09:00Z 75: ${FIRST}`,
    ]);
  },
);

test('both are cancelled: one time is off', () => {
  const { events, cancelled } = both();
  const at = local('2026-03-13', '10:00');
  expect(told([...events, cancelled(FIRST, at), cancelled(SECOND, at)])).toEqual([
    TOLD,
    `03-13 09:15Z ${FIRST}/cancelled/03-16 09:00Z 75: ${FIRST}, ${SECOND}`,
  ]);
});

/** Two visits at one and the same time: the patient's calendar keeps it under the first. */
function atOnce() {
  const { enrolment, booking, ...others } = course();
  const [first, second] = [FIRST, SECOND].map((visit) => booking(visit, MADE, local(MONDAY, '10:00')));
  return { ...others, booking, events: [enrolment, first, second] as Raw[] };
}
const TOLD_AT_ONCE = `03-12 08:00Z ${FIRST}/appointment/03-16 09:00Z 30: ${FIRST}, ${SECOND}`;

test('the first of two at one time moves: the time of the other, as it was, is told with it', () => {
  const { events, booking } = atOnce();
  const moved = booking(FIRST, local('2026-03-13', '10:00'), local(MONDAY, '08:00'));
  expect(told([...events, moved])).toEqual([
    TOLD_AT_ONCE,
    `03-13 09:15Z ${FIRST}/appointment/03-16 07:00Z/after-0002 30: ${FIRST}`,
    `03-13 09:15Z ${SECOND}/appointment/03-16 09:00Z/after-0002 30: ${SECOND}`,
  ]);
});

test('the first of two at one time is cancelled: the time of the other, as it was, is told with it', () => {
  const { events, cancelled } = atOnce();
  expect(told([...events, cancelled(FIRST, local('2026-03-13', '10:00'))])).toEqual([
    TOLD_AT_ONCE,
    `03-13 09:15Z ${SECOND}/appointment/03-16 09:00Z/after-0002 30: ${SECOND}`,
    `03-13 09:15Z ${FIRST}/cancelled/03-16 09:00Z 30: ${FIRST}`,
  ]);
});

test('the second of two at one time moves: the first stays where it is', () => {
  const { events, booking } = atOnce();
  const moved = booking(SECOND, local('2026-03-13', '10:00'), local(MONDAY, '14:00'));
  expect(told([...events, moved])).toEqual([
    TOLD_AT_ONCE,
    `03-13 09:15Z ${SECOND}/appointment/03-16 13:00Z/after-0002 30: ${SECOND}`,
  ]);
});

test('the first of two at one time is held: the other one is where it was', () => {
  const { events, held } = atOnce();
  const first = { ...held(FIRST, MONDAY, '0110'), occurredAt: local(MONDAY, '09:50') };
  expect(told([...events, first])).toEqual([TOLD_AT_ONCE]);
});

test('two times that were told come together: the one that moves is off, the other one longer', () => {
  const { enrolment, booking } = course();
  const events = [
    enrolment,
    booking(FIRST, MADE, local(MONDAY, '10:00')),
    booking(SECOND, MADE, local('2026-03-17', '09:00'), 45),
    booking(SECOND, local('2026-03-13', '10:00'), local(MONDAY, '10:30'), 45),
  ];
  expect(told(events).slice(2)).toEqual([
    `03-13 09:15Z ${FIRST}/appointment/03-16 09:00Z/after-0003 75: ${FIRST}, ${SECOND}`,
    `03-13 09:15Z ${SECOND}/cancelled/03-17 08:00Z 45: `,
  ]);
});

test('the first one is held, the second one under way: nothing is corrected', () => {
  const { events, held } = both();
  const first = { ...held(FIRST, MONDAY, '0110'), occurredAt: local(MONDAY, '10:28') };
  expect(told([...events, first])).toEqual([TOLD]);
});

test('what has left a time and is booked again is told at once', () => {
  const { events, booking, cancelled } = both();
  const again = [
    cancelled(SECOND, local('2026-03-13', '10:00')),
    booking(SECOND, local('2026-03-13', '12:00'), local('2026-03-26', '09:00'), 45),
  ];
  expect(told([...events, ...again]).slice(1)).toEqual([
    `03-13 09:15Z ${FIRST}/appointment/03-16 09:00Z/after-0002 30: ${FIRST}`,
    `03-13 11:15Z ${SECOND}/appointment/03-26 08:00Z/after-0002 45: ${SECOND}`,
    `03-24 08:00Z ${SECOND}/appointment/03-26 08:00Z 45: ${SECOND}`,
  ]);
});
