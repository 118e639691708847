import type { Course } from '../course/course.ts';
import type { ReminderKey } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { type CivilDate, earlier, later } from '../time/civil-date.ts';
import { type Instant, localDateOf, startOfDay } from '../time/instant.ts';
import { type BookedTime, bookedTimes } from '../visits/booked-times.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { apart } from './invitations-to-book.ts';
import { type History, type Message, readHistory } from './log.ts';
import { occupiedDays } from './occupied-days.ts';
import { invitationsSent, wantedNudge } from './questionnaires.ts';
import { unreachableBecause } from './reachability.ts';
import { countTries, MAX_ATTEMPTS } from './settle.ts';
import { goesAt, onePerDay, readyAt, type TimingFacts } from './timing.ts';
import { wantedReminders } from './wanted.ts';
import { namingTime, type TimedReminder, type WantedReminder } from './wanted-reminder.ts';

/** What decides about reminders besides the visits. */
export type DecisionFacts = {
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly messages: readonly Message[];
  readonly now: Instant;
  readonly lastReceivedAt: Instant;
};

/** The same, with what follows from it. */
export type Context = DecisionFacts & {
  readonly calendar: Calendar;
  readonly history: History;
  readonly times: readonly BookedTime[];
  readonly timing: TimingFacts;
  /** What messages of unknown outcome carried, or such as were put off: it has waited long enough. */
  readonly again: ReadonlySet<ReminderKey>;
};

export function contextOf(
  visits: readonly PlannedVisit[],
  calendar: Calendar,
  facts: DecisionFacts,
  again: ReadonlySet<ReminderKey> = new Set(),
): Context {
  const { now, lastReceivedAt, settings, course, messages } = facts;
  const timing = { now, lastReceivedAt, pausedUntil: pausedUntil(facts), settings };
  return {
    ...facts,
    calendar,
    timing,
    again,
    history: readHistory(messages, course.bouncedMessages, settings),
    times: bookedTimes(visits, settings.timeZone),
  };
}

/** Until which day reminders rest; null when they do not, or rest until resumed. */
function pausedUntil({ course, now, settings }: DecisionFacts): CivilDate | null {
  const until = course.paused?.until ?? null;
  return until && localDateOf(now, settings.timeZone) < until ? until : null;
}

/** Whether reminders rest without an end in sight. */
export const restsUntilResumed = ({ course }: DecisionFacts) =>
  course.paused !== null && course.paused.until === null;

/**
 * The reminders still to go with their instants, and those that can no longer go in time. Those that a pause made too
 * late are noted when it ends: until then a fact may change that.
 */
export function queue(visits: readonly PlannedVisit[], context: Context) {
  if (restsUntilResumed(context)) return { placed: [], missed: [], barred: [], wakes: [] };
  const { timing, history, times, settings, course } = context;
  const first = wantedReminders(visits, context).map((reminder) => timed(reminder, context));
  const nudges = visits
    .flatMap((visit) => nudgeAfterInvitation(visit, first, context) ?? [])
    .map((reminder) => timed(namingTime(reminder, times), context));
  const open = [...first, ...nudges].filter((reminder) => isOpen(reminder, context));
  const [barred, free] = partition(open, (reminder) => isBarred(reminder, context));
  const [inTime, late] = partition(free, isInTime);
  const unsaid = late.filter(({ key }) => !history.has(key));
  const { pausedUntil } = timing;
  return {
    placed: unreachableBecause(course) ? inTime : placedIn(apart(inTime, context), context),
    missed: pausedUntil ? [] : unsaid,
    barred: barred.filter(({ key }) => !history.has(key)),
    wakes: pausedUntil && unsaid.length > 0 ? [startOfDay(pausedUntil, settings.timeZone)] : [],
  };
}

/** What was tried too often goes no more: it takes no day, and waits for none to be noted. */
function placedIn(reminders: readonly TimedReminder[], context: Context): TimedReminder[] {
  const tries = countTries(context.messages);
  const [exhausted, going] = partition(reminders, ({ key }) => tries(key) >= MAX_ATTEMPTS);
  return [...exhausted, ...onePerDay(withPutOff(going, context), occupiedDays(context), context.settings)];
}

const isInTime = ({ sendAt, expiresAt, goesBefore = expiresAt }: TimedReminder): boolean =>
  sendAt < earlier(expiresAt, goesBefore);

/** What came due before the instant that the clinic has set does not go any more. */
function isBarred({ at, since = at, sendAt }: TimedReminder, { settings, now }: Context): boolean {
  const { sendNothingBefore } = settings;
  return sendNothingBefore !== undefined && sendAt <= now && later(at, since) < sendNothingBefore;
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}

function timed(reminder: WantedReminder, { timing, again, history }: Context): TimedReminder {
  const { key, at, eveningUntil } = reminder;
  const isDueAgain = again.has(key) && at <= timing.now && !timing.pausedUntil;
  const ready = isDueAgain ? { at, delays: [] } : readyAt(reminder, timing);
  const goes = goesAt(ready, timing, eveningUntil);
  const said = history.get(key);
  // What the provider put off is not tried again before the time that was set for it.
  const isPutOff = said?.state === 'released' && said.retryAt > goes.at;
  return {
    ...reminder,
    readyAt: ready.at,
    sendAt: isPutOff ? said.retryAt : goes.at,
    delays: isPutOff ? [...goes.delays, { because: 'put-off' }] : goes.delays,
  };
}

/** What was put off until later today goes along with what goes now: one e-mail a day. */
function withPutOff(open: readonly TimedReminder[], { history, now, settings }: Context): TimedReminder[] {
  if (!open.some(({ sendAt }) => sendAt <= now)) return [...open];
  const today = localDateOf(now, settings.timeZone);
  return open.map((reminder) =>
    history.get(reminder.key)?.state === 'released' &&
    localDateOf(reminder.sendAt, settings.timeZone) === today
      ? { ...reminder, sendAt: earlier(reminder.sendAt, now) }
      : reminder,
  );
}

/** A nudge goes only if the invitation went out, or is going to, on a day before it. */
function nudgeAfterInvitation(
  visit: PlannedVisit,
  first: readonly TimedReminder[],
  context: Context,
): WantedReminder | null {
  const nudge = wantedNudge(visit, context);
  if (!nudge) return null;
  const planned = first.filter(
    (reminder) =>
      reminder.kind === 'questionnaires' && reminder.visit === visit.visit && isOpen(reminder, context),
  );
  const invitedAt = [...invitationsSent(visit, context), ...planned.map(({ sendAt }) => sendAt)];
  const isBefore = (at: Instant) => localDateOf(at, context.settings.timeZone) < nudge.sendOn;
  return invitedAt.some(isBefore) ? nudge : null;
}

/** Whether a reminder may still go, by what became of it so far. */
function isOpen({ key, visit }: WantedReminder, { history, course }: Context): boolean {
  const said = history.get(key);
  switch (said?.state) {
    case undefined:
    case 'missed':
    case 'released':
      return true;
    case 'undeliverable':
      return unreachableBecause(course) === null && !wasCalled(course, visit, said.at);
    case 'failed':
      return hasNewAddress(course, said.at) && !wasCalled(course, visit, said.at);
    case 'sent':
    case 'in-flight':
    case 'rehearsed':
      return false;
    default:
      return said satisfies never;
  }
}

/** Whether the therapist has called the patient about a visit since an e-mail failed. */
function wasCalled({ tasks }: Course, visit: VisitName, failedAt: Instant): boolean {
  const calledAt = tasks.get(`call-patient:${visit}`)?.completedAt;
  return calledAt != null && calledAt >= failedAt;
}

/** Whether the patient has got another address since an e-mail failed. */
const hasNewAddress = ({ addressSince }: Course, failedAt: Instant): boolean =>
  addressSince !== null && addressSince > failedAt;
