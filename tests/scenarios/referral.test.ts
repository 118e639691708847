import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, backPainFrom, firstTold } from '../support/stories.ts';

const { tell } = useClinic();

test('without a referral date the therapist is asked for it, and it is asked no more once it is known', async () => {
  const course = courseEvents();
  const before = await tell(
    backPainFrom(course, '2026-01-19', { referralDate: null }),
    '2026-01-28T09:00:00Z',
  );
  expect(before.plans[0]?.cap).toMatchObject({ date: '2027-01-19', from: 'enrolment' });
  const told = await tell(
    [course.corrected('2026-01-28', { referralDate: '2026-01-05' })],
    '2026-02-06T09:00:00Z',
  );
  expect(told.plans[0]?.cap).toMatchObject({ date: '2027-01-05', from: 'referral' });
  expect(told.digests.filter((line) => line > '2026-01-29')).toEqual([]);
  expect(firstTold(before, 'C-1')).toEqual(['2026-01-26 07:00 bo@clinic.example: C-1 confirm-referral-date']);
  expect(told.patientEmails).toEqual([]);
});

/** Closed in April and followed up in July; what is left is the follow-up after nine months. */
function upToTheLastFollowUp(courseId: string, data: Record<string, unknown>) {
  const course = courseEvents(courseId);
  const { held } = course;
  const events = [
    ...backPainFrom(course, '2026-01-19', data),
    held('closing', '2026-04-13', '0267'),
    held('follow-up-3-months', '2026-07-13', '0268'),
  ];
  return { ...course, events: arriving('2026-12-10T10:00:00+01:00', events) };
}

test('a cap that binds pulls the last follow-up forward; a provisional one until the referral is known', async () => {
  const first = upToTheLastFollowUp('C-1', { referralDate: null });
  const second = upToTheLastFollowUp('C-2', { referralDate: null });
  const told = await tell(
    [...first.events, first.corrected('2026-12-11', { referralDate: '2026-01-05' }), ...second.events],
    '2027-01-07T12:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-12-15 09:00 C-1: follow-up-9-months/booking/2026-04-13/1',
    '2026-12-22 09:00 C-1: follow-up-9-months/booking/2026-04-13/2',
    '2026-12-23 09:00 C-2: follow-up-9-months/booking/2026-04-13/1',
    '2026-12-29 09:00 C-1: follow-up-9-months/questionnaires',
    '2026-12-30 09:00 C-2: follow-up-9-months/booking/2026-04-13/2',
    '2027-01-06 09:00 C-2: follow-up-9-months/questionnaires',
  ]);
});

test('no room for any follow-up: the therapist reviews them and the patient hears nothing', async () => {
  const course = courseEvents();
  const { held, recorded, completed } = course;
  const told = await tell(
    [
      ...arriving('2026-12-15T12:00:00+01:00', [
        ...backPainFrom(course, '2026-01-19', { referralDate: '2026-01-05' }),
        held('closing', '2026-12-15', '0267'),
        recorded('closing', '2026-12-15', 'sit-to-stand'),
      ]),
      completed('discharge-letter', '2026-12-16'),
      completed('review-follow-ups', '2026-12-23'),
    ],
    '2027-01-08T12:00:00Z',
  );
  expect(firstTold(told, 'review')).toEqual(['2026-12-22 07:00 bo@clinic.example: C-1 review-follow-ups']);
  expect(told.patientEmails).toEqual([]);
});

test('room for one follow-up only: the first is pulled forward, the second is reviewed', async () => {
  const course = courseEvents();
  const { held, recorded, completed, waived } = course;
  const told = await tell(
    [
      ...arriving('2026-11-30T12:00:00+01:00', [
        ...backPainFrom(course, '2026-09-07', { referralDate: '2026-01-31' }),
        held('closing', '2026-11-30', '0267'),
        recorded('closing', '2026-11-30', 'sit-to-stand'),
      ]),
      completed('discharge-letter', '2026-12-01'),
      waived('follow-up-9-months', '2026-12-09'),
    ],
    '2027-01-15T12:00:00Z',
  );
  expect(firstTold(told, 'review')).toEqual(['2026-12-07 07:00 bo@clinic.example: C-1 review-follow-ups']);
  expect(told.patientEmails).toEqual([
    '2027-01-08 09:00 C-1: follow-up-3-months/booking/2026-11-30/1',
    '2027-01-15 09:00 C-1: follow-up-3-months/booking/2026-11-30/2',
  ]);
});
