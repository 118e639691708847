import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, STENOSIS } from '../support/stories.ts';

const { tell } = useClinic();
const VISIT = 'pre-examination';

test.each([
  { enrolled: '2026-03-05T19:44:00+01:00', sent: '2026-03-05 19:59', because: 'it is before 20:00' },
  { enrolled: '2026-03-05T19:45:00+01:00', sent: '2026-03-06 08:00', because: 'at 20:00 the quiet begins' },
  { enrolled: '2026-03-05T23:30:00+01:00', sent: '2026-03-06 08:00', because: 'it waits for the morning' },
  { enrolled: '2026-03-06T03:00:00+01:00', sent: '2026-03-06 08:00', because: 'it is before 08:00' },
  { enrolled: '2026-03-06T07:45:00+01:00', sent: '2026-03-06 08:00', because: 'at 08:00 the quiet ends' },
  { enrolled: '2026-03-07T12:00:00+01:00', sent: '2026-03-07 12:15', because: 'a late one goes on any day' },
])('enrolled at $enrolled, invited at $sent: $because', async ({ enrolled, sent }) => {
  const told = await tell([courseEvents().enrolled(enrolled, STENOSIS)], '2026-03-07T15:00:00Z');
  expect(told.patientEmails).toEqual([`${sent} C-1: pre-examination/questionnaires`]);
});

test('late in the evening before an early visit: missed, and accounted for', async () => {
  const { enrolled, booked } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-05T19:50:00+01:00', STENOSIS),
      booked(VISIT, '2026-03-05T19:51:00+01:00', '2026-03-06T07:30:00+01:00'),
    ],
    '2026-03-06T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 0, missed: 2 });
});

test('a second e-mail on one day waits for the next day’s send time', async () => {
  const { enrolled, booked } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-05T08:30:00+01:00', STENOSIS),
      booked(VISIT, '2026-03-05T08:30:00+01:00', '2026-03-09T10:00:00+01:00'),
    ],
    '2026-03-09T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-05 08:45 C-1: pre-examination/questionnaires',
    '2026-03-06 09:00 C-1: pre-examination/appointment/2026-03-09T09:00:00.000Z',
  ]);
});

/** Reminded on 3 March of a visit on the 5th; on the morning of the 5th it is moved, and moved again. */
function movedTwice(to: string) {
  const course = courseEvents();
  return [
    course.enrolled('2026-02-26T10:00:00+01:00', STENOSIS),
    ...answers(course, VISIT, '2026-02-26T10:01:00+01:00', ['NPRS', 'ODI', 'ZCQ']),
    course.booked(VISIT, '2026-02-26T10:05:00+01:00', '2026-03-05T16:00:00+01:00'),
    course.booked(VISIT, '2026-03-05T10:00:00+01:00', '2026-03-06T14:00:00+01:00'),
    course.booked(VISIT, '2026-03-05T11:00:00+01:00', to),
  ];
}

test('each change of time is told at once, however many there are on a day', async () => {
  const told = await tell(movedTwice('2026-03-06T15:00:00+01:00'), '2026-03-06T16:00:00Z');
  expect(told.patientEmails).toEqual([
    '2026-03-03 09:00 C-1: pre-examination/appointment/2026-03-05T15:00:00.000Z',
    '2026-03-05 10:15 C-1: pre-examination/appointment/2026-03-06T13:00:00.000Z/after-0001',
    '2026-03-05 11:15 C-1: pre-examination/appointment/2026-03-06T14:00:00.000Z/after-0002',
  ]);
});
