import { type CivilDate, isCivilDate } from '../core/time/civil-date.ts';
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
