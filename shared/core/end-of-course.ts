import { closingDay } from './course/closing.ts';
import type { Course } from './course/course.ts';
import type { Protocol } from './protocols/protocol.ts';
import type { CoreSettings } from './settings/settings.ts';
import { addDays, addMonths, type CivilDate, later } from './time/civil-date.ts';
import { type Instant, startOfDay } from './time/instant.ts';
import { isSettled, type PlannedVisit } from './visits/planned-visit.ts';
import { lastDayOf, settledOn, silentSince } from './visits/settled.ts';
import { keepsFollowUpsAfterClosing } from './visits/visits.ts';

/** When a course ends, and what is forgotten when. Reminder data is not the medical record. */
export type EndOfCourse = {
  readonly endsOn: CivilDate;
  /** Contact details are erased from then on. */
  readonly contactsErasedAt: Instant;
  /** The pseudonymous log is erased from then on. */
  readonly logErasedAt: Instant;
};

/**
 * The end of a course: its closing or, with kept follow-ups, the last of them. One that nobody closes ends by itself, for
 * keeping and forgetting only: some weeks after every visit is settled, or when nothing was heard for long after the last
 * window. Null while neither is in sight.
 */
export function endOfCourse(
  protocol: Protocol,
  course: Course,
  visits: readonly PlannedVisit[],
  settings: CoreSettings,
): EndOfCourse | null {
  if (!course.closed) return endByItself(course, visits, settings);
  const followUps = keepsFollowUpsAfterClosing(protocol, course)
    ? visits.filter(({ definition }) => definition.followUp)
    : [];
  const endsOn = followUps
    .map(followUpEndsOn)
    .reduce<CivilDate>(
      (last, day) => (day ? later(last, day) : last),
      closingDay(course.closed, settings.timeZone),
    );
  return retentionFrom(endsOn, settings);
}

function endByItself(
  course: Course,
  visits: readonly PlannedVisit[],
  settings: CoreSettings,
): EndOfCourse | null {
  const settled = settledOn(visits, settings);
  if (settled) return retentionFrom(addDays(settled, settings.retention.settledDays), settings);
  const silent = silentSince(course, visits, settings);
  return silent && retentionFrom(addMonths(silent, settings.retention.silentMonths), settings);
}

/** What is forgotten when, of a course that ends on a day. */
export function retentionFrom(endsOn: CivilDate, { retention, timeZone }: CoreSettings): EndOfCourse {
  const { contactDays, logDays } = retention;
  return {
    endsOn,
    contactsErasedAt: startOfDay(addDays(endsOn, contactDays), timeZone),
    logErasedAt: startOfDay(addDays(endsOn, Math.max(logDays, contactDays)), timeZone),
  };
}

function followUpEndsOn(visit: PlannedVisit): CivilDate | null {
  if (visit.heldOn) return visit.heldOn;
  if (isSettled(visit)) return null;
  const last = lastDayOf(visit);
  return last && addDays(last, 1);
}
