import { type CivilDate, isoDay } from '../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import { readable } from '../../shared/core/words/words.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `2026-04-07` as `Tue 7 Apr 2026`. */
export const dayInWords = (date: CivilDate): string => `${WEEKDAYS[isoDay(date) - 1]} ${readable(date)}`;

/** An instant as `Tue 7 Apr 2026 09:00`, by the clocks of a time zone. */
export const momentInWords = (at: Instant, timeZone: string): string =>
  `${dayInWords(localDateOf(at, timeZone))} ${localTimeOf(at, timeZone)}`;

/** An instant as `2026-04-07 09:00`, by the clocks of a time zone. */
export const momentInDigits = (at: Instant, timeZone: string): string =>
  `${localDateOf(at, timeZone)} ${localTimeOf(at, timeZone)}`;

/** The first and last day as people read them, saying what both share once: `30 Mar – 27 Apr 2026`. */
export function daysInWords(from: CivilDate, to: CivilDate): string {
  const first = readable(from);
  const last = readable(to);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? first.slice(0, -5) : first} – ${last}`;
}
