import { expect, test } from 'vitest';
import { judge } from '../../local/faults/judge/judge.ts';
import { seenIn } from '../../local/faults/judge/seen-in.ts';
import type { Run } from '../../local/faults/play/run.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { enrolment, heldFirst, PATIENT } from '../../local/faults/stories/people.ts';
import { courseTeller, type FaultStory } from '../../local/faults/stories/story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

/** Other settings in the middle of a story, a table that is brought back, a clinic beside it. */
const { compare, tell } = useFaults();
const beside = useFaults({ beside: true });
const VISIT = 'pre-examination';
const RESTORE: Fault = { kind: 'restore', at: toInstant('2026-03-10T09:30:00Z'), hours: 24 };

/** An enrolment, and a booking for 12 March that is told on the 10th. */
function booked(changes: Partial<FaultStory> = {}): FaultStory {
  const say = courseTeller('C-1');
  const startsAt = '2026-03-12T10:00:00+01:00';
  const events = [
    enrolment(say, '2026-03-06T10:00:00+01:00'),
    say('visit.booked', '2026-03-06T10:01:00+01:00', { visit: VISIT, startsAt }),
  ];
  return { name: 'booked and reminded', events, until: toInstant('2026-03-11T12:00:00+01:00'), ...changes };
}

const lettersIn = ({ sent }: Run, courseId = 'C-1') => sent.filter((email) => email.courseId === courseId);
const wordsIn = (run: Run) =>
  lettersIn(run).map(
    ({ at, keys }) => `${at.slice(5, 16)} ${keys.map((key) => key.split('/')[1]).join(' ')}`,
  );

test('other settings reach the courses that run, the judge goes by those in force, and the next run by the file', async () => {
  const at = toInstant('2026-03-09T13:00:00+01:00');
  const changes = { sendTime: '10:00', reminders: { appointment: { weekdaysBefore: 1 } } };
  const story = booked({ deployments: [{ at, changes }] });
  const { run, verdict } = await compare(story, []);
  expect(verdict).toEqual(CLEAN);
  expect(wordsIn(run)).toEqual([
    '03-06T09:16 questionnaires',
    '03-10T09:00 nudge',
    '03-11T09:00 appointment',
  ]);
  const { deployed } = seenIn(story, run);
  expect(deployed.map(({ from, house }) => [from, house.sendTime])).toEqual([
    ['2026-03-06T09:00:00.000Z', '09:00'],
    [at, '10:00'],
  ]);
  expect(wordsIn(await tell(booked()))).toEqual([
    '03-06T09:16 questionnaires',
    '03-10T08:00 appointment nudge',
  ]);
});

test('of a table that is brought back nothing goes again, and of the dead nobody hears', async () => {
  const say = courseTeller('C-2');
  const dead = [
    ...heldFirst(say, '2026-03-06', { patient: { ...PATIENT, patientId: 'P-2' } }),
    say('course.closed', '2026-03-10T08:30:00+01:00', { date: '2026-03-10', reason: 'deceased' }),
  ];
  const story = booked({ events: [...booked().events, ...dead] });
  const { undisturbed, run, verdict } = await compare(story, [RESTORE]);
  expect(verdict).toEqual(CLEAN);
  expect(wordsIn(run)).toEqual(wordsIn(undisturbed));
  expect(lettersIn(run).map(({ isForgotten }) => isForgotten)).toEqual([false, true]);
  expect(run.courses.get('C-1')?.messages.map(({ status }) => status)).toEqual(['sent', 'missed']);
  expect(lettersIn(run, 'C-2').filter(({ at }) => at > '2026-03-10')).toEqual([]);

  // Planted: what was forgotten goes again.
  const again = lettersIn(run)
    .slice(-1)
    .map((email) => ({ ...email, isForgotten: false }));
  const planted = judge(story, undisturbed, { ...run, sent: [...run.sent, ...again] });
  expect(planted.unexpectedDuplicates.join()).toMatch(/C-1 .*appointment.* was sent at 2026-03-10/);
});

test('what was forgotten may go again when a time that is booked after it makes it due once more', async () => {
  const say = courseTeller('C-1');
  const startsOn = (day: string) => ({ visit: VISIT, startsAt: `${day}T10:00:00+01:00` });
  const events = [
    enrolment(say, '2026-03-06T10:00:00+01:00'),
    say('visit.booked', '2026-03-06T10:00:00+01:00', startsOn('2026-03-17')),
    say('visit.booked', '2026-03-11T10:00:00+01:00', startsOn('2026-03-20')),
  ];
  const { undisturbed, run, verdict } = await compare(
    booked({ events, until: toInstant('2026-03-13T12:00:00+01:00') }),
    [RESTORE],
  );
  expect(verdict).toEqual(CLEAN);
  expect(wordsIn(undisturbed)).toEqual(['03-10T08:00 questionnaires', '03-11T09:15 appointment']);
  expect(wordsIn(run)).toEqual(['03-10T08:00 questionnaires', '03-13T08:00 questionnaires']);
});

test('a bounce of which the table was told after the moment that it is brought back to is not told again', async () => {
  const say = courseTeller('C-1');
  const patient = { ...PATIENT, email: 'anna@bounce.example' };
  const events = [
    enrolment(say, '2026-03-06T10:00:00+01:00', { patient }),
    say('visit.booked', '2026-03-06T10:01:00+01:00', { visit: VISIT, startsAt: '2026-03-12T10:00:00+01:00' }),
  ];
  const story = booked({ events, until: toInstant('2026-03-08T12:00:00+01:00') });
  const sentAt = '2026-03-06T09:16:00Z';
  const restore: Fault = { kind: 'restore', at: toInstant('2026-03-07T09:16:00Z'), hours: 24 };
  const { undisturbed, run, verdict } = await compare(story, [restore]);
  expect(lettersIn(run).map(({ at, isForgotten }) => [at, isForgotten])).toEqual([
    [toInstant(sentAt), false],
  ]);
  expect(run.courses.get('C-1')?.messages.map(({ status }) => status)).toEqual(['sent']);
  expect(verdict).toEqual(CLEAN);

  // Planted: brought back to a moment long after the report.
  const restored = run.restored.map((each) => ({ ...each, to: toInstant('2026-03-07T09:00:00Z') }));
  const planted = judge(story, undisturbed, { ...run, fired: [], restored });
  expect(planted.lost).toEqual(['C-1 pre-examination/questionnaires counts as sent after a bounce']);
});

test('an invitation that is kept apart from the one before, and then does not go for a restore, is not lost', async () => {
  const say = courseTeller('C-1');
  const begun = '2026-03-28T08:00:00Z';
  const referred = { protocol: 'low-back-pain', entry: 'from-individual-course', referralDate: '2025-05-07' };
  const held = { visit: 'supplementary-initial', date: '2026-01-17', serviceCode: '0261' };
  const story = booked({
    events: [enrolment(say, begun, referred), say('visit.held', begun, held)],
    deployments: [{ at: toInstant('2026-03-28T12:10:00Z'), changes: { sendTime: '10:15' } }],
    until: toInstant('2026-04-04T10:00:00Z'),
  });
  const late: Fault = { kind: 'outage', at: toInstant('2026-03-28T08:10:00Z'), hours: 46 };
  const restore: Fault = { kind: 'restore', at: toInstant('2026-04-02T05:01:00Z'), hours: 24 };
  const { undisturbed, run, verdict } = await compare(story, [late, restore]);
  expect(wordsIn(undisturbed)).toEqual(['03-28T08:15 booking', '04-01T07:00 booking']);
  expect(wordsIn(run)).toEqual(['03-30T06:10 booking']);
  expect(verdict).toEqual(CLEAN);
});

test('a clinic beside it has its own course of that name, and hears nothing of what befalls the first', async () => {
  const email = 'per@patients.example';
  const neighbour = [
    enrolment(courseTeller('C-1'), '2026-03-06T10:00:00+01:00', { patient: { ...PATIENT, email } }),
  ];
  const story = booked({ neighbour, until: toInstant('2026-03-10T18:00:00+01:00') });
  const crash: Fault = { kind: 'call', call: 2, what: 'crash after', times: 2 };
  const { undisturbed, run, verdict } = await beside.compare(story, [crash, RESTORE]);
  expect(verdict).toEqual(CLEAN);
  const other = run.neighbour;
  if (!other) throw new Error('there is nobody beside it');
  expect([run, other].map((each) => [...new Set(lettersIn(each).map(({ to }) => to))])).toEqual([
    [PATIENT.email],
    [email],
  ]);
  expect([run, other].map(({ inForce, restored }) => [inForce.length, restored.length])).toEqual([
    [2, 1],
    [1, 0],
  ]);
  expect(other.courses.get('C-1')?.events).toHaveLength(1);

  // Planted: what is lost there is seen.
  const silent = { ...run, neighbour: { ...other, sent: [], courses: new Map() } };
  expect(judge(story, undisturbed, silent).lost.join()).toMatch(/at the neighbour: C-1 /);
});

test('an event that waited in its queue at the moment to which the table is brought back is replayed, too', async () => {
  const say = courseTeller('C-2');
  const waits = enrolment(say, '2026-03-09T10:00:00+01:00', { patient: { ...PATIENT, patientId: 'P-2' } });
  const story = booked({ events: [...booked().events, waits] });
  const late: Fault = { kind: 'delivery', to: 'events', nth: 3, after: [5400] };
  const { run, verdict } = await compare(story, [late, RESTORE]);
  expect(verdict).toEqual(CLEAN);
  expect(run.takenAt.get('C-2 e001')).toBe('2026-03-09T10:30:00.000Z');
  expect(run.courses.get('C-2')?.events).toHaveLength(1);
});
