import type { Course } from '../course/course.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { type CivilDate, later } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { isSettled, type PlannedVisit } from './planned-visit.ts';

/** The day on which the last visit was held, waived or lost its room; null while some visit is still to come. */
export function settledOn(
  visits: readonly PlannedVisit[],
  { timeZone }: Pick<CoreSettings, 'timeZone'>,
): CivilDate | null {
  const days = visits.map((visit): CivilDate | null => {
    if (visit.heldOn) return visit.heldOn;
    if (visit.facts.waived) return localDateOf(visit.facts.waived.at, timeZone);
    return visit.status === 'infeasible' ? visit.infeasibleSince : null;
  });
  return days.every((day) => day !== null) ? days.reduce(later) : null;
}

/** From when on an open course is silent: past its last window, and past the last word about any of its visits. */
export function silentSince(
  course: Course,
  visits: readonly PlannedVisit[],
  { timeZone }: Pick<CoreSettings, 'timeZone'>,
): CivilDate | null {
  const days = visits.filter((visit) => !isSettled(visit)).flatMap((visit) => lastDayOf(visit) ?? []);
  if (days.length === 0) return null;
  const heardOn = course.visitsHeardAt && localDateOf(course.visitsHeardAt, timeZone);
  return heardOn ? later(heardOn, days.reduce(later)) : days.reduce(later);
}

/** The last day on which a visit may be: of its window, or the one booked after it; null without either. */
export const lastDayOf = ({ window, bookedOn }: PlannedVisit): CivilDate | null =>
  window && bookedOn ? later(window.latest, bookedOn) : (window?.latest ?? bookedOn);
