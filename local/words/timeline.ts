import type { CourseJson } from '../../shared/core/course-json.ts';
import { PROTOCOLS } from '../../shared/core/protocols/index.ts';
import { addDays, addMonths, type CivilDate, earlier, later } from '../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../shared/core/time/instant.ts';

type VisitJson = CourseJson['visits'][number];
type ReminderJson = CourseJson['reminders'][number];

/** A reminder on the day on which it goes, went, or should have gone. */
export type Mail = ReminderJson & { readonly on: CivilDate };

/** One visit as a line on the time axis. */
export type Lane = {
  readonly visit: VisitJson['visit'];
  readonly status: VisitJson['status'];
  readonly window: { readonly from: CivilDate; readonly to: CivilDate } | null;
  readonly target: CivilDate | null;
  readonly bookedOn: CivilDate | null;
  readonly heldOn: CivilDate | null;
  readonly mails: readonly Mail[];
  /** The last day that the cap allows; null for visits without one. */
  readonly capDate: CivilDate | null;
};

/** A course on a time axis from one day to another, both included. */
export type Timeline = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Null when it lies outside the axis. */
  readonly today: CivilDate | null;
  readonly capDate: CivilDate | null;
  readonly lanes: readonly Lane[];
};

const MARGIN_DAYS = 5;

/** A course's visits and e-mails by days; null for a course without visits. */
export function timelineOf(course: CourseJson, asOf: Instant, timeZone: string): Timeline | null {
  const lanes = course.visits.map((visit) => laneOf(visit, course, timeZone));
  const days = lanes.flatMap(daysOf);
  const [first] = days;
  if (!first) return null;
  const today = localDateOf(asOf, timeZone);
  const all = course.status === 'open' ? [...days, today] : days;
  const from = addDays(all.reduce(earlier, first), -MARGIN_DAYS);
  const to = addDays(all.reduce(later, first), MARGIN_DAYS);
  const shown = from <= today && today <= to;
  return { from, to, today: shown ? today : null, capDate: course.capDate, lanes };
}

function laneOf(visit: VisitJson, course: CourseJson, timeZone: string): Lane {
  const { earliest, latest, bookedAt } = visit;
  const mails = course.reminders.filter((reminder) => reminder.visit === visit.visit);
  return {
    visit: visit.visit,
    status: visit.status,
    window: earliest && latest ? { from: earliest, to: latest } : null,
    target: visit.target,
    bookedOn: bookedAt && localDateOf(bookedAt, timeZone),
    heldOn: visit.heldOn,
    mails: mails.map((mail) => ({ ...mail, on: localDateOf(mail.sendAt, timeZone) })),
    capDate: isFollowUp(visit.visit, course) ? course.capDate : null,
  };
}

const isFollowUp = (visit: VisitJson['visit'], { protocol }: CourseJson): boolean =>
  protocol !== null &&
  PROTOCOLS[protocol].visits.some((definition) => definition.visit === visit && definition.followUp);

const daysOf = ({ window, target, bookedOn, heldOn, mails, capDate }: Lane): CivilDate[] =>
  [window?.from, window?.to, target, bookedOn, heldOn, capDate, ...mails.map(({ on }) => on)].flatMap(
    (day) => day ?? [],
  );

/** The first day of every month from one day to another. */
export function monthsBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const months: CivilDate[] = [];
  const first = addDays(from, 1 - Number(from.slice(8)));
  for (let month = first; month <= to; month = addMonths(month, 1)) {
    if (month >= from) months.push(month);
  }
  return months;
}
