import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addDays, type CivilDate, later } from '../time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  type Instant,
  localDateOf,
  localTimeOf,
  startOfDay,
} from '../time/instant.ts';

/** What decides when a reminder can go. */
export type TimingFacts = {
  readonly now: Instant;
  /** When the course last received an event: facts entered together count together. */
  readonly lastReceivedAt: Instant;
  /** Reminders rest until the start of this day. */
  readonly pausedUntil: CivilDate | null;
  readonly settings: CoreSettings;
};

/** What puts a reminder off. */
export type Delay =
  /** Its own time had passed when the course last received an event; or it has none, and is due at once. */
  | { readonly because: 'late' | 'at-once' }
  /** Reminders rest until the start of this day. */
  | { readonly because: 'paused'; readonly until: CivilDate }
  /** It is ready, and these are quiet hours. */
  | { readonly because: 'quiet' }
  /** An invitation to book the same visit went on that day. */
  | { readonly because: 'apart'; readonly invitedOn: CivilDate }
  /** The e-mail provider did not take it for now. */
  | { readonly because: 'put-off' }
  /** Another e-mail of the course goes on the day on which it could. */
  | { readonly because: 'one-a-day'; readonly taken: CivilDate };

/** What decides of a reminder itself when it can go. */
type Timeable = {
  readonly at: Instant;
  readonly atOnce?: boolean;
  readonly eveningUntil?: Instant | null;
};

/** An instant, and what put it off until then, in order; nothing when it is on time. */
export type Timed = { readonly at: Instant; readonly delays: readonly Delay[] };

/**
 * When a reminder is ready to go: on time, or late. Late ones wait until the facts have settled and for the day's
 * hours; all wait for the end of a pause.
 */
export function readyAt(
  { at, atOnce = false, eveningUntil = null }: Timeable,
  { lastReceivedAt, pausedUntil, settings }: TimingFacts,
): Timed {
  const isLate = atOnce || at <= lastReceivedAt;
  const quiet = addMinutes(lastReceivedAt, settings.reminders.settleMinutes);
  const settled = isLate ? inDayHours(later(at, quiet), settings, eveningUntil) : at;
  const rested = pausedUntil && startOfDay(pausedUntil, settings.timeZone);
  if (rested && settled < rested) {
    return { at: inDayHours(rested, settings), delays: [{ because: 'paused', until: pausedUntil }] };
  }
  return { at: settled, delays: isLate ? [{ because: atOnce ? 'at-once' : 'late' }] : [] };
}

/** When something that is ready can go: then, or now if that has passed, or the next morning in quiet hours. */
export function goesAt(
  ready: Timed,
  { now, settings }: TimingFacts,
  eveningUntil: Instant | null = null,
): Timed {
  if (ready.at > now) return ready;
  const at = inDayHours(now, settings, eveningUntil);
  return { at, delays: at === now ? ready.delays : [...ready.delays, { because: 'quiet' }] };
}

/**
 * The instant itself, or in quiet hours the end of them.
 * @param eveningUntil until when it may be, on the evening of that day, although it is quiet
 */
export function inDayHours(
  at: Instant,
  { quietHours, timeZone }: CoreSettings,
  eveningUntil: Instant | null = null,
): Instant {
  const time = localTimeOf(at, timeZone);
  const day = localDateOf(at, timeZone);
  if (time < quietHours.to) return atLocalTime(day, quietHours.to, timeZone);
  const isEvening = eveningUntil && at < eveningUntil && day === localDateOf(eveningUntil, timeZone);
  if (time >= quietHours.from && !isEvening) return atLocalTime(addDays(day, 1), quietHours.to, timeZone);
  return at;
}

/** The days that the e-mails of a course take. */
export type Occupied = {
  /** The patient has had one. */
  readonly taken: Iterable<CivilDate>;
  /** He may have had one about these reminders. */
  readonly doubtful: ReadonlyMap<CivilDate, ReadonlySet<ReminderKey>>;
};

type Placeable = Omit<Timed, 'at'> & {
  readonly key: ReminderKey;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  /** It never waits for another e-mail of the day. */
  readonly urgent?: boolean;
};

/**
 * One e-mail per course and civil day: reminders that are due together go together; others wait for the next day's
 * send time, unless they would expire first. What is urgent waits for none, and takes along what is due with it; so does
 * what goes again on a day on which nobody knows whether it went.
 */
export function onePerDay<T extends Placeable>(
  reminders: readonly T[],
  { taken: days, doubtful }: Occupied,
  { sendTime, timeZone }: CoreSettings,
): T[] {
  const taken = new Set(days);
  const placed: T[] = [];
  let waiting = [...reminders];
  while (waiting.length > 0) {
    const at = waiting.map(({ sendAt }) => sendAt).reduce((a, b) => (a <= b ? a : b));
    const day = localDateOf(at, timeZone);
    const nextDay = atLocalTime(addDays(day, 1), sendTime, timeZone);
    const together = waiting.filter(({ sendAt }) => sendAt === at);
    const isUrgent = together.some(({ urgent }) => urgent);
    const inDoubt = doubtful.get(day);
    const isTaken = taken.has(day) || (inDoubt && !together.some(({ key }) => inDoubt.has(key)));
    const mustWait = (reminder: T) => !isUrgent && isTaken && nextDay < reminder.expiresAt;
    const going = together.filter((reminder) => !mustWait(reminder));
    placed.push(...going);
    const moved = together
      .filter(mustWait)
      .map((reminder) => ({ ...reminder, sendAt: nextDay, delays: delaysWith(reminder, day) }));
    waiting = [...waiting.filter(({ sendAt }) => sendAt !== at), ...moved];
    if (going.length > 0) taken.add(day);
  }
  return placed;
}

/** Of several days in a row that are taken, the first tells why it waits. */
function delaysWith({ delays }: Placeable, taken: CivilDate): readonly Delay[] {
  const isTold = delays.some(({ because }) => because === 'one-a-day');
  return isTold ? delays : [...delays, { because: 'one-a-day', taken }];
}
