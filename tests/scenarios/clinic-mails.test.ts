import { describe, expect, test } from 'vitest';
import { THERAPIST as BO, courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { backPainFrom, firstTold, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const MANAGER = 'leder@sundby-fysioterapi.example';
const RECORDS = 'C-1 assess:supplementary-initial:PSFS, C-1 assess:supplementary-initial:sit-to-stand';

/** Two tests of 5 March are to be recorded by the 6th, and nobody does. */
function withoutRecords(course: ReturnType<typeof courseEvents>, data: Record<string, unknown>) {
  const [enrolled, held, , , ...answered] = backPainFrom(course, '2026-03-05', data);
  return [enrolled, held, ...answered].flatMap((event) => event ?? []);
}
const ofManager = () =>
  cloud()
    .cloud.inbox()
    .filter(({ to }) => to.includes(MANAGER));

describe('a therapist’s address', () => {
  test('that was said last in any course counts for all, whatever course is heard of since', async () => {
    const [old, anew] = [courseEvents('OLD'), courseEvents('NEW')];
    const told = await tell(
      [
        ...stenosisFrom(old, '2026-03-02').slice(0, 2),
        anew.enrolled('2026-03-09T09:00:00+01:00', {
          ...STENOSIS,
          therapist: { ...BO, email: 'bo@new.example' },
        }),
        old.event('session.held', '2026-03-10', { session: 'group-training', date: '2026-03-10' }),
      ],
      '2026-03-31T10:00:00Z',
    );
    const to = told.emails.flatMap(({ audience, sentAt, to }) =>
      audience === 'therapist' ? [`${sentAt.slice(0, 10)} ${to}`] : [],
    );
    const [before, since] = [
      to.filter((line) => line < '2026-03-10'),
      to.filter((line) => line > '2026-03-10'),
    ];
    expect(before.every((line) => line.endsWith('bo@clinic.example'))).toBe(true);
    expect(since.every((line) => line.endsWith('bo@new.example'))).toBe(true);
    expect([before.length, since.length].every((count) => count > 1)).toBe(true);
  });

  test('that bounces: the manager hears at once, and gets the digests until another one is said', async () => {
    const course = courseEvents();
    const gone = { ...BO, email: 'bo@bounce.example' };
    const told = await tell(
      [
        ...withoutRecords(course, { therapist: gone }),
        course.event('therapist.assigned', '2026-03-12', { therapist: BO }),
      ],
      '2026-03-17T10:00:00Z',
    );
    expect(firstTold(told, 'assess')).toEqual([
      `2026-03-06 07:00 bo@bounce.example: ${RECORDS}`,
      `2026-03-09 07:00 ${MANAGER}: ${RECORDS}`,
      `2026-03-13 07:00 bo@clinic.example: ${RECORDS}`,
    ]);
    expect(told.digests.map((line) => line.slice(0, 22))).toEqual([
      '2026-03-06 07:00 bo@bo',
      '2026-03-09 07:00 leder',
      '2026-03-13 07:00 bo@cl',
    ]);
    expect(told.clinicMails).toEqual([expect.stringMatching(/^2026-03-06 07:0\d leder@.*Bo Holm/)]);
    expect(ofManager()[1]?.text).toMatch(/mails\s+ikke\s+når\s+frem\s+til\s+Bo\s+Holm[\s\S]*NY:/);
  });
});

test('a patient who cannot be e-mailed is called in time: on the day before the visit, not on its morning', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      course.enrolled('2026-03-02T10:00:00+01:00', {
        ...STENOSIS,
        patient: { patientId: 'P-1', name: 'Inge Lund', language: 'da', consent: { email: true } },
      }),
      course.booked('pre-examination', '2026-03-02T10:05:00+01:00', '2026-03-12T09:00:00+01:00'),
      ...['NPRS', 'ODI', 'ZCQ'].map((each) => course.answered('pre-examination', '2026-03-03', each)),
    ],
    '2026-03-12T10:00:00Z',
  );
  expect(told.digests).toEqual([
    '2026-03-11 07:00 bo@clinic.example: C-1 call-patient:pre-examination',
    '2026-03-12 07:00 bo@clinic.example: C-1 call-patient:pre-examination',
  ]);
});

test('the manager gets the quality figures of a month on the first open day of the next', async () => {
  const course = courseEvents();
  const told = await tell(backPainFrom(course, '2026-03-05'), '2026-04-01T10:00:00Z');
  expect(told.clinicMails).toEqual([
    `2026-04-01 07:00 ${MANAGER}: Kvalitetstal for marts 2026 – Sundby Fysioterapi`,
  ]);
  expect(ofManager()[0]?.text).toMatch(/1 af 1 \(100 %\)/);
});

test('a course without an enrolment is told by its id on the first open morning after a day', async () => {
  const { held } = courseEvents('C-LOST');
  const told = await tell(
    [held('pre-examination', '2026-03-05T10:00:00+01:00', '0251')],
    '2026-03-12T10:00:00Z',
  );
  expect(told.clinicMails).toEqual([expect.stringContaining(`2026-03-09 07:00 ${MANAGER}: `)]);
  expect(ofManager()[0]?.text).toContain('C-LOST');
});

test('a digest tells how many training sessions there were, and what is worth knowing once', async () => {
  const course = courseEvents();
  const days = ['03', '04', '05', '06', '09', '10'].map((day) => `2026-03-${day}`);
  const told = await tell(
    [
      ...backPainFrom(course, '2026-03-02'),
      ...days.map((day) => course.event('session.held', day, { session: 'individual-training', date: day })),
    ],
    '2026-03-25T10:00:00Z',
  );
  expect(told.digests).toEqual([]);
  expect(told.clinicMails).toEqual([expect.stringMatching(/^2026-03-11 07:00 bo@clinic\.example: /)]);
  const [email] = cloud()
    .cloud.inbox()
    .filter(({ to }) => to.includes(BO.email));
  expect(email?.text).toMatch(/6 træninger \(normalt 12–16\)[\s\S]*NY: /);
  expect(email?.text).not.toMatch(/low-back|rygsmerter/i);
});

test('a patient who asks to be called: the clinic’s mailbox hears within a minute, the therapist in the morning', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...backPainFrom(course, '2026-03-05'),
      course.event('call.requested', '2026-03-09T18:30:00+01:00', { reason: 'question' }),
      course.completed('call-back', '2026-03-10T09:00:00+01:00'),
    ],
    '2026-03-12T10:00:00Z',
  );
  expect(told.clinicMails).toEqual([expect.stringMatching(/^2026-03-09 18:31 kontakt@.*AMJ/)]);
  expect(told.digests).toEqual(['2026-03-10 07:00 bo@clinic.example: C-1 call-back']);
});
