import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import { rangeWords, weekdayWords } from '../../shared/core/words/days.ts';

/** `2026-04-07` as `Tue 7 Apr 2026`. */
export const dayInWords = (date: CivilDate): string => weekdayWords(date).en;

/** An instant as `Tue 7 Apr 2026 09:00`, by the clocks of a time zone. */
export const momentInWords = (at: Instant, timeZone: string): string =>
  `${dayInWords(localDateOf(at, timeZone))} ${localTimeOf(at, timeZone)}`;

/** An instant as `2026-04-07 09:00`, by the clocks of a time zone. */
export const momentInDigits = (at: Instant, timeZone: string): string =>
  `${localDateOf(at, timeZone)} ${localTimeOf(at, timeZone)}`;

/** The first and last day as people read them, saying what both share once: `30 Mar – 27 Apr 2026`. */
export const daysInWords = (from: CivilDate, to: CivilDate): string => rangeWords(from, to).en;
