import { addDays, type CivilDate, isoDay } from './civil-date.ts';
import { DANISH_PUBLIC_HOLIDAYS, FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from './danish-holidays.ts';
import { remembered } from './remembered.ts';

/** A range of days on which the clinic is closed, both ends included. */
export type Closure = { readonly from: CivilDate; readonly to: CivilDate };

/** Which days count. Weekdays are the same for every clinic with the same extra holidays; open days are its own. */
export type Calendar = {
  /** Monday to Friday, neither a Danish public holiday nor one of the clinic's extra holidays. */
  isWeekday(date: CivilDate): boolean;
  /** A weekday outside the clinic's closures. */
  isOpenDay(date: CivilDate): boolean;
  /** What keeps the day from being an open day, for people to read; null on an open day. */
  closedBecause(date: CivilDate): 'weekend' | 'holiday' | 'closure' | null;
  /**
   * The n-th weekday strictly after the day (strictly before when n is negative; the day itself when n is 0).
   * The day itself need not be a weekday. Closures do not count: a window of ±5 weekdays is the same in every clinic.
   */
  plusWeekdays(date: CivilDate, n: number): CivilDate;
  /** How many weekdays lie after `from`, up to and with `to`. */
  weekdaysSince(from: CivilDate, to: CivilDate): number;
  /** The last weekday on or before the day. */
  weekdayOnOrBefore(date: CivilDate): CivilDate;
  /** The first open day on or after the day; null when there is none within a year. */
  openDayOnOrAfter(date: CivilDate): CivilDate | null;
  /** The last open day on or before the day; null when there is none within a year. */
  openDayOnOrBefore(date: CivilDate): CivilDate | null;
};

const SEARCH_DAYS = 366;
const SATURDAY = 6;

/**
 * The calendar of one clinic.
 * @param extraHolidays days of every year that are no weekdays, `MM-DD`
 * @param closures the clinic's own closed periods
 */
export function createCalendar(extraHolidays: readonly string[], closures: readonly Closure[]): Calendar {
  const extra = new Set(extraHolidays);

  const closedBecause = remembered((date: CivilDate) => {
    if (isoDay(date) >= SATURDAY) return 'weekend';
    if (isHoliday(date, extra)) return 'holiday';
    return closures.some(({ from, to }) => from <= date && date <= to) ? 'closure' : null;
  });
  const isOpenDay = (date: CivilDate) => closedBecause(date) === null;
  const isWeekday = (date: CivilDate) => {
    const because = closedBecause(date);
    return because === null || because === 'closure';
  };
  const weekdaysLater = remembered((n: number) =>
    remembered((date: CivilDate) => plusWeekdays(date, n, isWeekday)),
  );

  return {
    isWeekday,
    isOpenDay,
    closedBecause,
    plusWeekdays: (date, n) => weekdaysLater(n)(date),
    weekdaysSince: (from, to) => {
      let count = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) count += isWeekday(day) ? 1 : 0;
      return count;
    },
    weekdayOnOrBefore: remembered((date) => search(date, -1, isWeekday) ?? date),
    openDayOnOrAfter: remembered((date) => search(date, 1, isOpenDay)),
    openDayOnOrBefore: remembered((date) => search(date, -1, isOpenDay)),
  };
}

function isHoliday(date: CivilDate, extra: ReadonlySet<string>): boolean {
  const year = Number(date.slice(0, 4));
  if (year < FIRST_HOLIDAY_YEAR || year > LAST_HOLIDAY_YEAR) {
    throw new RangeError(
      `holidays are known from ${FIRST_HOLIDAY_YEAR} to ${LAST_HOLIDAY_YEAR}, not for ${year}`,
    );
  }
  return DANISH_PUBLIC_HOLIDAYS.has(date) || extra.has(date.slice(5));
}

function plusWeekdays(date: CivilDate, n: number, isWeekday: (day: CivilDate) => boolean): CivilDate {
  const step = Math.sign(n);
  let day = date;
  for (let counted = 0; counted < Math.abs(n); ) {
    day = addDays(day, step);
    if (isWeekday(day)) counted += 1;
  }
  return day;
}

function search(from: CivilDate, step: 1 | -1, accepts: (day: CivilDate) => boolean): CivilDate | null {
  for (let day = from, tries = 0; tries < SEARCH_DAYS; day = addDays(day, step), tries += 1) {
    if (accepts(day)) return day;
  }
  return null;
}
