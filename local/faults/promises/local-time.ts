const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone: `2026-03-12 09:00`. */
export function wallClock(at: string, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish way of writing dates is the one of ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(new Date(at));
}

export const dayOf = (at: string, timeZone: string): string => wallClock(at, timeZone).slice(0, 10);
export const timeOf = (at: string, timeZone: string): string => wallClock(at, timeZone).slice(11);

/** The same instant, however its offset was written. */
export const inUtc = (at: string): string => new Date(at).toISOString();

export const plusMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * MINUTE).toISOString();

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** A local time of a day as an instant: of what may lie in two offsets, the one whose wall clock shows it. */
export function instantAt(day: string, time: string, timeZone: string): string {
  const guess = `${day}T${time}:00.000Z`;
  const hours = Array.from({ length: 29 }, (_, index) => plusMinutes(guess, (index - 14) * 60));
  const found = hours.find((at) => wallClock(at, timeZone) === `${day} ${time}`);
  if (!found) throw new RangeError(`${day} ${time} is no time in ${timeZone}`);
  return found;
}
