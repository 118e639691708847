import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';

/** A day in the words of a language; `day` and `year` in digits. */
export type DayWords = {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
};

/** A moment in the words of a language; `hour` 0 to 23 without, `minute` with a leading zero. */
export type MomentWords = DayWords & { readonly hour: string; readonly minute: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: to make one takes longer than to use it a hundred times. */
function formatOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone,
  });
  formats.set(key, format);
  return format;
}

/** The words of an instant as the clocks of a time zone show it. */
export function momentWords(at: Instant, locale: string, timeZone: string): MomentWords {
  const parts = formatOf(locale, timeZone).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: String(Number(part('hour'))),
    minute: part('minute').padStart(2, '0'),
  };
}

/** The words of a calendar day. */
export const dayWords = (date: CivilDate, locale: string): DayWords =>
  momentWords(`${date}T12:00:00.000Z` as Instant, locale, 'UTC');
