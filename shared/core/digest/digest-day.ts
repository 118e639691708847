import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, isoDay } from '../time/civil-date.ts';
import { firstDayOf, monthOf } from '../time/month.ts';

/** A day on which somebody at the clinic reads what is to be done, and how far that has to look ahead. */
export type DigestDay = {
  readonly today: CivilDate;
  readonly calendar: Calendar;
  readonly timeZone: string;
  /** The next day on which somebody reads a digest: what falls due before it is told today. */
  readonly nextOpenDay: CivilDate;
  /** The closed weekdays until then, first and last; null when the clinic does not close. */
  readonly closure: { readonly from: CivilDate; readonly to: CivilDate } | null;
  /** Weekdays from a due day until today. */
  readonly weekdaysSince: (due: CivilDate) => number;
};

/** The day of a digest; null when the clinic is not open on it. */
export const digestDayOf = (today: CivilDate, calendar: Calendar, timeZone: string): DigestDay | null =>
  calendar.isOpenDay(today) ? readingDayOf(today, calendar, timeZone) : null;

/** A day on which somebody looks at the list of a digest, be it that the clinic is not open. */
export function readingDayOf(today: CivilDate, calendar: Calendar, timeZone: string): DigestDay {
  const tomorrow = addDays(today, 1);
  const nextOpenDay = calendar.openDayOnOrAfter(tomorrow) ?? tomorrow;
  const closed: CivilDate[] = [];
  for (let day = tomorrow; day < nextOpenDay; day = addDays(day, 1)) {
    if (calendar.closedBecause(day) === 'closure') closed.push(day);
  }
  const [from] = closed;
  const to = closed.at(-1);
  return {
    today,
    calendar,
    timeZone,
    nextOpenDay,
    closure: from && to ? { from, to } : null,
    weekdaysSince: remembering((due) => calendar.weekdaysSince(due, today)),
  };
}

/** The open days that have passed since a day, without it and without today. */
export function openDaysSince(heardOn: CivilDate, { today, calendar }: DigestDay): number {
  let count = 0;
  for (let day = addDays(heardOn, 1); day < today; day = addDays(day, 1)) {
    count += calendar.isOpenDay(day) ? 1 : 0;
  }
  return count;
}

/** Thousands of tasks fall due on few days. */
function remembering(count: (day: CivilDate) => number): (day: CivilDate) => number {
  const known = new Map<CivilDate, number>();
  return (day) => {
    const found = known.get(day) ?? count(day);
    known.set(day, found);
    return found;
  };
}

/** Whether the day is the first open day of its week: the day of the manager's digest. */
export const isFirstOpenDayOfWeek = ({ today, calendar }: DigestDay): boolean =>
  noOpenDayBetween(addDays(today, 1 - isoDay(today)), today, calendar);

/** Whether the day is the first open day of its month: the day of the quality figures. */
export const isFirstOpenDayOfMonth = ({ today, calendar }: DigestDay): boolean =>
  noOpenDayBetween(firstDayOf(monthOf(today)), today, calendar);

function noOpenDayBetween(from: CivilDate, before: CivilDate, calendar: Calendar): boolean {
  for (let day = from; day < before; day = addDays(day, 1)) if (calendar.isOpenDay(day)) return false;
  return true;
}
