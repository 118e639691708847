import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, daysBetween, earlier, later } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import type { DateWindow } from '../visits/window.ts';
import { isOver, type Owed, owed, type TaskContext, todayIn } from './task.ts';

/** A booking outside a strict window, or after the cap: to be moved, or accepted as it is. */
export function reviewBooking(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { bookedOn, facts, status } = visit;
  if (status !== 'booked' || !bookedOn || !facts.booking || !isOutside(visit, bookedOn, context)) return [];
  const madeOn = localDateOf(facts.booking.madeAt, context.settings.timeZone);
  const due = context.calendar.plusWeekdays(madeOn, context.settings.tasks.reviewBookingWeekdays);
  return [owed(`review-booking:${visit.visit}`, due, false, context)];
}

function isOutside(
  { definition, timing, window }: PlannedVisit,
  bookedOn: CivilDate,
  { cap }: TaskContext,
): boolean {
  if (definition.followUp && cap && bookedOn > cap.date) return true;
  return timing.strict && window !== null && (bookedOn < window.earliest || bookedOn > window.latest);
}

/**
 * A visit that is not booked while no open day lies in what is left of its window. Due in time for another day to be
 * agreed: never after the last open day before the window.
 */
export function reviewWindow(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { status, bookedOn, window } = visit;
  const since = closedSince(visit, context.calendar);
  if (!since || !window || status === 'cancelled' || status === 'infeasible') return [];
  const today = todayIn(context);
  if (since > today || today > window.latest) return [];
  const due = context.calendar.plusWeekdays(since, context.settings.tasks.reviewWindowWeekdays);
  const lastBefore = context.calendar.openDayOnOrBefore(addDays(window.earliest, -1));
  const inTime = lastBefore ? earlier(due, lastBefore) : due;
  return [
    owed(`review-window:${visit.visit}`, later(since, inTime), isOver(visit) || bookedOn !== null, context),
  ];
}

/** From when on no open day is left in the window of a visit whose anchor is reached; null while it has one to the end. */
export function closedSince({ anchor, window }: PlannedVisit, calendar: Calendar): CivilDate | null {
  if (!anchor.reached || !window) return null;
  const last = lastOpenDayIn(window, calendar);
  if (last === null) return anchor.date;
  return last < window.latest ? later(anchor.date, addDays(last, 1)) : null;
}

function lastOpenDayIn({ earliest, latest }: DateWindow, calendar: Calendar): CivilDate | null {
  const last = calendar.openDayOnOrBefore(latest);
  return last && daysBetween(earliest, last) >= 0 ? last : null;
}

/** Follow-ups that lost their room after the closing visit was held: due anew with each that is lost later. */
export function reviewFollowUps(visits: readonly PlannedVisit[], context: TaskContext): Owed[] {
  const { course, protocol, calendar, settings } = context;
  const isClosingHeld = visits.some(({ visit, heldOn }) => visit === protocol.closingVisit && heldOn);
  const lost = visits.flatMap(({ status, infeasibleSince }) =>
    status === 'infeasible' && infeasibleSince ? [infeasibleSince] : [],
  );
  if (!isClosingHeld || lost.length === 0) return [];
  const said = course.tasks.get('review-follow-ups');
  const reviewedOn = [said?.completedAt, said?.dismissedAt]
    .flatMap((at) => (at ? [localDateOf(at, settings.timeZone)] : []))
    .reduce<CivilDate | null>((last, day) => (last ? later(last, day) : day), null);
  const open = lost.filter((since) => !reviewedOn || since > reviewedOn);
  const first = (open.length > 0 ? open : lost).reduce(earlier);
  const due = calendar.plusWeekdays(first, settings.tasks.reviewFollowUpsWeekdays);
  return [{ task: 'review-follow-ups', due, done: open.length === 0 }];
}
