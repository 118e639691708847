import { UTCDate } from '@date-fns/utc';
// One by one: loading all of date-fns takes a second.
import { addDays as addDaysTo } from 'date-fns/addDays';
import { addMonths as addMonthsTo } from 'date-fns/addMonths';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { getISODay } from 'date-fns/getISODay';

declare const civilDate: unique symbol;

/** A calendar day without time or zone, written `YYYY-MM-DD`. Compares correctly as a string. */
export type CivilDate = string & { readonly [civilDate]: true };

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists in the calendar, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): text is CivilDate {
  if (!PATTERN.test(text)) return false;
  const date = new UTCDate(text);
  return !Number.isNaN(date.getTime()) && toCivilDate(date) === text;
}

/**
 * Reads `YYYY-MM-DD`.
 * @throws RangeError when the text is not an existing day
 */
export function parseCivilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`expected an existing date as YYYY-MM-DD, got "${text}"`);
  return text;
}

const toCivilDate = (date: Date): CivilDate => date.toISOString().slice(0, 10) as CivilDate;

/** The day `days` days later (earlier when negative). */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  toCivilDate(addDaysTo(new UTCDate(date), days));

/** The day `weeks` × 7 days later. */
export const addWeeks = (date: CivilDate, weeks: number): CivilDate => addDays(date, 7 * weeks);

/** The same day of the month `months` calendar months later, clamped to the last day of that month. */
export const addMonths = (date: CivilDate, months: number): CivilDate =>
  toCivilDate(addMonthsTo(new UTCDate(date), months));

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  differenceInCalendarDays(new UTCDate(to), new UTCDate(from));

/** ISO day of the week: 1 is Monday, 7 is Sunday. */
export const isoDay = (date: CivilDate): number => getISODay(new UTCDate(date));

/** The earlier of two days or instants. */
export const earlier = <T extends string>(a: T, b: T): T => (a <= b ? a : b);

/** The later of two days or instants. */
export const later = <T extends string>(a: T, b: T): T => (a >= b ? a : b);
