import type { ReminderKey } from '../ids/reminder-key.ts';
import type { Calendar } from '../time/calendar.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import {
  type Context,
  contextOf,
  type DecisionFacts,
  queue,
  restsUntilResumed,
  type TimedReminder,
} from './line-up.ts';
import { listReminders } from './listed.ts';
import { type CarriedReminder, type Claim, type Message, merge, readHistory } from './log.ts';
import { unreachableBecause } from './reachability.ts';
import { claimMessage, settleMessages } from './settle.ts';
import { wantedNudge, wantedReminders } from './wanted.ts';

/** What is due now, as changes of the log of messages. */
export type Decisions = {
  /** New messages and changed ones, in their new state. */
  readonly messages: readonly Message[];
  /** Those of them that are to be sent now. */
  readonly claims: readonly Claim[];
};

/**
 * Which reminders go now, which were missed, which cannot be delivered, and when to look again. Messages of
 * unknown outcome are settled first.
 */
export function decide(visits: readonly PlannedVisit[], calendar: Calendar, facts: DecisionFacts) {
  const { settings, messages, now } = facts;
  const settled = settleMessages(messages, sendableNow(visits, calendar, facts), now, settings);
  const context = contextOf(calendar, { ...facts, messages: merge(messages, settled.messages) });
  const { placed, missed, wakes } = queue(visits, context);
  const due = placed.filter(({ sendAt }) => sendAt <= now);
  const fresh = newMessages(due, missed, context);
  const decisions: Decisions = {
    messages: [...settled.messages, ...fresh],
    claims: [...settled.messages, ...fresh].filter((message) => message.status === 'claimed'),
  };
  const later = placed.filter(({ sendAt }) => sendAt > now);
  const history = readHistory(merge(context.messages, fresh), facts.course.bouncedMessages);
  return {
    decisions,
    reminders: listReminders(later, history, [...placed, ...missed]),
    wakes: [...later.map(({ sendAt }) => sendAt), ...wakes, ...settled.wakes],
  };
}

/** The keys that may go out at this very moment, were nothing known of earlier messages. */
export function sendableNow(
  visits: readonly PlannedVisit[],
  calendar: Calendar,
  facts: DecisionFacts,
): ReadonlySet<ReminderKey> {
  const context = contextOf(calendar, facts);
  const rests = restsUntilResumed(context) || context.timing.pausedUntil !== null;
  if (rests || unreachableBecause(context.course)) return new Set();
  const nudges = visits.flatMap((visit) => wantedNudge(visit, context) ?? []);
  const wanted = [...wantedReminders(visits, context), ...nudges].filter(
    // A new fact may have moved its time ahead: then it waits for that.
    ({ at, expiresAt }) => at <= facts.now && expiresAt > facts.now,
  );
  return new Set(wanted.map(({ key }) => key));
}

function newMessages(
  due: readonly TimedReminder[],
  missed: readonly TimedReminder[],
  context: Context,
): Message[] {
  const { now, course, messages } = context;
  const carry = (reminders: readonly TimedReminder[]): CarriedReminder[] =>
    reminders.map(({ key, readyAt, expiresAt }) => ({ key, sendAt: readyAt, expiresAt }));
  const unreachable = unreachableBecause(course);
  const fresh: Message[] = [];
  const nextId = () => String(messages.length + fresh.length + 1).padStart(4, '0');
  if (missed.length > 0) {
    const reason = 'expired before it could go';
    fresh.push({ messageId: nextId(), status: 'missed', reason, settledAt: now, reminders: carry(missed) });
  }
  if (unreachable && due.length > 0) {
    const common = { messageId: nextId(), reminders: carry(due) };
    fresh.push({ ...common, status: 'undeliverable', reason: unreachable, settledAt: now });
  }
  if (!unreachable && due.length > 0) {
    const message = { messageId: nextId(), reminders: carry(due), attempt: 1, dropped: [] };
    fresh.push(claimMessage(message, now, context.settings));
  }
  return fresh;
}
