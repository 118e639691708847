import type { Course } from '../course/course.ts';
import { keyOf, type ReminderKey, type ReminderKind, type ReminderName } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { atLocalTime, type Instant } from '../time/instant.ts';
import { type BookedTime, timeOfVisit } from '../visits/booked-times.ts';
import type { CarriedReminder, History } from './log.ts';
import type { Delay } from './timing.ts';

/** A reminder that the facts ask for, before it is asked whether and when it can go. */
export type WantedReminder = Pick<CarriedReminder, 'time'> & {
  readonly key: ReminderKey;
  readonly visit: VisitName;
  readonly kind: ReminderKind;
  /** When it should go out. */
  readonly at: Instant;
  /** Whether it is due at once: as if late, even when the event that asks for it is dated ahead of the clock. */
  readonly atOnce?: boolean;
  /** It never waits for another e-mail of the day. */
  readonly urgent?: boolean;
  /** Until when it may go although it is night. */
  readonly eveningUntil?: Instant | null;
  /** From when on it makes no sense any more. */
  readonly expiresAt: Instant;
  /** Until when what it asks for can be done, if that is earlier. */
  readonly goesBefore?: Instant;
  /** When the facts that ask for it came about, if that is later than its own time. */
  readonly since?: Instant;
};

/** A reminder with the instant at which it is ready, the one at which it can go, and what put it off until then. */
export type TimedReminder = WantedReminder & {
  readonly readyAt: Instant;
  readonly sendAt: Instant;
  readonly delays: readonly Delay[];
};

/** What decides which reminders are wanted, besides the visits. */
export type WantedContext = {
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly calendar: Calendar;
  readonly history: History;
  /** The times that are booked. */
  readonly times: readonly BookedTime[];
  readonly now: Instant;
  /** When the course last received an event. */
  readonly lastReceivedAt: Instant;
};

/** Whether the clinic sends a kind of reminder, for a visit. */
export const isOn = (kind: ReminderKind, visit: VisitName, { reminders }: CoreSettings): boolean =>
  reminders.visits[visit]?.[kind]?.enabled ?? reminders[kind].enabled;

/** What a reminder is, by its name. */
export const named = (name: ReminderName) => ({ key: keyOf(name), visit: name.visit, kind: name.kind });

/** The clinic's send time on a day. */
export const sendAt = (day: CivilDate, { sendTime, timeZone }: CoreSettings): Instant =>
  atLocalTime(day, sendTime, timeZone);

/** Who is asked for answers before a booked visit is told its time by the way. */
export function namingTime<T extends WantedReminder>(reminder: T, times: readonly BookedTime[]): T {
  const time = timeOfVisit(times, reminder.visit);
  if (!time) return reminder;
  return {
    ...reminder,
    time: { startsAt: time.startsAt, visits: time.visits.map(({ visit }) => visit) },
  };
}
