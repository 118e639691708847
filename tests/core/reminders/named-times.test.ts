import { expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { play } from '../../support/play.ts';

const VISIT = 'final-status';

/** Stenosis; the final status is booked for Mon 1 June, and the questionnaires of Tue 26 May name that day and hour. */
function askedCourse() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
    events.booked(VISIT, '2026-03-06', '2026-06-01T10:00:00+02:00'),
  ];
  return { ...events, begun };
}
const about = (events: readonly Raw[]) =>
  play(events, { until: '2026-06-20T00:00:00Z' })
    .emails.filter((line) => line.includes(VISIT))
    .map((line) => line.replaceAll(`${VISIT}/`, '').replaceAll(':00.000Z', 'Z'));

const ASKED = '2026-05-26 09:00 questionnaires';

test('a time that only the questionnaires named is corrected when it moves', () => {
  const { begun, booked } = askedCourse();
  const moved = booked(VISIT, '2026-05-27T10:00:00+02:00', '2026-06-03T11:00:00+02:00');
  expect(about([...begun, moved])).toEqual([
    ASKED,
    '2026-05-27 10:15 appointment/2026-06-03T09:00Z/after-0005',
    '2026-06-01 09:00 appointment/2026-06-03T09:00Z + nudge/2026-06-03',
  ]);
});

test('and taken back when it is off', () => {
  const { begun, cancelled } = askedCourse();
  expect(about([...begun, cancelled(VISIT, '2026-05-27T10:00:00+02:00')])).toEqual([
    ASKED,
    '2026-05-27 10:15 cancelled/2026-06-01T08:00Z',
    '2026-05-28 09:00 booking/after-2026-05-27',
  ]);
});

test('told with a length, named again by the nudge, and longer then: told', () => {
  const { begun, event } = askedCourse();
  const [enrolled, held] = begun;
  const booking = (on: string, durationMinutes: number) =>
    event('visit.booked', on, { visit: VISIT, startsAt: '2026-06-01T10:00:00+02:00', durationMinutes });
  const events = [enrolled, held, booking('2026-03-06', 30), booking('2026-05-29T10:00:00+02:00', 60)];
  expect(about(events.flatMap((each) => each ?? []))).toEqual([
    ASKED,
    '2026-05-28 09:00 appointment/2026-06-01T08:00Z + nudge/2026-06-01',
    '2026-05-29 10:15 appointment/2026-06-01T08:00Z/after-0006',
  ]);
});

test.each([
  ['moved', '2026-06-03T10:00:00+02:00'],
  ['moved by an hour', '2026-06-02T11:00:00+02:00'],
])(
  'told with a file, %s, and named by the nudge before that is told: the calendar hears of it, too',
  (_, to) => {
    const { begun, booked } = askedCourse();
    const [enrolled, held] = begun;
    const first = booked(VISIT, '2026-03-06', '2026-06-02T10:00:00+02:00');
    // The letter of Fri 29 May told the first time; that of 09:00 names the new one already.
    const moved = booked(VISIT, '2026-06-01T08:59:00+02:00', to);
    const lines = about([enrolled, held, first, moved].flatMap((each) => each ?? []));
    const at = new Date(to).toISOString().replace(':00.000Z', 'Z');
    expect(lines.filter((line) => line >= '2026-06-01')[0]).toMatch(/^2026-06-01 09:\d\d /);
    expect(lines.some((line) => line.startsWith(`2026-06-01 09:14 appointment/${at}/after-`))).toBe(true);
  },
);

test('before anything named it: nothing', () => {
  const { begun, booked } = askedCourse();
  const moved = booked(VISIT, '2026-05-25T10:00:00+02:00', '2026-06-03T11:00:00+02:00');
  expect(about([...begun, moved])[0]).toBe('2026-05-27 09:00 questionnaires');
});
