import { expect, test } from 'vitest';
import { calendarEntriesIn } from '../support/calendar-entries.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, firstTold, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const DIRECT = { entry: 'direct', referralDate: '2026-03-02' };

test('a second visit of the same day is asked for 3 and 10 days after the first', async () => {
  const { enrolled, held } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-02T10:00:00+01:00', DIRECT),
      held('first-consultation', '2026-03-02T10:05:00+01:00', '0110'),
    ],
    '2026-03-13T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-05 09:00 C-1: supplementary-initial/booking/2026-03-02/1',
    '2026-03-12 09:00 C-1: supplementary-initial/booking/2026-03-02/2',
  ]);
  expect(firstTold(told, 'book:')).toEqual([
    '2026-03-09 07:00 bo@clinic.example: C-1 book:supplementary-initial',
  ]);
});

test('two visits booked for one day, the second before the first was held: one e-mail with both', async () => {
  const { enrolled, booked } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-02T10:00:00+01:00', DIRECT),
      booked('first-consultation', '2026-03-02T10:05:00+01:00', '2026-03-09T10:00:00+01:00'),
      booked('supplementary-initial', '2026-03-02T10:05:00+01:00', '2026-03-09T11:00:00+01:00'),
    ],
    '2026-03-09T08:00:00Z',
  );
  const all =
    'first-consultation/appointment/2026-03-09T09:00:00.000Z, supplementary-initial/appointment/2026-03-09T10:00:00.000Z, first-consultation/nudge/2026-03-09';
  expect(told.patientEmails).toEqual([
    '2026-03-02 10:20 C-1: first-consultation/questionnaires',
    `2026-03-05 09:00 C-1: ${all}`,
  ]);
  const [first, second] = calendarEntriesIn(cloud());
  expect([first?.start, second?.start]).toEqual(['20260309T090000Z', '20260309T100000Z']);
  expect(first?.uid).not.toBe(second?.uid);
});

test('after a waived visit the next one has tasks and, once booked, its reminder; nothing else', async () => {
  const { enrolled, held, waived, booked } = courseEvents();
  const told = await tell(
    [
      ...arriving('2026-05-11T08:00:00+02:00', [
        enrolled('2026-03-02T10:00:00+01:00', DIRECT),
        held('first-consultation', '2026-03-02', '0110'),
        waived('supplementary-initial', '2026-03-02'),
      ]),
      booked('closing', '2026-05-12T15:00:00+02:00', '2026-05-26T10:00:00+02:00'),
    ],
    '2026-05-22T10:00:00Z',
  );
  expect(firstTold(told, 'book:closing')).toEqual(['2026-05-12 07:00 bo@clinic.example: C-1 book:closing']);
  expect(told.patientEmails).toEqual(['2026-05-21 09:00 C-1: closing/appointment/2026-05-26T08:00:00.000Z']);
});

test('a visit booked for a Saturday outside its window is reminded of like any other', async () => {
  const course = courseEvents();
  const booked = course.booked('status-4-weeks', '2026-03-18', '2026-04-18T10:00:00+02:00');
  const told = await tell([...stenosisFrom(course, '2026-03-05'), booked], '2026-04-18T10:00:00Z');
  expect(told.patientEmails).toEqual([
    '2026-04-16 09:00 C-1: status-4-weeks/appointment/2026-04-18T08:00:00.000Z',
  ]);
});

test('an enrolment in the wrong protocol is taken back and entered again', async () => {
  const { enrolled, retracted } = courseEvents();
  const mistake = enrolled('2026-03-05T10:00:00+01:00');
  const told = await tell(
    [
      mistake,
      retracted('2026-03-05T10:10:00+01:00', mistake),
      enrolled('2026-03-05T10:12:00+01:00', STENOSIS),
    ],
    '2026-03-06T10:00:00Z',
  );
  expect(told.patientEmails).toEqual(['2026-03-05 10:27 C-1: pre-examination/questionnaires']);
});

test('an enrolment that is taken back for good: nothing more, not even to the therapist', async () => {
  const { enrolled, retracted } = courseEvents();
  const mistake = enrolled('2026-03-05T10:00:00+01:00');
  const told = await tell([mistake, retracted('2026-03-06', mistake)], '2026-03-24T10:00:00Z');
  expect(told.patientEmails).toEqual(['2026-03-05 10:15 C-1: supplementary-initial/questionnaires']);
  expect(told.digests).toEqual([]);
});

test('an entry that is corrected: the other first visit is asked for', async () => {
  const { enrolled, corrected } = courseEvents();
  const told = await tell(
    [
      enrolled('2026-03-02T10:00:00+01:00', DIRECT),
      corrected('2026-03-03T12:00:00+01:00', { entry: 'from-individual-course' }),
    ],
    '2026-03-05T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-02 10:15 C-1: first-consultation/questionnaires',
    '2026-03-03 12:15 C-1: supplementary-initial/questionnaires',
    '2026-03-05 09:00 C-1: supplementary-initial/booking/2026-03-02/1',
  ]);
});

test('consent that comes when all has expired sends nothing any more', async () => {
  const course = courseEvents();
  const patient = { ...PATIENT, consent: { email: false } };
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05', { patient }),
      course.patientUpdated('2026-04-14', { consent: { email: true } }),
    ],
    '2026-04-15T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
  expect(told.audit).toMatchObject({ 'came due': 2, undeliverable: 2 });
});
