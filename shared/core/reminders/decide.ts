import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { contextOf, type DecisionFacts, queue, restsUntilResumed } from './line-up.ts';
import { listReminders } from './listed.ts';
import { type Claim, type Message, MISSED, merge, readHistory, type UnreachableReason } from './log.ts';
import { stillTrying, triedSince } from './put-off.ts';
import { wantedNudge } from './questionnaires.ts';
import { unreachableBecause } from './reachability.ts';
import { carried, messagesToSend } from './send-now.ts';
import { leftToRehearsal, type OpenMessages, openMessages, withdrawn } from './settle.ts';
import { wantedReminders } from './wanted.ts';
import type { TimedReminder } from './wanted-reminder.ts';

/** What is due now, as changes of the log of messages. */
export type Decisions = {
  /** New messages and changed ones, in their new state. */
  readonly messages: readonly Message[];
  /** Those of them that are to be sent now. */
  readonly claims: readonly Claim[];
};

/**
 * Which reminders go now, which were missed, which cannot be delivered, and when to look again. What is in messages of
 * unknown outcome, or was put off, is decided anew like everything else.
 */
export function decide(visits: readonly PlannedVisit[], calendar: Calendar, facts: DecisionFacts) {
  const { settings, messages, now, course } = facts;
  const { rehearsed, ...open } = openMessages(messages, now, settings);
  // Nothing is said of what is decided anew but that it may have gone.
  const log = merge(
    messages,
    open.over.map((message) => withdrawn(message, now)),
  );
  const { placed, missed, barred, wakes } = queue(
    visits,
    contextOf(visits, calendar, { ...facts, messages: log }, keysIn(open.over)),
  );
  const due = placed.filter(({ sendAt }) => sendAt <= now);
  const later = placed.filter(({ sendAt }) => sendAt > now);
  const ids = messageIds(messages);
  const noted = [
    ...noteMissed(missed, MISSED.expired, ids, { now, messages }),
    ...noteMissed(barred, MISSED.barred, ids, { now, messages }),
    ...rehearsed.map((message) => leftToRehearsal(message, now)),
  ];
  const unreachable = unreachableBecause(course);
  const sent = unreachable
    ? giveUp(due, open, unreachable, ids, now)
    : messagesToSend(due, open, { messages, now, settings, ids });
  const changed = [...noted, ...sent];
  const changedIds = new Set(changed.map(({ messageId }) => messageId));
  const waiting = open.waiting.filter(({ message }) => !changedIds.has(message.messageId));
  const history = readHistory(merge(messages, changed), course.bouncedMessages, settings);
  const decisions: Decisions = {
    messages: changed,
    claims: changed.filter((message) => message.status === 'claimed'),
  };
  return {
    decisions,
    reminders: listReminders(later, history, [...placed, ...missed, ...barred]),
    /** What the log says once that is carried out. */
    history,
    wakes: [
      ...afterwards(decisions.claims, later, { visits, calendar, facts: { ...facts, messages: log } }),
      ...wakes,
      ...waiting.map(({ at }) => at),
    ],
  };
}

type Deciding = {
  readonly visits: readonly PlannedVisit[];
  readonly calendar: Calendar;
  readonly facts: DecisionFacts;
};

/** When the reminders that are left go, were those that go now sent: one of them may tell what another was to set right. */
function afterwards(
  claims: readonly Claim[],
  later: readonly TimedReminder[],
  { visits, calendar, facts }: Deciding,
): Instant[] {
  const { now, messages } = facts;
  if (claims.length === 0) return later.map(({ sendAt }) => sendAt);
  const sent = claims.map(
    ({ leaseUntil: _, ...claim }): Message => ({ ...claim, status: 'sent', sentAt: now }),
  );
  const { placed } = queue(
    visits,
    contextOf(visits, calendar, { ...facts, messages: merge(messages, sent) }),
  );
  return placed.map(({ sendAt }) => sendAt).filter((at) => at > now);
}

const keysIn = (messages: OpenMessages['over']): ReadonlySet<ReminderKey> =>
  new Set(messages.flatMap(({ reminders }) => reminders.map(({ key }) => key)));

/** The ids of the messages that come after those of a log. */
function messageIds(messages: readonly Message[]): () => string {
  let last = messages.length;
  return () => {
    last += 1;
    return String(last).padStart(4, '0');
  };
}

function noteMissed(
  missed: readonly TimedReminder[],
  reason: string,
  ids: () => string,
  { now, messages }: Pick<DecisionFacts, 'now' | 'messages'>,
): Message[] {
  if (missed.length === 0) return [];
  const reminders = stillTrying(carried(missed), triedSince(messages));
  return [{ messageId: ids(), status: 'missed', reason, settledAt: now, reminders }];
}

/** The patient cannot be e-mailed: nothing is tried again. */
function giveUp(
  due: readonly TimedReminder[],
  { over }: Pick<OpenMessages, 'over'>,
  reason: UnreachableReason,
  ids: () => string,
  now: Instant,
): Message[] {
  const untried = over.map((message) => withdrawn(message, now));
  if (due.length === 0) return untried;
  const common = { messageId: ids(), reminders: carried(due) };
  return [...untried, { ...common, status: 'undeliverable', reason, settledAt: now }];
}

/** The keys that may go out at this very moment, were nothing known of earlier messages. */
export function sendableNow(
  visits: readonly PlannedVisit[],
  calendar: Calendar,
  facts: DecisionFacts,
): ReadonlySet<ReminderKey> {
  const context = contextOf(visits, calendar, facts);
  const rests = restsUntilResumed(context) || context.timing.pausedUntil !== null;
  if (rests || unreachableBecause(context.course)) return new Set();
  const nudges = visits.flatMap((visit) => wantedNudge(visit, context) ?? []);
  const wanted = [...wantedReminders(visits, context), ...nudges].filter(
    // A new fact may have moved its time ahead: then it waits for that.
    ({ at, expiresAt }) => at <= facts.now && expiresAt > facts.now,
  );
  return new Set(wanted.map(({ key }) => key));
}

/** Gives up what is unsettled of a course of which nothing is wanted any more. */
export function giveUpAll(messages: readonly Message[], now: Instant, settings: CoreSettings) {
  const { over, rehearsed, waiting } = openMessages(messages, now, settings);
  return {
    messages: [...over, ...rehearsed].map((message) => withdrawn(message, now)),
    wakes: waiting.map(({ at }) => at),
  };
}
