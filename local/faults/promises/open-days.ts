import { plusDays } from './local-time.ts';

/** Days on which a clinic is closed besides weekends and holidays, both ends included. */
export type Closure = { readonly from: string; readonly to: string };

/** The days off of a house, as its file has them. */
export type DaysOff = { readonly closures: readonly Closure[]; readonly extraHolidays: readonly string[] };

const FIXED = ['01-01', '12-25', '12-26'];
/** From Maundy Thursday to Whit Monday, counted from Easter Sunday. */
const MOVABLE = [-3, -2, 1, 39, 50];

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Easter Sunday in the Gregorian calendar (after Gauss, with the corrections of Lichtenberg). */
function easterOf(year: number): string {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const moon = 21 + d - r;
  const sunday = 7 - ((year + Math.floor(year / 4) + s) % 7);
  return plusDays(`${year}-03-01`, moon + 7 - ((moon - sunday) % 7) - 1);
}

export function isWeekday(day: string, { extraHolidays }: Pick<DaysOff, 'extraHolidays'>): boolean {
  const monthDay = day.slice(5);
  if (isWeekend(day) || [...FIXED, ...extraHolidays].includes(monthDay)) return false;
  const easter = easterOf(Number(day.slice(0, 4)));
  return !MOVABLE.some((days) => plusDays(easter, days) === day);
}

/** Whether somebody at the clinic reads mails on a day. */
export const isOpenDay = (day: string, house: DaysOff): boolean =>
  isWeekday(day, house) && !house.closures.some(({ from, to }) => from <= day && day <= to);

/** The next open day from a day on, itself included, or before it. */
export function openDayFrom(day: string, house: DaysOff, step: 1 | -1 = 1): string {
  let found = day;
  while (!isOpenDay(found, house)) found = plusDays(found, step);
  return found;
}
