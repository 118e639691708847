import type { Course } from '../course/course.ts';
import { keyOf, type ReminderKey, type ReminderKind, type ReminderName } from '../ids/reminder-key.ts';
import { isEntryVisit, isSameDay, type VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, earlier } from '../time/civil-date.ts';
import { atLocalTime, endOfDay, type Instant } from '../time/instant.ts';
import { isSettled, type PlannedVisit, startsAt } from '../visits/planned-visit.ts';
import type { History } from './log.ts';
import { toldTimes } from './told-times.ts';

/** A reminder that the facts ask for, before it is asked whether and when it can go. */
export type WantedReminder = {
  readonly key: ReminderKey;
  readonly visit: VisitName;
  readonly kind: ReminderKind;
  /** When it should go out. */
  readonly at: Instant;
  /** Whether it is due at once: as if late, even when the event that asks for it is dated ahead of the clock. */
  readonly atOnce?: boolean;
  /** From when on it makes no sense any more. */
  readonly expiresAt: Instant;
};

type Context = {
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly calendar: Calendar;
  readonly history: History;
};

/**
 * The reminders that a course's facts ask for, but for nudges: those follow from when the invitation goes out.
 * A reminder needs its visit's anchor to be held; that of a booked appointment needs none.
 */
export function wantedReminders(visits: readonly PlannedVisit[], context: Context): WantedReminder[] {
  return visits
    .filter((visit) => !isSettled(visit) && visit.status !== 'infeasible')
    .flatMap((visit) => [
      ...(visit.anchor.held ? [...questionnaires(visit, context), ...bookings(visit, context)] : []),
      ...appointment(visit, context),
    ])
    .filter(({ kind, visit, at, expiresAt }) => isOn(kind, visit, context.settings) && at < expiresAt);
}

/** The nudge before a booked visit with unanswered questionnaires, were its invitation to go out in time. */
export function wantedNudge(
  visit: PlannedVisit,
  { settings, calendar }: Context,
): (WantedReminder & { sendOn: CivilDate }) | null {
  const starts = startsAt(visit);
  const canBe = !isSettled(visit) && visit.anchor.held && isOn('nudge', visit.visit, settings);
  if (!canBe || !starts || !visit.bookedOn || unanswered(visit).length === 0) return null;
  const sendOn = calendar.plusWeekdays(visit.bookedOn, -settings.reminders.nudge.weekdaysBefore);
  const at = sendAt(sendOn, settings);
  if (at >= starts) return null;
  const name = { visit: visit.visit, kind: 'nudge', bookedOn: visit.bookedOn } as const;
  return { ...named(name), at, expiresAt: starts, sendOn };
}

/** The questionnaires of a visit that the patient has not answered. */
export const unanswered = ({ questionnaires, facts }: PlannedVisit) =>
  questionnaires.filter((questionnaire) => !facts.answered.has(questionnaire));

/** The invitation to answer a visit's questionnaires. */
export const invitationKey = (visit: VisitName) => keyOf({ visit, kind: 'questionnaires' });

const named = (name: ReminderName) => ({ key: keyOf(name), visit: name.visit, kind: name.kind });

function isOn(kind: ReminderKind, visit: VisitName, { reminders }: CoreSettings): boolean {
  return reminders.visits[visit]?.[kind]?.enabled ?? reminders[kind].enabled;
}

const sendAt = (day: CivilDate, { sendTime, timeZone }: CoreSettings) => atLocalTime(day, sendTime, timeZone);

function questionnaires(visit: PlannedVisit, { course, settings, calendar }: Context): WantedReminder[] {
  const day = visit.bookedOn ?? visit.window?.target;
  const expiresAt = startsAt(visit) ?? (visit.window && endOfDay(visit.window.latest, settings.timeZone));
  if (!day || !expiresAt || !course.enrolment || unanswered(visit).length === 0) return [];
  const atOnce = isEntryVisit(visit.timing) && !visit.bookedOn;
  const sendOn = addDays(day, -settings.reminders.questionnaires.daysBefore);
  const at = atOnce
    ? course.enrolment.enrolledAt
    : sendAt(sendDay(sendOn, visit.bookedOn, calendar), settings);
  return [{ ...named({ visit: visit.visit, kind: 'questionnaires' }), at, atOnce, expiresAt }];
}

/** An open day: the next one, but for a booked visit never its own day or later. */
function sendDay(day: CivilDate, bookedOn: CivilDate | null, calendar: Calendar): CivilDate {
  const next = calendar.openDayOnOrAfter(day) ?? day;
  if (bookedOn && next >= bookedOn) return calendar.openDayOnOrBefore(addDays(day, -1)) ?? day;
  return next;
}

/** The invitations to book, and the one after a booking was cleared: of all these only the newest goes out. */
function bookings(visit: PlannedVisit, context: Context): WantedReminder[] {
  const { settings, calendar } = context;
  if (visit.bookedOn || !visit.window) return [];
  const { visit: about, anchor } = visit;
  const end = endOfDay(visit.window.latest, settings.timeZone);
  const times = bookingDays(visit, settings).map((day) => sendAt(sendDay(day, null, calendar), settings));
  const series = times.map(
    (at, index): WantedReminder => ({
      ...named({ visit: about, kind: 'booking', countedFrom: anchor.date, number: index + 1 }),
      at,
      expiresAt: earlier(times[index + 1] ?? end, end),
    }),
  );
  const { clearedOn } = visit.facts;
  if (!clearedOn) return series;
  const rebooking: WantedReminder = {
    ...named({ visit: about, kind: 'rebooking', clearedOn }),
    at: sendAt(sendDay(addDays(clearedOn, 1), null, calendar), settings),
    expiresAt: end,
  };
  return [...series.filter(({ at }) => at > rebooking.at), rebooking];
}

function bookingDays({ timing, anchor, window }: PlannedVisit, { reminders }: CoreSettings): CivilDate[] {
  const { daysAfterAnchor, daysBeforeEarliest } = reminders.booking;
  if (isEntryVisit(timing) || isSameDay(timing))
    return daysAfterAnchor.map((days) => addDays(anchor.date, days)).sort();
  const earliest = window?.earliest;
  return earliest ? daysBeforeEarliest.map((days) => addDays(earliest, -days)).sort() : [];
}

/**
 * Before a booked visit, if it was booked before that reminder's own time; later bookings are fresh in mind, unless
 * the patient has been told another time.
 */
function appointment(visit: PlannedVisit, { settings, calendar, history }: Context): WantedReminder[] {
  const { booking } = visit.facts;
  if (!booking || !visit.bookedOn) return [];
  const { startsAt } = booking;
  const at = sendAt(
    calendar.plusWeekdays(visit.bookedOn, -settings.reminders.appointment.weekdaysBefore),
    settings,
  );
  const toldOtherTime = toldTimes(history, visit.visit).some((told) => told.startsAt !== startsAt);
  if (booking.madeAt >= at && !toldOtherTime) return [];
  return [{ ...named({ visit: visit.visit, kind: 'appointment', startsAt }), at, expiresAt: startsAt }];
}
