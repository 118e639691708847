import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil-date.ts';
import type { Course } from './course.ts';
import { type Instant, localDateOf, startOfDay } from './instant.ts';
import {
  type CarriedReminder,
  type Claim,
  type History,
  type Message,
  merge,
  type ReminderKind,
  readHistory,
  readKey,
} from './messages.ts';
import type { VisitName } from './protocol.ts';
import { unreachableBecause } from './reachability.ts';
import { invitationKey, type WantedReminder, wantedNudge, wantedReminders } from './reminders.ts';
import type { CoreSettings } from './settings.ts';
import { claimMessage, settleMessages } from './settle.ts';
import { goesAt, onePerDay, readyAt, type TimingFacts } from './timing.ts';
import type { PlannedVisit } from './visits.ts';

export type ReminderStatus = 'planned' | 'due' | 'sent' | 'missed' | 'undeliverable';

/** A reminder with the instant at which it goes, or what became of it. */
export type PlannedReminder = {
  readonly key: string;
  readonly visit: VisitName;
  readonly kind: ReminderKind;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  readonly status: ReminderStatus;
  /** Why it was missed or could not be delivered. */
  readonly reason: string | null;
};

/** What is due now, as changes of the log of messages. */
export type Decisions = {
  /** New messages and changed ones, in their new state. */
  readonly messages: readonly Message[];
  /** Those of them that are to be sent now. */
  readonly claims: readonly Claim[];
};

export type DecisionFacts = {
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly messages: readonly Message[];
  readonly now: Instant;
  readonly lastReceivedAt: Instant;
};

type Context = DecisionFacts & {
  readonly calendar: Calendar;
  readonly history: History;
  readonly timing: TimingFacts;
};

/** A reminder with the instant at which it is ready, and the one at which it can go. */
type Timed = WantedReminder & { readonly readyAt: Instant; readonly sendAt: Instant };

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
    reminders: describe(later, history),
    wakes: [...later.map(({ sendAt }) => sendAt), ...wakes, ...settled.wakes],
  };
}

function contextOf(calendar: Calendar, facts: DecisionFacts): Context {
  const { now, lastReceivedAt, settings, course, messages } = facts;
  const timing = { now, lastReceivedAt, pausedUntil: pausedUntil(facts), settings };
  return { ...facts, calendar, timing, history: readHistory(messages, course.bouncedMessages) };
}

/** Until which day reminders rest; null when they do not, or rest until resumed. */
function pausedUntil({ course, now, settings }: DecisionFacts): CivilDate | null {
  const until = course.paused?.until ?? null;
  return until && localDateOf(now, settings.timeZone) < until ? until : null;
}

const restsUntilResumed = ({ course }: DecisionFacts) =>
  course.paused !== null && course.paused.until === null;

/** The keys that may go out at this very moment, were nothing known of earlier messages. */
export function sendableNow(
  visits: readonly PlannedVisit[],
  calendar: Calendar,
  facts: DecisionFacts,
): ReadonlySet<string> {
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

/**
 * The reminders still to go with their instants, and those that can no longer go in time. Those that a pause made too
 * late are noted when it ends: until then a fact may change that.
 */
function queue(visits: readonly PlannedVisit[], context: Context) {
  if (restsUntilResumed(context)) return { placed: [], missed: [], wakes: [] };
  const { timing, history, settings, course } = context;
  const withTime = (reminder: WantedReminder): Timed => {
    const ready = readyAt(reminder.at, timing, reminder.atOnce);
    return { ...reminder, readyAt: ready, sendAt: goesAt(ready, timing) };
  };
  const first = wantedReminders(visits, context).map(withTime);
  const nudges = visits.flatMap((visit) => nudgeAfterInvitation(visit, first, context) ?? []).map(withTime);
  const open = [...first, ...nudges].filter((reminder) => isOpen(reminder, context));
  const inTime = open.filter(({ sendAt, expiresAt }) => sendAt < expiresAt);
  const late = open.filter(({ key, sendAt, expiresAt }) => sendAt >= expiresAt && !history.has(key));
  const { pausedUntil } = timing;
  return {
    placed: unreachableBecause(course) ? inTime : onePerDay(inTime, occupiedDays(context), settings),
    missed: pausedUntil ? [] : late,
    wakes: pausedUntil && late.length > 0 ? [startOfDay(pausedUntil, settings.timeZone)] : [],
  };
}

/** A nudge goes only if the invitation went out, or is going to, on a day before it. */
function nudgeAfterInvitation(
  visit: PlannedVisit,
  first: readonly Timed[],
  context: Context,
): WantedReminder | null {
  const nudge = wantedNudge(visit, context);
  if (!nudge) return null;
  const key = invitationKey(visit.visit);
  const said = context.history.get(key);
  const planned = first.find((reminder) => reminder.key === key && isOpen(reminder, context));
  const at =
    said?.state === 'sent' ? said.at : said?.state === 'in-flight' ? said.reminder.sendAt : planned?.sendAt;
  return at && localDateOf(at, context.settings.timeZone) < nudge.sendOn ? nudge : null;
}

/** Whether a reminder may still go, by what became of it so far. */
function isOpen({ key, visit }: WantedReminder, { history, course }: Context): boolean {
  const said = history.get(key);
  switch (said?.state) {
    case undefined:
    case 'missed':
      return true;
    case 'undeliverable': {
      const called = course.tasks.get(`call-patient:${visit}`)?.completedAt;
      return unreachableBecause(course) === null && !(called && called >= said.at);
    }
    case 'sent':
    case 'in-flight':
    case 'failed':
    case 'released':
      return false;
    default:
      return said satisfies never;
  }
}

/** Days on which the patient has had an e-mail of this course, or may have. */
function occupiedDays({ messages, course, settings }: Context): CivilDate[] {
  return messages.flatMap((message) => {
    if (message.status === 'claimed') return [localDateOf(message.claimedAt, settings.timeZone)];
    const reached = message.status === 'sent' && !course.bouncedMessages.has(message.messageId);
    return reached ? [localDateOf(message.sentAt, settings.timeZone)] : [];
  });
}

function newMessages(due: readonly Timed[], missed: readonly Timed[], context: Context): Message[] {
  const { now, course, messages } = context;
  const carry = (reminders: readonly Timed[]): CarriedReminder[] =>
    reminders.map(({ key, readyAt, expiresAt }) => ({ key, sendAt: readyAt, expiresAt }));
  const unreachable = unreachableBecause(course);
  const fresh: Message[] = [];
  const nextId = () => String(messages.length + fresh.length + 1).padStart(4, '0');
  if (missed.length > 0) {
    const reason = 'expired before it could go';
    fresh.push({ messageId: nextId(), status: 'missed', reason, settledAt: now, reminders: carry(missed) });
  }
  const fails = due.filter(({ key }) => context.history.get(key)?.state !== 'undeliverable');
  if (unreachable && fails.length > 0) {
    const common = { messageId: nextId(), reminders: carry(fails) };
    fresh.push({ ...common, status: 'undeliverable', reason: unreachable, settledAt: now });
  }
  if (!unreachable && due.length > 0) {
    fresh.push(claimMessage({ messageId: nextId(), reminders: carry(due), attempt: 1, dropped: [] }, now));
  }
  return fresh;
}

/** Every reminder that is planned or has come due, in order of time. */
function describe(later: readonly Timed[], history: History): PlannedReminder[] {
  const reminders = new Map<string, PlannedReminder>();
  for (const [key, said] of history) {
    const { expiresAt, sendAt } = said.reminder;
    reminders.set(key, { key, ...readKey(key), sendAt, expiresAt, ...outcome(said) });
  }
  for (const { key, visit, kind, sendAt, expiresAt } of later) {
    reminders.set(key, { key, visit, kind, sendAt, expiresAt, status: 'planned', reason: null });
  }
  return [...reminders.values()].sort((a, b) =>
    a.sendAt === b.sendAt ? (a.key < b.key ? -1 : 1) : a.sendAt < b.sendAt ? -1 : 1,
  );
}

type HistoryEntry = NonNullable<ReturnType<History['get']>>;

function outcome(said: HistoryEntry): Pick<PlannedReminder, 'status' | 'reason'> & { sendAt?: Instant } {
  switch (said.state) {
    case 'sent':
      return { status: 'sent', reason: null, sendAt: said.at };
    case 'in-flight':
      return { status: 'due', reason: null };
    case 'released':
      return { status: 'planned', reason: null, sendAt: said.retryAt };
    case 'failed':
    case 'undeliverable':
      return { status: 'undeliverable', reason: said.reason };
    case 'missed':
      return { status: 'missed', reason: said.reason };
    default:
      return said satisfies never;
  }
}
