import { expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { recipientsOf, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const inEnglish = { patient: { ...PATIENT, language: 'en' } };
const subjects = () =>
  cloud()
    .cloud.inbox()
    .filter(({ tags }) => !tags['digest'])
    .map(({ subject }) => subject);

test('two courses of one patient: each has its own e-mails, also on one day', async () => {
  const stenosis = courseEvents('C-1');
  const backPain = courseEvents('C-2');
  const told = await tell(
    [
      ...stenosisFrom(stenosis, '2026-03-05'),
      backPain.enrolled('2026-03-16T10:00:00+01:00', { referralDate: '2026-03-16' }),
      stenosis.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-16 10:15 C-2: supplementary-initial/questionnaires',
    '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-03-19 09:00 C-2: supplementary-initial/booking/2026-03-16/1',
    '2026-03-26 09:00 C-2: supplementary-initial/booking/2026-03-16/2',
  ]);
  expect(new Set(recipientsOf(told))).toEqual(new Set([PATIENT.email]));
});

test('a patient who reads English gets English', async () => {
  const told = await tell(
    [courseEvents().enrolled('2026-03-05T10:00:00+01:00', { ...STENOSIS, ...inEnglish })],
    '2026-03-09T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-05 10:15 C-1: pre-examination/questionnaires',
    '2026-03-09 09:00 C-1: pre-examination/booking/2026-03-05/1',
  ]);
  expect(subjects()).toEqual([
    'A questionnaire before your visit to Sundby Fysioterapi',
    'Please book an appointment at Sundby Fysioterapi',
  ]);
  for (const { html } of cloud().cloud.inbox()) expect(html).toContain('<html lang="en"');
});

test('the language changes in the middle, and so does the address', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.patientUpdated('2026-03-20', { language: 'en', email: 'anna@new.example' }),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(subjects()).toEqual([
    'Bestil tid hos Sundby Fysioterapi',
    'Please book an appointment at Sundby Fysioterapi',
  ]);
  expect(recipientsOf(told)).toEqual([PATIENT.email, 'anna@new.example']);
});
