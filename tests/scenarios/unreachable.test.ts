import { expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, recipientsOf, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();

/** The status after 4 weeks is to be booked: invitations on 19 and 26 March, the task on the 26th. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const SECOND = 'status-4-weeks/booking/2026-03-05/2';
const withPatient = (changes: Record<string, unknown>) => ({ patient: { ...PATIENT, ...changes } });
const withoutConsent = withPatient({ consent: { email: false } });

test('no consent: the therapist calls; given in time, the reminder goes late', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withoutConsent),
      course.patientUpdated('2026-03-24T12:00:00+01:00', { consent: { email: true } }),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-20 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
  ]);
  // The second invitation is not due yet: the first one went two open days before.
  expect(told.patientEmails).toEqual([`2026-03-24 12:15 C-1: ${FIRST}`]);
});

test('no consent and the call is made: that reminder is done with, the next one is not', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withoutConsent),
      course.completed('call-patient:status-4-weeks', '2026-03-20'),
      course.patientUpdated('2026-03-24', { consent: { email: true } }),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(told.digests.filter((line) => line > '2026-03-21').join()).not.toContain('call-patient');
  expect(told.patientEmails).toEqual([`2026-03-26 09:00 C-1: ${SECOND}`]);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 1, undeliverable: 1 });
});

test('no consent and the call ends in a booking: nothing is overdue', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withoutConsent),
      course.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
    ],
    '2026-03-30T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
  expect(told.digests.filter((line) => line > '2026-03-21').join()).not.toContain('call-patient');
});

test('no consent and a booked visit: the call is owed until the visit begins', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withoutConsent),
      course.booked('status-4-weeks', '2026-03-18', '2026-04-07T10:00:00+02:00'),
    ],
    '2026-04-09T10:00:00Z',
  );
  // The reminder came due on 31 March, the call on 1 April; then it is Easter.
  expect(firstTold(told, 'status-4-weeks').slice(-2)).toEqual([
    '2026-04-01 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
    '2026-04-08 07:00 bo@clinic.example: C-1 hold:status-4-weeks',
  ]);
  expect(told.digests.at(-1)).not.toContain('call-patient');
  expect(told.patientEmails).toEqual([]);
});

test('no address: what came due waits for one, as one e-mail', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      course.enrolled('2026-03-05T10:00:00+01:00', { ...STENOSIS, ...withPatient({ email: null }) }),
      course.patientUpdated('2026-03-10T10:00:00+01:00', { email: 'anna@patients.example' }),
    ],
    '2026-03-16T10:00:00Z',
  );
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-06 07:00 bo@clinic.example: C-1 call-patient:pre-examination',
  ]);
  expect(told.patientEmails).toEqual([
    '2026-03-10 10:15 C-1: pre-examination/questionnaires, pre-examination/booking/2026-03-05/1',
    '2026-03-16 09:00 C-1: pre-examination/booking/2026-03-05/2',
  ]);
});

test('consent withdrawn: no more e-mails, the therapist calls', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.patientUpdated('2026-03-20', { consent: { email: false } }),
    ],
    '2026-03-30T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([`2026-03-19 09:00 C-1: ${FIRST}`]);
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-27 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
  ]);
});

test('consent withdrawn a minute before the e-mail', async () => {
  const course = courseEvents();
  const withdrawn = course.patientUpdated('2026-03-19T08:59:00+01:00', { consent: { email: false } });
  const told = await tell([...stenosisFrom(course, '2026-03-05'), withdrawn], '2026-03-20T10:00:00Z');
  expect(told.patientEmails).toEqual([]);
});

test('an address that bounces: the therapist calls; the corrected one starts anew', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withPatient({ email: 'anna@bounce.example' })),
      course.patientUpdated('2026-03-23T12:00:00+01:00', { email: 'anna@patients.example' }),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-20 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
  ]);
  expect(told.patientEmails).toEqual([
    `2026-03-19 09:00 C-1: ${FIRST}`,
    `2026-03-23 12:15 C-1: ${FIRST}`,
    `2026-03-26 09:00 C-1: ${SECOND}`,
  ]);
  expect(recipientsOf(told)).toEqual([
    'anna@bounce.example',
    'anna@patients.example',
    'anna@patients.example',
  ]);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 2, undeliverable: 0 });
});

test('an address that is corrected on the day on which it bounced: the reminder goes that day', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', withPatient({ email: 'anna@bounce.example' })),
      course.patientUpdated('2026-03-19T10:00:00+01:00', { email: 'anna@patients.example' }),
    ],
    '2026-03-20T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([`2026-03-19 09:00 C-1: ${FIRST}`, `2026-03-19 10:15 C-1: ${FIRST}`]);
  expect(firstTold(told, 'call-patient')).toEqual([]);
});

test('an address that bounces and stays so gets one e-mail only', async () => {
  const events = stenosisFrom(courseEvents(), '2026-03-05', withPatient({ email: 'anna@bounce.example' }));
  const told = await tell(events, '2026-03-27T10:00:00Z');
  expect(told.patientEmails).toEqual([`2026-03-19 09:00 C-1: ${FIRST}`]);
  expect(told.audit).toMatchObject({ 'came due': 2, undeliverable: 2 });
});

test('a complaint ends the e-mails to that address; the therapist calls', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-06T10:00:00Z');
  cloud().cloud.emails.setBehaviour(PATIENT.email, 'complaint');
  const told = await tell([], '2026-03-30T10:00:00Z');
  expect(told.patientEmails).toEqual([`2026-03-19 09:00 C-1: ${FIRST}`]);
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-27 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
  ]);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 1, undeliverable: 1 });
});
