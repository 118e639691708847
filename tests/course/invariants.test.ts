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
import fc from '../support/property.ts';
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
      { numRuns: 60 },
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
      { numRuns: 60 },
    );
  });
});

test('what was planned before an outage is in the log after it: sent, missed or undeliverable', async () => {
  const planOf = async (shell: Shell) =>
    planLoaded('C-1', await shell.store.load('C-1'), [], shell.clinic, shell.now);
  let owedAtAll = 0;
  let missed = 0;
  const outage = fc.tuple(anyCourse, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 90 }));
  await fc.assert(
    fc.asyncProperty(outage, async ([events, day, days]) => {
      const shell = shellFor(events);
      const begin = addMinutes(shell.now, day * 24 * 60);
      const end = addMinutes(begin, days * 24 * 60);
      await tell(
        shell,
        events.filter(({ occurredAt }) => toInstant(occurredAt) <= begin),
        begin,
      );
      const { reminders } = await planOf(shell);
      // A nudge follows an invitation that went out on an earlier day: an outage may take its reason away.
      const owed = reminders
        .filter(({ status, kind, sendAt }) => status === 'planned' && kind !== 'nudge' && sendAt <= end)
        .map(({ key }) => key);
      shell.moveTo(end);
      await shell.runUntil(addMinutes(end, 7 * 24 * 60));
      const { messages } = await shell.store.load('C-1');
      const known = messages.flatMap((message) => message.reminders.map(({ key }) => key));
      expect(owed.filter((key) => !known.includes(key))).toEqual([]);
      owedAtAll += owed.length;
      missed += messages.filter(({ status }) => status === 'missed').length;
    }),
    { numRuns: 100 },
  );
  expect([owedAtAll > 30, missed > 5]).toEqual([true, true]);
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
      { numRuns: 100 },
    );
  });

  test('and nothing for a visit that is held, waived or cancelled when the e-mail is written', async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(anyArrival, async (events) => {
        const shell = shellFor(events);
        const look = async () => {
          const loaded = await shell.store.load('C-1');
          const { visits } = planLoaded('C-1', loaded, [], shell.clinic, shell.now);
          // A time that was told is off although there is no room for the visit any more.
          const open = visits.filter(({ status }) => ['planned', 'booked', 'infeasible'].includes(status));
          const names = open.map(({ visit }): string => visit);
          const going = loaded.messages.filter(({ status }) => status === 'claimed');
          const keys = going.flatMap(({ reminders }) => reminders.map(({ key }) => key.split('/')[0]));
          looked += keys.length;
          expect(keys.filter((visit) => !names.includes(visit ?? ''))).toEqual([]);
          shell.before('send', look);
        };
        shell.before('send', look);
        await tell(shell, events, END);
      }),
      { numRuns: 40 },
    );
    expect(looked).toBeGreaterThan(20);
  });
});

test('a key goes out once; after unknown outcomes three times at most, each an attempt in the log', async () => {
  const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
  const answers: Record<string, SendOutcome> = {
    accepted: { kind: 'accepted', providerId: 'ses' },
    refused: { kind: 'refused', reason: 'MessageRejected' },
    later: { kind: 'later', reason: 'TooManyRequestsException' },
    unknown,
  };
  const anyAnswers = fc.array(fc.constantFrom('accepted', 'unknown', 'unknown', 'later', 'refused'), {
    minLength: 30,
    maxLength: 30,
  });
  let repeated = 0;
  await fc.assert(
    fc.asyncProperty(anyArrival, anyAnswers, async (events, names) => {
      const shell = shellFor(events);
      shell.mailer.answers.push(...names.map((name) => answers[name] ?? unknown));
      await tell(shell, events, END);
      const sends = shell.mailer.sent.map(({ tags }, index) => ({
        messageId: tags['message'],
        attempt: Number(tags['attempt']),
        answer: names[index] ?? 'accepted',
      }));
      const { messages } = await shell.store.load('C-1');
      const keysIn = (id: string | undefined) =>
        messages
          .filter((each) => 'attempt' in each)
          .filter(({ messageId }) => messageId === id)
          .flatMap(({ reminders, dropped }) =>
            reminders.map(({ key }) => key).filter((key) => !dropped.includes(key)),
          );
      const byKey = Map.groupBy(
        sends.flatMap((send) => keysIn(send.messageId).map((key) => ({ key, ...send }))),
        ({ key }) => key,
      );
      for (const [, all] of byKey) {
        const reached = all.filter(({ answer }) => answer === 'accepted' || answer === 'unknown');
        repeated += Math.max(0, reached.length - 1);
        // Only an unknown outcome is followed by another attempt, and the log counts them all.
        expect(reached.slice(0, -1).every(({ answer }) => answer === 'unknown')).toBe(true);
        expect(reached.length).toBeLessThanOrEqual(3);
      }
      for (const message of messages.filter((each) => 'attempt' in each)) {
        const own = sends.filter(({ messageId }) => messageId === message.messageId);
        const reached = own.filter(({ answer }) => answer === 'accepted' || answer === 'unknown');
        expect(reached.map(({ attempt }) => attempt)).toEqual(reached.map((_, index) => index + 1));
        expect(message.attempt).toBeGreaterThanOrEqual(reached.length);
      }
    }),
    { numRuns: 60 },
  );
  expect(repeated).toBeGreaterThan(10);
});
