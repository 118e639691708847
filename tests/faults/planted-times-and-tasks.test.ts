import { describe, expect, test } from 'vitest';
import { judge } from '../../local/faults/judge/judge.ts';
import { brokenPromises } from '../../local/faults/promises/broken-promises.ts';
import type { Seen } from '../../local/faults/promises/seen.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { CLEAN } from '../support/faults.ts';
import { heard, STARTS, STORY, usePlanted, VISIT } from '../support/planted.ts';

/** Breaches of what is promised about times and tasks, planted into a run in which nothing is wrong. */
const { seen, run, hearing, withLetters } = usePlanted();
const TIME = `${VISIT}/appointment`;
const NEXT = 'status-4-weeks/appointment';

test('the run itself breaks none', () => {
  expect(brokenPromises(seen())).toEqual([]);
  expect(judge(STORY, run(), run())).toEqual(CLEAN);
  expect(seen().letters.flatMap(({ keys }) => keys)).toEqual([
    `${VISIT}/questionnaires`,
    `${VISIT}/appointment/${STARTS}`,
    `${VISIT}/nudge/2026-03-12`,
    'status-4-weeks/appointment/2026-03-17T09:00:00.000Z',
  ]);
  expect(
    seen().letters.flatMap(({ calendar }) => calendar.map(({ startsAt, endsAt }) => [startsAt, endsAt])),
  ).toEqual([
    [STARTS, '2026-03-12T09:45:00.000Z'],
    ['2026-03-17T09:00:00.000Z', '2026-03-17T09:30:00.000Z'],
  ]);
  expect(seen().letters.map(({ names }) => names)).toEqual([[], [STARTS], ['2026-03-17T09:00:00.000Z']]);
  expect(seen().staffMails.flatMap(({ tasks }) => tasks)).toContain(`C-1/answer:${VISIT}`);
});

describe('planted: the patient knows the time that is booked', () => {
  const timesIn = (changes: Seen) => brokenPromises(changes).filter((line) => line.startsWith('told times'));
  const LATER = '2026-03-16T09:00:00.000Z';
  const status = { visit: 'status-4-weeks' };
  const called = (at: string): Seen['worklists'] => [
    ...seen().worklists,
    {
      courseId: 'C-1',
      at,
      tasks: [{ task: 'call-patient:status-4-weeks', due: '2026-03-17', snoozedUntil: null }],
    },
  ];

  test.each<[string, () => Seen, RegExp]>([
    [
      'a time that is off',
      () => hearing(heard('visit.cancelled', LATER, status)),
      /still expects 2026-03-17T09/,
    ],
    [
      'a time that was moved',
      () => hearing(heard('visit.booked', LATER, { ...status, startsAt: '2026-03-18T10:00:00+01:00' })),
      /still expects 2026-03-17T09|another time than 2026-03-18T09/,
    ],
    [
      'a visit that became longer',
      () =>
        hearing(
          heard('visit.booked', LATER, {
            ...status,
            startsAt: '2026-03-17T10:00:00+01:00',
            durationMinutes: 60,
          }),
        ),
      /2026-03-17T09/,
    ],
    [
      'a booking that was a mistake',
      () => hearing(heard('event.retracted', LATER, { eventId: 'e004' })),
      /still expects/,
    ],
    [
      'a course that was closed',
      () => hearing(heard('course.closed', LATER, { reason: 'declined' })),
      /still expects/,
    ],
    ['a visit that was waived', () => hearing(heard('visit.waived', LATER, status)), /still expects/],
  ])('%s, and nobody says so', (_, plant, expected) => {
    const wrong = timesIn(plant());
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.every((line) => expected.test(line))).toBe(true);
    const asked = { ...plant(), worklists: called('2026-03-16T09:10:00.000Z') };
    expect(timesIn(asked)).toEqual([]);
  });

  test('a calendar file that is older than the entry changes nothing in a calendar', () => {
    const off = heard('visit.cancelled', LATER, status);
    const letter = (sequence: number) =>
      withLetters(NEXT, (each) => [
        each,
        {
          ...each,
          messageId: 'C-1 0099',
          at: '2026-03-16T09:15:00.000Z',
          keys: ['status-4-weeks/cancelled/2026-03-17T09:00:00.000Z'],
          calendar: each.calendar.map((entry) => ({
            ...entry,
            isOff: true,
            sequence: entry.sequence + sequence,
          })),
        },
      ]);
    const listened = (changes: Seen) => ({ ...changes, told: [...changes.told, off] });
    expect(timesIn(listened(letter(1)))).toEqual([]);
    expect(timesIn(listened(letter(-1)))).toContainEqual(expect.stringContaining('still expects'));
  });

  test('half an hour is enough, and an evening lasts until the morning', () => {
    const evening = hearing(heard('visit.cancelled', '2026-03-13T20:00:00.000Z', status));
    expect(timesIn(evening)[0]).toContain('at 2026-03-14T07:30:00.000Z');
    const morning = hearing(heard('visit.cancelled', '2026-03-13T09:00:00.000Z', status));
    expect(timesIn(morning)[0]).toContain('at 2026-03-13T09:30:00.000Z');
  });
});

describe('planted: tasks', () => {
  test('a digest that leaves one out', () => {
    const task = `C-1/answer:${VISIT}`;
    const staffMails = seen().staffMails.map((mail) => ({
      ...mail,
      tasks: mail.tasks.filter((each) => each !== task),
    }));
    expect(brokenPromises({ ...seen(), staffMails })).toEqual([
      expect.stringMatching(
        /^told tasks: C-1 answer:pre-examination, due 2026-03-11, .* by 2026-03-11T06:10/,
      ),
    ]);
  });

  test('one that comes a day late', () => {
    const staffMails = seen().staffMails.map((mail) => ({
      ...mail,
      at: toInstant(mail.at.replace('-11T', '-12T')),
    }));
    expect(brokenPromises({ ...seen(), staffMails })).toContainEqual(
      expect.stringMatching(/^told tasks: C-1 answer:/),
    );
  });

  test('a worklist that forgets one', () => {
    const worklists = seen().worklists.map((each) => ({
      ...each,
      tasks: each.tasks.filter(({ task }) => task !== 'hold:status-4-weeks'),
    }));
    expect(brokenPromises({ ...seen(), worklists })).toEqual([
      'owed tasks: C-1 hold:status-4-weeks is not in the worklist',
    ]);
  });
});

test('they are in the verdict, of the undisturbed run too', () => {
  const late = run().sent.map((email) =>
    email.keys.some((key) => key.includes(TIME))
      ? { ...email, at: toInstant('2026-03-10T20:00:00Z') }
      : email,
  );
  const { broken } = judge(STORY, { ...run(), sent: late }, run());
  expect(broken).toEqual([expect.stringMatching(/^not at night/)]);
});

describe('planted: a dead letter', () => {
  const failing = (times: number): Fault => ({
    kind: 'call',
    call: 1,
    what: 'throttled',
    of: 'Query',
    times,
  });
  const stuckAt = (queue: string, ...fired: Fault[]) =>
    judge(STORY, run(), {
      ...run(),
      fired,
      deadLetters: [`course-reminders-sample-${queue}-dead-letters: {}`],
    }).stuck;

  test.each(['wakes', 'sweeps'])(
    'of %s is made good by the next sweep, if calls failed for long',
    (queue) => {
      expect(stuckAt(queue, failing(5))).toEqual([]);
      expect(stuckAt(queue, failing(4))).toHaveLength(1);
      expect(stuckAt(queue)).toHaveLength(1);
    },
  );

  test('of digests is made good by the next day’s, if calls failed for as long as one is tried', () => {
    expect(stuckAt('digests', failing(100))).toEqual([]);
    expect(stuckAt('digests', failing(99))).toHaveLength(1);
    expect(stuckAt('digests')).toHaveLength(1);
  });

  test.each(['events', 'emails'])('of %s is there rightly, if calls failed for two days', (queue) => {
    expect(stuckAt(queue, failing(300), failing(180))).toEqual([]);
    expect(stuckAt(queue, failing(300), failing(179))).toHaveLength(1);
    expect(stuckAt(queue)).toHaveLength(1);
  });
});
