import { describe, expect, test } from 'vitest';
import { auditCourse, sumUp } from '../../local/clinic/accounts.ts';
import { problemsOf } from '../../local/commands/audit/problems.ts';
import { addDays } from '../../shared/core/time/civil-date.ts';
import { addMinutes, type Instant, localDateOf, toInstant } from '../../shared/core/time/instant.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { anyArrival, anyCourse, shuffledWithRepeats } from '../support/arbitraries.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import type { Arriving } from '../support/play.ts';
import fc, { runs } from '../support/property.ts';
import { Shell } from '../support/shell.ts';

const END = '2031-01-01T00:00:00Z';
const YEAR = 366 * 24 * 60;
const arrivalOf = ({ receivedAt, occurredAt }: Arriving): Instant => toInstant(receivedAt ?? occurredAt);

/** Lets events reach the shell, those of one instant together, and time pass from wake to wake. */
async function tell(shell: Shell, events: readonly Arriving[], until: string): Promise<void> {
  const batches = [...Map.groupBy(events, arrivalOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [at, batch] of batches) {
    await shell.runUntil(at);
    await shell.record(batch.map(({ receivedAt: _, ...event }) => event));
  }
  await shell.runUntil(until);
}

const shellFor = (events: readonly Arriving[]) =>
  new Shell(events.map(arrivalOf).reduce((a, b) => (a < b ? a : b)));

/** A course's messages and what it ends as, without what tells one way there from another. */
async function endOf(shell: Shell) {
  const { head } = await shell.store.load('C-1');
  return { log: await shell.log(), head: head && { ...head, version: 0 } };
}

describe('any order and any repetition of the events ends the same', () => {
  /** Everything until some moment arrives at that moment, in two orders; the rest arrives as it happens. */
  const twoOrders = fc.tuple(anyCourse, fc.integer({ min: 0, max: 400 })).chain(([events, day]) => {
    const moment = addMinutes(toInstant(events[0]?.occurredAt ?? 0), day * 24 * 60);
    const [early, late] = [
      events.filter(({ occurredAt }) => toInstant(occurredAt) <= moment),
      events.filter(({ occurredAt }) => toInstant(occurredAt) > moment),
    ];
    const arriving = (some: readonly Raw[]) => some.map((event) => ({ ...event, receivedAt: moment }));
    return shuffledWithRepeats(early).map((shuffled): [Arriving[], Arriving[]] => [
      [...arriving(early), ...late],
      [...arriving(shuffled), ...late],
    ]);
  });

  test('the same e-mails, the same course, the same next wake', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([inOrder, shuffled]) => {
        const [one, other] = [shellFor(inOrder), shellFor(shuffled)];
        await tell(one, inOrder, END);
        await tell(other, shuffled, END);
        expect(await endOf(other)).toEqual(await endOf(one));
      }),
      runs(40),
    );
  });

  test('every reminder that came due is accounted for, however late its events arrived', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrival, async (events) => {
        const shell = shellFor(events);
        await tell(shell, events, END);
        const loaded = await shell.store.load('C-1');
        const plan = planLoaded('C-1', loaded, [], shell.clinic, shell.now);
        const period = {
          from: addDays(localDateOf(shell.now, 'UTC'), -3650),
          to: localDateOf(shell.now, 'UTC'),
          timeZone: 'UTC',
        };
        expect(problemsOf(loaded, plan, shell.now, period)).toEqual([]);
        const { 'came due': due, ...parts } = sumUp(
          auditCourse(loaded.messages, plan.course.bouncedMessages),
        );
        expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(due);
        expect(parts.open).toBe(0);
      }),
      runs(40),
    );
  });
});

describe('what was planned before an outage is in the log after it: sent, missed or undeliverable', () => {
  type Outage = readonly [events: readonly Raw[], day: number, days: number];

  /** What was owed when the outage began, and what is in the log a week after its end. */
  async function survive([events, day, days]: Outage) {
    const shell = shellFor(events);
    const begin = addMinutes(shell.now, day * 24 * 60);
    const end = addMinutes(begin, days * 24 * 60);
    await tell(
      shell,
      events.filter(({ occurredAt }) => toInstant(occurredAt) <= begin),
      begin,
    );
    const loaded = await shell.store.load('C-1');
    const { reminders } = planLoaded('C-1', loaded, [], shell.clinic, shell.now);
    // A nudge follows an invitation that went out on an earlier day: an outage may take its reason away.
    const owed = reminders
      .filter(({ status, kind, sendAt }) => status === 'planned' && kind !== 'nudge' && sendAt <= end)
      .map(({ key }) => key);
    shell.moveTo(end);
    await shell.runUntil(addMinutes(end, 7 * 24 * 60));
    const { messages } = await shell.store.load('C-1');
    const log = new Map(
      messages.flatMap(({ reminders: told, status }) => told.map(({ key }) => [key, status] as const)),
    );
    return { owed, log };
  }

  test('in the days after an enrolment', async () => {
    const begun = [courseEvents().enrolled('2026-01-12', { entry: 'direct' })];
    const [first, second] = [1, 2].map((nth) => `first-consultation/booking/2026-01-12/${nth}`);
    const short = await survive([begun, 1, 5]);
    expect(short.owed).toEqual([first]);
    expect(short.log).toEqual(
      new Map([
        ['first-consultation/questionnaires', 'sent'],
        [first, 'sent'],
        [second, 'sent'],
      ]),
    );
    const long = await survive([begun, 1, 60]);
    expect(long.owed).toEqual([first, second]);
    expect(long.log).toEqual(
      new Map([
        ['first-consultation/questionnaires', 'sent'],
        [first, 'missed'],
        [second, 'missed'],
      ]),
    );
  });

  test('in any course, at any time, for up to three months', async () => {
    const outage = fc.tuple(anyCourse, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 90 }));
    await fc.assert(
      fc.asyncProperty(outage, async (each) => {
        const { owed, log } = await survive(each);
        expect(owed.filter((key) => !log.has(key))).toEqual([]);
      }),
      runs(60),
    );
  });
});

describe('nothing goes out after a stop', () => {
  const stop = fc.constantFrom('deceased', 'declined', 'erased', 'paused', 'no consent');
  const { event, closed, paused, patientUpdated } = courseEvents();
  /** A stop has the last word: its id sorts behind those of its instant. */
  const stopped = (kind: string, at: Instant): Raw => {
    const told = {
      deceased: () => ({ ...closed(at, 'deceased'), occurredAt: at }),
      declined: () => ({ ...closed(at, 'declined'), occurredAt: at }),
      erased: () => event('course.erased', at, { reason: 'asked' }),
      paused: () => paused(at),
      'no consent': () => patientUpdated(at, { consent: { email: false } }),
    }[kind];
    if (!told) throw new Error(`no stop ${kind}`);
    return { ...told(), eventId: 'z-stop' };
  };
  /** What takes a stop back, or replaces it: the last pause and the last closing count, but no closing after a death. */
  const takesBack = (raw: Raw, kind: string) =>
    ['course.reopened', 'reminders.resumed', 'reminders.paused', 'patient.updated'].includes(raw.type) ||
    (raw.type === 'course.closed' && kind !== 'deceased');

  test('whatever happens afterwards, and however late a wake fires', async () => {
    const story = fc.tuple(anyCourse, stop, fc.integer({ min: 0, max: 450 * 24 * 60 }), fc.nat(YEAR));
    await fc.assert(
      fc.asyncProperty(story, async ([events, kind, minutes, late]) => {
        const shell = shellFor(events);
        // What an enrolment says later than a stop, it says anew.
        const enrolled = events.find(({ type }) => type === 'course.enrolled');
        const at = addMinutes(toInstant(enrolled?.occurredAt ?? 0), minutes);
        const before = events.filter(({ occurredAt }) => toInstant(occurredAt) <= at);
        await tell(shell, [...before, stopped(kind, at)], at);
        const sent = shell.mailer.sent.length;
        // A wake that was armed before the stop, delivered late and twice.
        shell.moveTo(addMinutes(at, late));
        await shell.wake('C-1', at);
        await shell.wake('C-1', at, true);
        const after = events.filter((raw) => toInstant(raw.occurredAt) > at && !takesBack(raw, kind));
        await tell(
          shell,
          after.map((raw) => ({ ...raw, receivedAt: shell.now })),
          END,
        );
        expect(shell.mailer.sent.slice(sent).map(({ tags }) => tags)).toEqual([]);
      }),
      runs(60),
    );
  });

  describe('and nothing for a visit that is held, waived or cancelled when the e-mail is written', () => {
    /** The keys that go out, as they stand in the log before the provider gets them; `over` for a visit that is. */
    async function goingOut(events: readonly Arriving[]) {
      const shell = shellFor(events);
      const going: string[] = [];
      const over: string[] = [];
      const look = async () => {
        const loaded = await shell.store.load('C-1');
        const { visits } = planLoaded('C-1', loaded, [], shell.clinic, shell.now);
        // A time that was told is off although there is no room for the visit any more.
        const open = visits.filter(({ status }) => ['planned', 'booked', 'infeasible'].includes(status));
        const names = open.map(({ visit }): string => visit);
        const claimed = loaded.messages.filter(({ status }) => status === 'claimed');
        const keys = claimed.flatMap(({ reminders }) => reminders.map(({ key }) => key));
        going.push(...keys);
        over.push(...keys.filter((key) => !names.includes(key.split('/')[0] ?? '')));
        shell.before('send', look);
      };
      shell.before('send', look);
      await tell(shell, events, END);
      return { going, over };
    }

    test('in a course that is looked at whenever something goes', async () => {
      const { enrolled, held, booked, closed: ended } = courseEvents();
      const { going, over } = await goingOut([
        enrolled('2026-01-12', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
        held('pre-examination', '2026-01-13', '0251'),
        booked('status-4-weeks', '2026-01-13', '2026-02-10T10:00:00+01:00'),
        held('status-4-weeks', '2026-02-10', '0254'),
        ended('2026-02-11', 'withdrew'),
      ]);
      expect(going).toEqual([
        'pre-examination/questionnaires',
        'status-4-weeks/appointment/2026-02-10T09:00:00.000Z',
      ]);
      expect(over).toEqual([]);
    });

    test('in any course', async () => {
      await fc.assert(
        fc.asyncProperty(anyArrival, async (events) => {
          expect((await goingOut(events)).over).toEqual([]);
        }),
        runs(40),
      );
    });
  });
});

describe('a key goes out once; after unknown outcomes three times at most, each an attempt in the log', () => {
  const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
  const answers: Record<string, SendOutcome> = {
    accepted: { kind: 'accepted', providerId: 'ses' },
    refused: { kind: 'refused', reason: 'MessageRejected' },
    later: { kind: 'later', reason: 'TooManyRequestsException' },
    unknown,
  };
  const mayHaveReached = (answer: string) => answer === 'accepted' || answer === 'unknown';

  /** How often each key may have reached the patient, with the last answer: `unknown, accepted`. */
  async function reachedBy(events: readonly Arriving[], names: readonly string[]) {
    const shell = shellFor(events);
    shell.mailer.answers.push(...names.map((name) => answers[name] ?? unknown));
    await tell(shell, events, END);
    const sends = shell.mailer.sent
      .map(({ tags }, index) => ({
        messageId: tags['message'],
        attempt: Number(tags['attempt']),
        answer: names[index] ?? 'accepted',
      }))
      .filter(({ answer }) => mayHaveReached(answer));
    const { messages } = await shell.store.load('C-1');
    const attempted = messages.filter((each) => 'attempt' in each);
    const keys = new Map<string, string[]>();
    for (const { messageId, reminders, dropped } of attempted) {
      for (const { key } of reminders.filter((reminder) => !dropped.includes(reminder.key))) {
        const own = sends.filter((send) => send.messageId === messageId);
        keys.set(key, [...(keys.get(key) ?? []), ...own.map(({ answer }) => answer)]);
      }
    }
    for (const { messageId, attempt } of attempted) {
      const own = sends.filter((send) => send.messageId === messageId);
      expect(own.map((send) => send.attempt)).toEqual(own.map((_, index) => index + 1));
      expect(attempt).toBeGreaterThanOrEqual(own.length);
    }
    return keys;
  }

  test.each([
    [['accepted'], ['accepted']],
    [
      ['unknown', 'accepted'],
      ['unknown', 'accepted'],
    ],
    [
      ['later', 'unknown', 'later', 'unknown', 'accepted'],
      ['unknown', 'unknown', 'accepted'],
    ],
    [
      ['unknown', 'unknown', 'unknown', 'unknown'],
      ['unknown', 'unknown', 'unknown'],
    ],
    [['refused', 'accepted'], []],
  ])('answered %j', async (names, reached) => {
    const { enrolled, closed } = courseEvents();
    const withdrawn = closed('2026-01-14', 'withdrew');
    const keys = await reachedBy([enrolled('2026-01-12'), withdrawn], names);
    expect(keys).toEqual(new Map([['supplementary-initial/questionnaires', reached]]));
  });

  test('in any course, whatever the provider answers', async () => {
    const anyAnswers = fc.array(fc.constantFrom('accepted', 'unknown', 'unknown', 'later', 'refused'), {
      minLength: 30,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(anyArrival, anyAnswers, async (events, names) => {
        for (const [, reached] of await reachedBy(events, names)) {
          // Only an unknown outcome is followed by another attempt, and the log counts them all.
          expect(reached.slice(0, -1).every((answer) => answer === 'unknown')).toBe(true);
          expect(reached.length).toBeLessThanOrEqual(3);
        }
      }),
      runs(40),
    );
  });
});
