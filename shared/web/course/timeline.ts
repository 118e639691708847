import type { ReminderKey } from '../../core/ids/reminder-key.ts';
import type { VisitName } from '../../core/protocols/protocol.ts';
import type { ReminderStatus } from '../../core/reminders/listed.ts';
import { addDays, addMonths, type CivilDate, earlier, later } from '../../core/time/civil-date.ts';
import type { VisitStatus } from '../../core/visits/planned-visit.ts';

/** A reminder on the day on which it goes, went, or should have gone. */
export type Mail = {
  readonly key: ReminderKey;
  readonly status: ReminderStatus;
  readonly on: CivilDate;
};

/** One visit as a line on the time axis. */
export type Lane = {
  readonly visit: VisitName;
  readonly status: VisitStatus;
  readonly window: { readonly from: CivilDate; readonly to: CivilDate } | null;
  readonly target: CivilDate | null;
  readonly bookedOn: CivilDate | null;
  readonly heldOn: CivilDate | null;
  readonly mails: readonly Mail[];
  /** The last day that the cap allows; null for visits without one. */
  readonly capDate: CivilDate | null;
};

/** The days that a time axis shows, both included. */
export type Scale = { readonly from: CivilDate; readonly to: CivilDate };

/** A course on a time axis of its own. */
export type Timeline = Scale & {
  /** Null when it lies outside the axis. */
  readonly today: CivilDate | null;
  readonly capDate: CivilDate | null;
  readonly lanes: readonly Lane[];
};

const MARGIN_DAYS = 5;

/** The days of a course, in the order of its visits. */
export type CourseDays = {
  /** Of a course that goes on the axis reaches until today. */
  readonly isOpen: boolean;
  readonly today: CivilDate;
  readonly capDate: CivilDate | null;
  readonly lanes: readonly Lane[];
};

/** A course's visits and e-mails by days; null for a course without visits. */
export function timelineOf({ isOpen, today, capDate, lanes }: CourseDays): Timeline | null {
  const days = lanes.flatMap(daysOfLane);
  const [first] = days;
  if (!first) return null;
  const all = isOpen ? [...days, today] : days;
  const from = addDays(all.reduce(earlier, first), -MARGIN_DAYS);
  const to = addDays(all.reduce(later, first), MARGIN_DAYS);
  const isOn = from <= today && today <= to;
  return { from, to, today: isOn ? today : null, capDate, lanes };
}

const daysOfLane = ({ window, target, bookedOn, heldOn, mails, capDate }: Lane): CivilDate[] =>
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
