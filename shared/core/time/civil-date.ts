import { UTCDateMini } from '@date-fns/utc/date/mini';
// By itself: loading all of date-fns takes a second.
import { addMonths as addMonthsTo } from 'date-fns/addMonths';
import { remembered } from './remembered.ts';

declare const civilDate: unique symbol;

/** A calendar day without time or zone, written `YYYY-MM-DD`. Compares correctly as a string. */
export type CivilDate = string & { readonly [civilDate]: true };

/** A day of UTC always has as many milliseconds: what is counted in days needs no calendar. */
const DAY = 24 * 60 * 60_000;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists in the calendar, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): text is CivilDate {
  if (!PATTERN.test(text)) return false;
  const millis = Date.parse(text);
  return !Number.isNaN(millis) && toCivilDate(new Date(millis)) === text;
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

/** The day of a number that counts days from 1970-01-01, which is 0. */
export const civilDateOf = remembered((day: number): CivilDate => toCivilDate(new Date(day * DAY)));

const dayOf = remembered((date: CivilDate): number => Date.parse(date) / DAY);

/** The day `days` days later (earlier when negative). */
export const addDays = (date: CivilDate, days: number): CivilDate => civilDateOf(dayOf(date) + days);

/** The day `weeks` × 7 days later. */
export const addWeeks = (date: CivilDate, weeks: number): CivilDate => addDays(date, 7 * weeks);

/** The same day of the month `months` calendar months later, clamped to the last day of that month. */
export const addMonths = (date: CivilDate, months: number): CivilDate => monthsLater(months)(date);

const monthsLater = remembered((months: number) =>
  remembered((date: CivilDate): CivilDate => toCivilDate(addMonthsTo(new UTCDateMini(date), months))),
);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayOf(to) - dayOf(from);

/** ISO day of the week: 1 is Monday, 7 is Sunday. */
export const isoDay = (date: CivilDate): number => modulo(dayOf(date) + THURSDAY - 1, 7) + 1;

/** 1970-01-01 was one. */
const THURSDAY = 4;
const modulo = (a: number, b: number): number => ((a % b) + b) % b;

/** The earlier of two days or instants. */
export const earlier = <T extends string>(a: T, b: T): T => (a <= b ? a : b);

/** The later of two days or instants. */
export const later = <T extends string>(a: T, b: T): T => (a >= b ? a : b);
