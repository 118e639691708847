import { holdsCpr } from '../core/events/cpr.ts';
import { addMonths, type CivilDate, isCivilDate } from '../core/time/civil-date.ts';
import type { LocalTime } from '../core/time/instant.ts';

/** A date as browsers send it, or as Danes write it, also on a keyboard of digits; null when it is none. */
export function dateIn(typed: string): CivilDate | null {
  const text = typed.trim();
  if (isCivilDate(text)) return text;
  const [day = '', month = '', year = ''] =
    /^(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})$|^(\d{2})(\d{2})(\d{4})$/
      .exec(text)
      ?.slice(1)
      .filter((part) => part !== undefined) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(iso) ? iso : null;
}

/** A time of day, `9.30`, `09:30`, `0930` or `9`; null when it is none. */
export function timeIn(typed: string): LocalTime | null {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** Why what was typed cannot be taken. */
export type Because =
  | 'nothing'
  | 'no-date'
  | 'no-time'
  | 'past'
  | 'future'
  | 'too-far'
  | 'too-long'
  | 'cpr'
  | 'unknown';
export type Mistyped<B extends string = Because> = { readonly because: B };

/** Further away nothing is booked, done or put off: whoever types it means another year. */
const FURTHEST_MONTHS = 24;

/** A day that is meant of something now, or what is wrong with it. */
export function nearDay(text: string, today: CivilDate): CivilDate | Mistyped {
  const date = dateIn(text);
  if (!date) return { because: 'no-date' };
  const isNear = date >= addMonths(today, -FURTHEST_MONTHS) && date <= addMonths(today, FURTHEST_MONTHS);
  return isNear ? date : { because: 'too-far' };
}

/** A day on which something was done. */
export function pastDay(text: string, today: CivilDate): CivilDate | Mistyped {
  const day = nearDay(text, today);
  return typeof day === 'string' && day > today ? { because: 'future' } : day;
}

/** A day that is still to come. */
export function dayToCome(text: string, today: CivilDate): CivilDate | Mistyped {
  const day = nearDay(text, today);
  return typeof day === 'string' && day <= today ? { because: 'past' } : day;
}

/** In characters. */
export const LONGEST_REASON = 500;

/** Some words of somebody, without a CPR number. @param longest in characters */
export function wordsIn(typed: string, longest = LONGEST_REASON): string | Mistyped {
  const text = typed.trim();
  if (text === '') return { because: 'nothing' };
  if (holdsCpr(text)) return { because: 'cpr' };
  return text.length > longest ? { because: 'too-long' } : text;
}
