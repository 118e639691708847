import { expect, test } from 'vitest';
import { seenIn } from '../../local/faults/judge/seen-in.ts';
import { onceEach } from '../../local/faults/promises/letters.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { PATIENT, THERAPIST } from '../support/events.ts';
import { CLEAN, told, useFaults } from '../support/faults.ts';
import { STENOSIS } from '../support/stories.ts';

/** Scenarios that failed once. */
const { compare, stage } = useFaults();

/** Their clients have met no trouble yet, and try again as often as they may. */
const inFreshSandboxes = () => stage().clinicCloud.cloud.configure(new Map());

/** One course is enrolled; the run goes on for three hours. */
const enrolledAt = (at: string, name: string, patient: object = PATIENT) => ({
  name,
  events: [told('C-1', 'e001', 'course.enrolled', at, { ...STENOSIS, patient, therapist: THERAPIST })],
  until: addMinutes(toInstant(at), 180),
});

test('a transaction in the way of the mark of an e-mail, whose report is lost: it does not go again', async () => {
  const story = enrolledAt('2026-03-02T10:00:00+01:00', 'one reminder');
  const faults: Fault[] = [
    { kind: 'call', call: 1, of: 'UpdateItem', what: 'conflict' },
    { kind: 'delivery', to: 'emails', nth: 1, times: 9, after: [] },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.sent).toHaveLength(1);
  expect(run.fired).toContainEqual(faults[0]);
});

test('a reminder that could not be e-mailed, and goes when a pause is over, is not late', async () => {
  const patient = { ...PATIENT, consent: { email: false } };
  const received = '2026-03-30T07:00:00.000Z';
  const enrolment = { ...STENOSIS, patient, therapist: THERAPIST };
  const held = { visit: 'pre-examination', date: '2026-03-05', serviceCode: '0251' };
  const booked = { visit: 'status-4-weeks', startsAt: '2026-04-04T07:59:00+02:00' };
  const story = {
    name: 'no consent, a pause, consent',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-05T10:00:00+01:00', enrolment, received),
      told('C-1', 'e002', 'visit.held', '2026-03-05T10:05:00+01:00', held, received),
      told('C-1', 'e003', 'visit.booked', '2026-03-06T10:05:00+01:00', booked, received),
      told('C-1', 'e004', 'reminders.paused', '2026-03-31T17:50:00.000Z', { until: '2026-04-03' }),
      told('C-1', 'e005', 'patient.updated', '2026-04-01T08:00:00.000Z', { consent: { email: true } }),
    ],
    until: toInstant('2026-04-01T10:00:00.000Z'),
  };
  expect((await compare(story, [])).verdict).toEqual(CLEAN);
});

test('an invitation that did not reach the patient is followed by no nudge: none is lost', async () => {
  const patient = { ...PATIENT, email: 'anna@delay.example' };
  const enrolment = { ...STENOSIS, patient, therapist: THERAPIST };
  const booked = { visit: 'pre-examination', startsAt: '2026-03-26T07:59:00.000Z' };
  const story = {
    name: 'another address',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-21T09:00:00.000Z', enrolment),
      told('C-1', 'e002', 'visit.booked', '2026-03-21T08:00:00.000Z', booked),
      told('C-1', 'e003', 'patient.updated', '2026-03-21T13:00:00.000Z', { email: 'anna@reject.example' }),
    ],
    until: toInstant('2026-03-28T11:00:00.000Z'),
  };
  const faults: Fault[] = [
    { kind: 'call', call: 1, what: 'broken after', times: 2 },
    { kind: 'meanwhile', call: 18, of: 'TransactWriteItems' },
  ];
  expect((await compare(story, faults)).verdict).toEqual(CLEAN);
});

test('an erasure that comes ahead of its time, from after the story, loses nothing', async () => {
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const story = {
    name: 'erased afterwards',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-06T09:00:00.000Z', enrolment),
      told('C-1', 'e002', 'course.erased', '2026-03-06T20:00:00.000Z', { reason: 'asked for it' }),
    ],
    until: toInstant('2026-03-06T15:00:00.000Z'),
  };
  const { verdict, run } = await compare(story, [{ kind: 'meanwhile', call: 1, of: 'GetItem' }]);
  expect(run.courses.get('C-1')?.head?.status).toBe('erased');
  expect(verdict).toEqual(CLEAN);
});

test('a reminder that waits while its course is closed by mistake is not late', async () => {
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const reopened = { reason: 'closed by mistake' };
  const story = {
    name: 'closed by mistake',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-20T09:00:00.000Z', enrolment),
      told('C-1', 'e002', 'course.closed', '2026-03-20T22:30:00.000Z', {
        date: '2026-03-20',
        reason: 'declined',
      }),
      told('C-1', 'e003', 'course.reopened', '2026-03-24T06:59:00.000Z', reopened),
    ],
    until: toInstant('2026-03-24T11:00:00.000Z'),
  };
  const lost: Fault = { kind: 'delivery', to: 'wakes', nth: 1, times: 10, after: [] };
  const { verdict, run } = await compare(story, [lost]);
  expect(run.sent.map(({ at }) => at)).toEqual(['2026-03-24T07:14:00.000Z']);
  expect(verdict).toEqual(CLEAN);
});

test('a digest that is put off, and has nothing to say by then, is not lost', async () => {
  const arrives = '2026-03-02T23:10:00.000Z';
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const held = { visit: 'pre-examination', date: '2026-02-17', serviceCode: '0251' };
  const next = { visit: 'status-4-weeks', startsAt: '2026-03-20T09:00:00+01:00' };
  const story = {
    name: 'booked at last, in the minute after the digest',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-02-17T10:00:00+01:00', enrolment, arrives),
      told('C-1', 'e002', 'visit.held', '2026-02-17T10:05:00+01:00', held, arrives),
      ...['PSFS', 'neurological'].map((assessment) =>
        told(
          'C-1',
          assessment,
          'assessment.recorded',
          '2026-02-17T10:05:00+01:00',
          {
            visit: 'pre-examination',
            assessment,
            recordedOn: '2026-02-17',
          },
          arrives,
        ),
      ),
      ...['NPRS', 'ODI', 'ZCQ'].map((questionnaire) =>
        told(
          'C-1',
          questionnaire,
          'questionnaire.answered',
          '2026-02-17T10:05:00+01:00',
          {
            visit: 'pre-examination',
            questionnaire,
            answeredOn: '2026-02-17',
          },
          arrives,
        ),
      ),
      told('C-1', 'e007', 'visit.booked', '2026-03-03T06:01:00.000Z', next),
      told('C-1', 'e008', 'visit.booked', '2026-03-02T23:10:00.000Z', {
        visit: 'final-status',
        startsAt: '2026-05-12T09:00:00+02:00',
      }),
    ],
    until: toInstant('2026-03-05T11:00:00.000Z'),
  };
  const refused: Fault = { kind: 'call', call: 1, what: 'broken before', of: 'SendEmail', times: 1 };
  const { undisturbed, run, verdict } = await compare(story, [refused]);
  const digests = ({ sent }: typeof run) => sent.filter(({ courseId }) => courseId === '').length;
  expect([digests(undisturbed), digests(run)]).toEqual([1, 0]);
  expect(verdict).toEqual(CLEAN);
});

test('a cancellation that comes in an outage which lasts beyond the visit: nothing is left to tell, and nothing lost', async () => {
  const patient = { ...PATIENT, email: 'anna@delay.example' };
  const visit = 'status-4-weeks';
  const startsAt = '2026-12-26T11:20:00.000Z';
  const enrolment = { ...STENOSIS, patient, therapist: THERAPIST };
  const story = {
    name: 'told, then off in an outage',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-12-24T09:00:00.000Z', enrolment),
      told('C-1', 'e007', 'visit.booked', '2026-12-24T08:00:00.000Z', { visit, startsAt }),
      told('C-1', 'e008', 'visit.cancelled', '2026-12-25T10:39:00.000Z', { visit, startsAt }),
    ],
    until: toInstant('2026-12-25T11:00:00.000Z'),
  };
  const outage: Fault = { kind: 'outage', at: toInstant('2026-12-24T15:37:00.000Z'), hours: 55 };
  const { verdict, undisturbed } = await compare(story, [outage]);
  expect(undisturbed.sent.flatMap(({ keys }) => keys)).toContain(`C-1 ${visit}/cancelled/${startsAt}`);
  expect(verdict).toEqual(CLEAN);
});

test('a time after one that was told as off, named by a nudge in the same minutes: its file may come with the reminder', async () => {
  const received = '2026-09-09T17:50:00.000Z';
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const held = { visit: 'pre-examination', date: '2026-07-01', serviceCode: '0251' };
  const visit = 'final-status';
  const late = { visit, startsAt: '2026-09-11T21:30:00.000Z', durationMinutes: 60 };
  const first = { visit, startsAt: '2026-09-21T08:00:00.000Z', durationMinutes: 30 };
  const story = {
    name: 'booked, off, booked a minute before the nudge',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-06-24T08:00:00.000Z', enrolment, received),
      told('C-1', 'e002', 'visit.held', '2026-07-01T08:05:00.000Z', held, received),
      told('C-1', 'e006', 'visit.booked', '2026-09-11T07:00:00.000Z', late, '2026-09-11T07:03:00.000Z'),
      told('C-1', 'e003', 'visit.booked', '2026-09-13T12:00:00.000Z', first),
      told('C-1', 'e004', 'visit.cancelled', '2026-09-13T19:05:00.000Z', { visit }),
      told('C-1', 'e005', 'visit.booked', '2026-09-17T06:59:00.000Z', {
        visit,
        startsAt: '2026-09-20T05:01:00.000Z',
      }),
    ],
    until: toInstant('2026-09-18T10:00:00.000Z'),
  };
  const { verdict, run } = await compare(story, []);
  expect(verdict).toEqual(CLEAN);
  const last = run.sent.filter(({ courseId }) => courseId === 'C-1').slice(-2);
  expect(last.map(({ keys }) => keys)).toEqual([
    ['C-1 final-status/nudge/2026-09-20'],
    ['C-1 final-status/appointment/2026-09-20T05:01:00.000Z'],
  ]);
});

test('an invitation that went only on the day of its nudge is followed by none, though another e-mail had put that one off', async () => {
  const received = '2026-03-04T19:20:00.000Z';
  const enrolment = {
    protocol: 'low-back-pain',
    entry: 'from-individual-course',
    referralDate: '2025-09-20',
    patient: PATIENT,
    therapist: THERAPIST,
  };
  const held = { visit: 'supplementary-initial', date: '2026-03-04', serviceCode: '0261' };
  const visit = 'closing';
  const first = { visit, startsAt: '2026-03-12T09:00:00.000Z', durationMinutes: 45 };
  const story = {
    name: 'invited and told, moved',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-02-25T09:00:00.000Z', enrolment, received),
      told('C-1', 'e002', 'visit.held', '2026-03-03T23:05:00.000Z', held, received),
      told('C-1', 'e003', 'visit.booked', '2026-03-11T13:00:00.000Z', first),
      told('C-1', 'e004', 'visit.booked', '2026-03-11T19:20:00.000Z', {
        visit,
        startsAt: '2026-03-14T22:30:00.000Z',
      }),
    ],
    until: toInstant('2026-03-13T11:00:00.000Z'),
  };
  const outage: Fault[] = [{ kind: 'outage', at: toInstant('2026-03-11T13:10:00.000Z'), hours: 9 }];
  const { verdict, run } = await compare(story, outage);
  expect(run.sent.flatMap(({ keys }) => keys)).not.toContain('C-1 closing/nudge/2026-03-14');
  expect(verdict).toEqual(CLEAN);
});

test('an invitation keeps apart from one whose report, that it did not arrive, is lost: it is not late', async () => {
  const received = '2026-03-06T06:01:00.000Z';
  const enrolment = {
    protocol: 'low-back-pain',
    entry: 'from-individual-course',
    referralDate: '2025-04-15',
    patient: { ...PATIENT, email: 'anna@soft-bounce.example' },
    therapist: THERAPIST,
  };
  const held = { visit: 'supplementary-initial', date: '2025-12-26', serviceCode: '0261' };
  const story = {
    name: 'entered late, met a full mailbox',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2025-12-19T09:00:00.000Z', enrolment, received),
      told('C-1', 'e002', 'visit.held', '2025-12-25T23:05:00.000Z', held, received),
    ],
    until: toInstant('2026-03-08T11:00:00.000Z'),
  };
  const lost: Fault[] = [{ kind: 'delivery', to: 'emails', nth: 1, times: 2, after: [] }];
  const { verdict, run } = await compare(story, lost);
  expect(run.sent.flatMap(({ keys }) => keys)).toContain('C-1 closing/booking/2025-12-26/1');
  expect(run.sent.flatMap(({ keys }) => keys)).not.toContain('C-1 closing/booking/2025-12-26/2');
  expect(verdict).toEqual(CLEAN);
});

test('a report that cannot be noted before an outage of nearly a week is noted after it: the clinic calls', async () => {
  const patient = { ...PATIENT, email: 'anna@reject.example' };
  const story = enrolledAt('2026-03-02T10:00:00+01:00', 'rejected, then off', patient);
  const faults: Fault[] = [
    // From just after the mark that the e-mail was sent.
    { kind: 'call', call: 12, of: 'UpdateItem', what: 'broken before', times: 60 },
    { kind: 'outage', at: toInstant('2026-03-02T10:30:00+01:00'), hours: 160 },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.fired.filter((fault) => fault === faults[0]).length).toBeGreaterThan(5);
  expect(run.courses.get('C-1')?.head?.tasks.map(({ task }) => task)).toContain(
    'call-patient:pre-examination',
  );
});

test('an e-mail that was put off before an outage which ends by night waits for the morning: it is not stuck', async () => {
  const story = enrolledAt('2026-03-02T10:00:00+01:00', 'put off, then off until the evening');
  const faults: Fault[] = [
    { kind: 'call', call: 1, of: 'SendEmail', what: 'throttled', times: 40 },
    { kind: 'outage', at: toInstant('2026-03-02T10:25:00+01:00'), hours: 10 },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  const course = run.courses.get('C-1');
  expect(course?.messages).toMatchObject([{ status: 'released' }]);
  expect(course?.head?.nextWakeAt).toBe('2026-03-03T07:00:00.000Z');
});

test('a sweep that dies when it has planned a course with other settings: its next wake is armed', async () => {
  const story = {
    ...enrolledAt('2026-03-02T10:00:00+01:00', 'later in the day'),
    deployments: [{ at: toInstant('2026-03-02T13:00:00Z'), changes: { sendTime: '10:15' } }],
    until: toInstant('2026-03-03T12:00:00Z'),
  };
  const crash: Fault = { kind: 'call', call: 14, of: 'TransactWriteItems', what: 'crash after' };
  const { verdict, run } = await compare(story, [crash]);
  expect(verdict).toEqual(CLEAN);
  expect(run.fired).toEqual([crash]);
  expect(run.courses.get('C-1')?.head?.nextWakeAt).toBe('2026-03-05T09:15:00.000Z');
});

test('a sweep that dies by night when it has put off an overdue wake to the morning: it is armed', async () => {
  const story = {
    ...enrolledAt('2026-03-02T10:00:00+01:00', 'not woken, then off until the evening'),
    until: toInstant('2026-03-02T22:00:00Z'),
  };
  const faults: Fault[] = [
    { kind: 'delivery', to: 'wakes', nth: 1, after: [] },
    { kind: 'outage', at: toInstant('2026-03-02T09:20:00Z'), hours: 12 },
    { kind: 'call', call: 4, of: 'TransactWriteItems', what: 'crash after' },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.fired).toEqual(faults);
  expect(run.courses.get('C-1')?.head?.nextWakeAt).toBe('2026-03-03T07:00:00.000Z');
});

test('a wake that is given up as it cannot arm the next one is not stuck: the sweep arms it in the hour before', async () => {
  const story = {
    ...enrolledAt('2026-03-02T10:00:00+01:00', 'no schedules for an hour'),
    until: toInstant('2026-03-05T06:00:00Z'),
  };
  const throttled: Fault = { kind: 'call', call: 5, of: 'CreateSchedule', what: 'throttled', times: 15 };
  const faults = [throttled];
  const early = await compare({ ...story, until: toInstant('2026-03-03T12:00:00Z') }, faults);
  expect(early.verdict).toEqual(CLEAN);
  expect(early.run.deadLetters).toEqual([expect.stringContaining('wakes-dead-letters: {"courseId":"C-1"')]);
  expect(early.run.courses.get('C-1')?.head?.nextWakeAt).toBe('2026-03-05T08:00:00.000Z');
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.sent.map(({ at }) => at)).toContain('2026-03-05T08:00:00.000Z');
});

test('an invitation that may have gone, and a booking a moment later: what comes of that waits for the next day', async () => {
  const received = '2026-12-24T18:50:00.000Z';
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const held = { visit: 'pre-examination', date: '2026-12-03', serviceCode: '0251' };
  const visit = 'status-4-weeks';
  const startsAt = '2026-12-28T11:20:00.000Z';
  const story = {
    name: 'entered late, booked while the invitation went',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-11-26T09:00:00.000Z', enrolment, received),
      told('C-1', 'e002', 'visit.held', '2026-12-02T23:05:00.000Z', held, received),
      told('C-1', 'e003', 'visit.booked', '2026-12-25T07:00:10.000Z', { visit, startsAt }),
    ],
    until: toInstant('2026-12-26T11:00:00.000Z'),
  };
  const faults: Fault[] = [
    { kind: 'call', call: 1, of: 'SendEmail', what: 'broken after' },
    { kind: 'delivery', to: 'emails', nth: 1, times: 9, after: [] },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.sent.map(({ at, keys }) => [at, ...keys])).toEqual([
    ['2026-12-25T07:00:00.000Z', `C-1 ${visit}/booking/2026-12-03/2`],
    ['2026-12-26T08:00:00.000Z', `C-1 ${visit}/appointment/${startsAt}`],
  ]);
});

test('an e-mail that is noted at the fourth try, whose report is lost: were it sent again, nothing would excuse that', async () => {
  await inFreshSandboxes();
  const story = enrolledAt('2026-03-02T10:00:00+01:00', 'noted at last');
  const { verdict, run } = await compare(story, [
    { kind: 'call', call: 1, of: 'UpdateItem', what: 'broken before', times: 3 },
    { kind: 'delivery', to: 'emails', nth: 1, times: 9, after: [] },
  ]);
  expect(verdict).toEqual(CLEAN);
  const seen = seenIn(story, run);
  const again = seen.letters.map((letter) => ({ ...letter, attempt: 2 }));
  expect(onceEach({ ...seen, letters: [...seen.letters, ...again] })).toHaveLength(1);
});

test('a client that has met so much trouble that it tries once only: what it cannot note may go again', async () => {
  await inFreshSandboxes();
  const at = '2026-03-02T10:00:00+01:00';
  const enrolment = { ...STENOSIS, patient: PATIENT, therapist: THERAPIST };
  const story = {
    name: 'four courses wake at once',
    events: ['C-1', 'C-2', 'C-3', 'C-4'].map((id) => told(id, 'e001', 'course.enrolled', at, enrolment)),
    until: addMinutes(toInstant(at), 180),
  };
  const { verdict, run } = await compare(story, [
    // From the first look of a wake on.
    { kind: 'call', call: 14, of: 'Query', what: 'broken before', times: 52 },
    { kind: 'call', call: 1, of: 'UpdateItem', what: 'broken before', times: 12 },
    { kind: 'delivery', to: 'emails', nth: 1, times: 99, after: [] },
  ]);
  expect(run.sent.filter(({ attempt }) => attempt > 1)).not.toEqual([]);
  expect(verdict).toEqual(CLEAN);
});
