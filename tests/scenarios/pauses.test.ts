import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, stenosisFrom } from '../support/stories.ts';

const { tell } = useClinic();
/** Due on 19 March at 9, until the second takes its place on the 26th. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const SECOND = 'status-4-weeks/booking/2026-03-05/2';

test('paused until a day: what came due goes on its morning', async () => {
  const course = courseEvents();
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05'), course.paused('2026-03-10', '2026-03-23')],
    '2026-03-26T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([`2026-03-23 08:00 C-1: ${FIRST}`, `2026-03-26 09:00 C-1: ${SECOND}`]);
});

test('paused past an expiry: only the newest goes', async () => {
  const course = courseEvents();
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05'), course.paused('2026-03-10', '2026-03-30')],
    '2026-04-01T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([`2026-03-30 08:00 C-1: ${SECOND}`]);
});

test('paused until resumed', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.paused('2026-03-19T08:59:00+01:00'),
      course.resumed('2026-03-24T12:00:00+01:00'),
    ],
    '2026-03-27T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([`2026-03-24 12:15 C-1: ${FIRST}`, `2026-03-27 09:00 C-1: ${SECOND}`]);
});

test('paused and never resumed: nothing to the patient, the therapist’s tasks go on', async () => {
  const course = courseEvents();
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05'), course.paused('2026-03-10')],
    '2026-04-01T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
  expect(firstTold(told, 'book:')[0]).toBe(
    '2026-03-12 07:00 bo@clinic.example: C-1 book:final-status, C-1 book:status-4-weeks',
  );
});
