import { expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';
import { wholeTable } from '../support/whole-table.ts';

const { cloud, tell } = useClinic();
const PERSONAL = /anna|jensen|P-17|bo@|holm|letter/i;
/** Where its therapist is reached is no part of a course, and what digests listed is a log of ids and days. */
const isOfClinic = ({ pk }: Readonly<Record<string, unknown>>) => /^(THERAPIST#|MANAGER)/.test(String(pk));
const erased = ({ event }: ReturnType<typeof courseEvents>, on: string) =>
  event('course.erased', on, { reason: 'Anna wrote us a letter' });

/** What is in the table of a clinic whose only course was erased. */
async function expectTombstoneOnly() {
  const items = await wholeTable(cloud());
  const course = items.filter((item) => !isOfClinic(item));
  expect(course).toMatchObject([{ pk: 'COURSE#C-1', sk: '#HEAD', status: 'erased' }]);
  expect(course[0]).not.toHaveProperty('expiresAt');
  expectNobodyIn(items);
}

/** Of people only where therapists are reached. */
const expectNobodyIn = (items: readonly Readonly<Record<string, unknown>>[]) =>
  expect(JSON.stringify(items.filter(({ sk }) => sk !== 'REACHED-AT'))).not.toMatch(PERSONAL);

test('erased: the tombstone is all that stays, and nothing goes out any more', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
      erased(course, '2026-03-31T08:59:00+02:00'),
    ],
    '2026-04-10T10:00:00Z',
  );
  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1']);
  expect(told.digests.filter((line) => line > '2026-03-31')).toEqual([]);
  await expectTombstoneOnly();
});

test('what a digest said of an erased course is a log of ids and days', async () => {
  const course = courseEvents();
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05').slice(0, 2), erased(course, '2026-03-10')],
    '2026-03-17T10:00:00Z',
  );
  expect(told.digests.map((line) => line.slice(0, 16))).toEqual(['2026-03-06 07:00', '2026-03-09 07:00']);
  const items = await wholeTable(cloud());
  expect(items.map(({ pk, sk }) => `${pk} ${sk}`).sort()).toEqual([
    'COURSE#C-1 #HEAD',
    'THERAPIST#T-1 DIGEST#2026-03-06',
    'THERAPIST#T-1 DIGEST#2026-03-09',
    'THERAPIST#T-1 REACHED-AT',
  ]);
  expectNobodyIn(items);
});

test('later events are refused, even a new enrolment: nothing is resurrected', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      erased(course, '2026-03-06'),
      course.booked('status-4-weeks', '2026-03-09', '2026-04-07T10:00:00+02:00'),
      ...stenosisFrom(course, '2026-03-10'),
      course.patientUpdated('2026-03-11', { name: 'Anna Jensen' }),
    ],
    '2026-04-10T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
  expect(told.deadLetters).toEqual([]);
  await expectTombstoneOnly();
});

test('erased before anything else was heard of it', async () => {
  const course = courseEvents();
  const events = stenosisFrom(course, '2026-03-05');
  await tell([erased(course, '2026-03-04'), ...events], '2026-03-20T10:00:00Z');
  await expectTombstoneOnly();
});

test('an e-mail that bounces just after the course was erased', async () => {
  const course = courseEvents();
  const patient = { ...PATIENT, email: 'anna@bounce.example' };
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05', { patient }), erased(course, '2026-03-19T09:00:02+01:00')],
    '2026-03-30T10:00:00Z',
  );
  expect(told.patientEmails).toHaveLength(1);
  await expectTombstoneOnly();
});
