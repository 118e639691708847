import type { Course } from '../course/course.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { plusOffset } from './window.ts';

/** The last day on which a follow-up may lie: "inden for 12 måneder fra henvisningsdato". */
export type Cap = {
  readonly date: CivilDate;
  /** The last weekday on or before the cap. */
  readonly lastWeekday: CivilDate;
  /** What the 12 months are counted from; anything but the referral makes the cap provisional. */
  readonly from: 'referral' | 'contact' | 'enrolment';
  readonly countedFrom: CivilDate;
};

/** The cap of a course; null when its protocol has none or it is not enrolled yet. */
export function capOf(protocol: Protocol, course: Course, calendar: Calendar): Cap | null {
  if (!protocol.cap || !course.enrolment) return null;
  const [from, countedFrom] = course.referralDate
    ? (['referral', course.referralDate] as const)
    : course.contactDate
      ? (['contact', course.contactDate] as const)
      : (['enrolment', course.enrolment.enrolledOn] as const);
  const date = plusOffset(countedFrom, protocol.cap);
  return { date, lastWeekday: calendar.weekdayOnOrBefore(date), from, countedFrom };
}
