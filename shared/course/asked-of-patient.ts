import type { Clinic } from '../clinic.ts';
import { calendarOf } from '../core/settings/clinic-calendar.ts';
import { type Instant, localDateOf } from '../core/time/instant.ts';
import type { PlannedVisit } from '../core/visits/planned-visit.ts';

/** The patient's own link to a visit's questionnaires, as long as it is good. */
export const personalLink = ({ facts: { link } }: PlannedVisit, now: Instant): string | null =>
  link && (link.expiresAt === null || link.expiresAt > now) ? link.url : null;

/** The open days between which a visit must lie; what has passed is not worth saying. */
export function openDays({ window }: PlannedVisit, clinic: Clinic, now: Instant) {
  if (!window) return { from: null, to: null };
  const today = localDateOf(now, clinic.timeZone);
  const calendar = calendarOf(clinic);
  const from = calendar.openDayOnOrAfter(window.earliest);
  const to = calendar.openDayOnOrBefore(window.latest);
  if (!from || !to || from > to) return { from: null, to: null };
  return { from: from > today ? from : null, to: to >= today ? to : null };
}
