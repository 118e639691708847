import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const THERAPIST = 'bo@clinic.example';
const MANAGER = 'leder@sundby-fysioterapi.example';

/** Two assessments of 5 March are due on Friday the 6th, and nobody records them. */
function withoutRecords() {
  const course = courseEvents();
  return { ...course, events: stenosisFrom(course, '2026-03-05').slice(0, 2) };
}
const RECORDS = 'C-1 assess:pre-examination:PSFS, C-1 assess:pre-examination:neurological';

test('told when newly overdue, again after five weekdays, to the manager after ten, over Easter', async () => {
  const told = await tell(withoutRecords().events, '2026-04-08T10:00:00Z');
  expect(told.digests).toEqual([
    `2026-03-09 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-16 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-23 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-23 07:00 ${MANAGER}: ${RECORDS}`,
    `2026-03-27 07:00 ${THERAPIST}: ${RECORDS}, C-1 book:status-4-weeks`,
    `2026-03-30 07:00 ${MANAGER}: ${RECORDS}`,
    `2026-04-07 07:00 ${MANAGER}: ${RECORDS}`,
    `2026-04-08 07:00 ${THERAPIST}: ${RECORDS}, C-1 book:status-4-weeks`,
  ]);
});

test('dismissed is over, snoozed until a day comes back on it, recorded is done', async () => {
  const { events, dismissed, snoozed, recorded } = withoutRecords();
  const told = await tell(
    [
      ...events,
      dismissed('assess:pre-examination:PSFS', '2026-03-06'),
      snoozed('assess:pre-examination:neurological', '2026-03-06', '2026-03-18'),
      recorded('pre-examination', '2026-03-18', 'neurological'),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(told.digests).toEqual([`2026-03-18 07:00 ${THERAPIST}: C-1 assess:pre-examination:neurological`]);
});

test('snoozed before it is due: overdue when the snooze ends', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.snoozed('book:status-4-weeks', '2026-03-20', '2026-04-01'),
    ],
    '2026-04-01T10:00:00Z',
  );
  expect(told.digests).toEqual([`2026-04-01 07:00 ${THERAPIST}: C-1 book:status-4-weeks`]);
});

test('completed by hand, until it turns out that nobody came', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
      course.completed('hold:status-4-weeks', '2026-04-07T17:00:00+02:00'),
      course.event('visit.missed', '2026-04-09', { visit: 'status-4-weeks', date: '2026-04-07' }),
    ],
    '2026-04-14T10:00:00Z',
  );
  expect(told.digests).toEqual([
    `2026-04-10 07:00 ${THERAPIST}: C-1 book:status-4-weeks`,
    `2026-04-14 07:00 ${THERAPIST}: C-1 book:status-4-weeks, C-1 hold:status-4-weeks`,
  ]);
});

test('each therapist hears of their own patients, one who took over from the first day on', async () => {
  const { events, event } = withoutRecords();
  const other = courseEvents('C-2');
  const eva = { therapistId: 'T-2', name: 'Eva Lind', email: 'eva@clinic.example' };
  const told = await tell(
    [
      ...events,
      ...stenosisFrom(other, '2026-03-05', { therapist: eva }).slice(0, 3),
      event('therapist.assigned', '2026-03-10', { therapist: eva }),
    ],
    '2026-03-16T10:00:00Z',
  );
  expect([...told.digests].sort()).toEqual([
    `2026-03-09 07:00 ${THERAPIST}: ${RECORDS}`,
    '2026-03-09 07:00 eva@clinic.example: C-2 assess:pre-examination:neurological',
    expect.stringMatching(/^2026-03-11 07:00 eva@clinic\.example: (C-\d assess:[\w:-]+(, )?){3}$/),
  ]);
});

test('a digest shows initials and the clinic’s number, and nothing else of a patient', async () => {
  await tell(withoutRecords().events, '2026-03-09T10:00:00Z');
  const [email] = cloud().cloud.inbox();
  const everything = JSON.stringify([email?.subject, email?.text, email?.html]);
  expect(everything).toContain('AMJ (patient P-17)');
  for (const word of ['Anna', 'Marie', 'Jensen', 'anna@']) expect(everything).not.toContain(word);
});

test('a digest marks what is new in it', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05').slice(0, 3), '2026-03-27T10:00:00Z');
  const marks = cloud()
    .cloud.inbox()
    .filter(({ to }) => to.includes(THERAPIST))
    .map(({ text }) => text?.match(/\bNY\b/g)?.length ?? 0);
  // 9 March: the record; the 16th and 23rd: nothing new; the 27th: a visit to book.
  expect(marks).toEqual([1, 0, 0, 1]);
});

test('no digest to the manager on a Monday that is a holiday, but on the Tuesday after it', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      course.enrolled('2026-05-04T10:00:00+02:00', STENOSIS),
      course.held('pre-examination', '2026-05-04', '0251'),
      course.recorded('pre-examination', '2026-05-04', 'PSFS'),
    ],
    '2026-05-26T10:00:00Z',
  );
  const RECORD = 'C-1 assess:pre-examination:neurological';
  expect(told.digests).toEqual([
    `2026-05-06 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-13 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-21 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-26 07:00 ${THERAPIST}: ${RECORD}, C-1 book:status-4-weeks`,
    `2026-05-26 07:00 ${MANAGER}: ${RECORD}`,
  ]);
});
