import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, firstTold } from '../support/stories.ts';

const { tell, pass } = useClinic();

test('a direct course over its whole year, its follow-ups kept after it was completed', async () => {
  const course = courseEvents();
  const { enrolled, booked, held, recorded, completed, closed } = course;
  await tell(
    [
      enrolled('2026-01-05T10:00:00+01:00', { entry: 'direct', referralDate: '2026-01-05' }),
      booked('first-consultation', '2026-01-06T10:00:00+01:00', '2026-01-12T10:00:00+01:00'),
      ...answers(course, 'first-consultation', '2026-01-09'),
      held('first-consultation', '2026-01-12', '0110'),
      held('supplementary-initial', '2026-01-12', '0261'),
      recorded('supplementary-initial', '2026-01-12', 'PSFS'),
      recorded('supplementary-initial', '2026-01-12', 'sit-to-stand'),
      booked('closing', '2026-03-18', '2026-04-07T10:00:00+02:00'),
      ...answers(course, 'closing', '2026-04-01'),
      held('closing', '2026-04-07', '0267'),
      recorded('closing', '2026-04-07', 'sit-to-stand'),
      completed('discharge-letter', '2026-04-10'),
      closed('2026-04-10', 'completed'),
    ],
    '2026-04-17T12:00:00Z',
  );
  await pass('2026-06-15T12:00:00Z');
  await tell(
    [
      booked('follow-up-3-months', '2026-06-25', '2026-07-07T10:00:00+02:00'),
      ...answers(course, 'follow-up-3-months', '2026-07-05'),
      held('follow-up-3-months', '2026-07-07', '0268'),
      recorded('follow-up-3-months', '2026-07-07', 'sit-to-stand'),
    ],
    '2026-07-14T12:00:00Z',
  );
  await pass('2026-12-14T12:00:00Z');
  const told = await tell(
    [
      booked('follow-up-9-months', '2026-12-16', '2027-01-04T10:00:00+01:00'),
      ...answers(course, 'follow-up-9-months', '2026-12-30'),
      held('follow-up-9-months', '2027-01-04', '0268'),
      recorded('follow-up-9-months', '2027-01-04', 'sit-to-stand'),
    ],
    '2027-01-08T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-01-05 10:15 C-1: first-consultation/questionnaires',
    '2026-01-08 09:00 C-1: first-consultation/appointment/2026-01-12T09:00:00.000Z, first-consultation/nudge/2026-01-12',
    '2026-03-16 09:00 C-1: closing/booking/2026-01-12/1',
    '2026-03-31 09:00 C-1: closing/questionnaires, closing/appointment/2026-04-07T08:00:00.000Z',
    '2026-06-16 09:00 C-1: follow-up-3-months/booking/2026-04-07/1',
    '2026-06-23 09:00 C-1: follow-up-3-months/booking/2026-04-07/2',
    '2026-06-30 09:00 C-1: follow-up-3-months/questionnaires',
    '2026-07-03 09:00 C-1: follow-up-3-months/appointment/2026-07-07T08:00:00.000Z, follow-up-3-months/nudge/2026-07-07',
    '2026-12-15 09:00 C-1: follow-up-9-months/booking/2026-04-07/1',
    '2026-12-28 09:00 C-1: follow-up-9-months/questionnaires',
    '2026-12-29 09:00 C-1: follow-up-9-months/appointment/2027-01-04T09:00:00.000Z, follow-up-9-months/nudge/2027-01-04',
  ]);
  expect(firstTold(told, 'book:')).toEqual([
    '2026-06-23 07:00 bo@clinic.example: C-1 book:follow-up-3-months',
  ]);
  expect(told.deadLetters).toEqual([]);
});

test('a course from an individual one, whose patient books late', async () => {
  const course = courseEvents();
  const { enrolled, booked, held, recorded, completed, waived, closed } = course;
  const told = await tell(
    [
      enrolled('2026-03-02T10:00:00+01:00', { referralDate: '2026-02-20' }),
      ...answers(course, 'supplementary-initial', '2026-03-12'),
      booked('supplementary-initial', '2026-03-12T15:00:00+01:00', '2026-03-17T10:00:00+01:00'),
      held('supplementary-initial', '2026-03-17', '0261'),
      recorded('supplementary-initial', '2026-03-17', 'PSFS'),
      recorded('supplementary-initial', '2026-03-17', 'sit-to-stand'),
      booked('closing', '2026-06-03T10:00:00+02:00', '2026-06-12T10:00:00+02:00'),
      held('closing', '2026-06-12', '0267'),
      recorded('closing', '2026-06-12', 'sit-to-stand'),
      waived('follow-up-3-months', '2026-06-12'),
      waived('follow-up-9-months', '2026-06-12'),
      closed('2026-06-12', 'goals-reached'),
      completed('discharge-letter', '2026-06-15'),
    ],
    '2026-06-23T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-02 10:15 C-1: supplementary-initial/questionnaires',
    '2026-03-05 09:00 C-1: supplementary-initial/booking/2026-03-02/1',
    '2026-03-12 09:00 C-1: supplementary-initial/booking/2026-03-02/2',
    '2026-03-13 09:00 C-1: supplementary-initial/appointment/2026-03-17T09:00:00.000Z',
    '2026-05-19 09:00 C-1: closing/booking/2026-03-17/1',
    '2026-05-26 09:00 C-1: closing/booking/2026-03-17/2',
    '2026-06-02 09:00 C-1: closing/questionnaires',
    '2026-06-10 09:00 C-1: closing/appointment/2026-06-12T08:00:00.000Z, closing/nudge/2026-06-12',
  ]);
  expect(firstTold(told, 'C-1')).toEqual([
    '2026-05-26 07:00 bo@clinic.example: C-1 book:closing',
    '2026-06-11 07:00 bo@clinic.example: C-1 answer:closing',
    '2026-06-15 07:00 bo@clinic.example: C-1 assess:closing:PSFS, C-1 record-answers:closing',
  ]);
});
