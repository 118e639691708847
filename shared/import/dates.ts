import { isCivilDate } from '../core/time/civil-date.ts';
import { isInstantText } from '../core/time/instant.ts';
import type { Mapping } from './mapping.ts';

/** A day, with a time of day where one was said: `YYYY-MM-DD`, `HH:mm`; or an instant with its offset. */
export type Moment = { readonly date: string; readonly time?: string } | { readonly instant: string };

const WEEKDAY = '(?:\\p{L}+\\.?,?\\s+)?';
const TIME = '(?:[T\\s,]+(?:kl\\.?\\s*)?(\\d{1,2})[:.](\\d{2})(?:[:.]\\d{2}(?:\\.\\d+)?)?)?';
const NUMBERS = new RegExp(`^${WEEKDAY}(\\d{1,2})[-./ ]\\s?(\\d{1,2})[-./ ]\\s?(\\d{4}|\\d{2})${TIME}$`, 'u');
const ISO = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})${TIME}$`, 'u');
const CLOCK = /^(?:kl\.?\s*)?(\d{1,2})(?:[:.]?(\d{2}))(?:[:.]\d{2})?$/i;

/**
 * Reads a day as people and systems in Denmark write it (05-03-2026, 5.3.26, 2026-03-05), with or without a time of day.
 * @returns undefined when it is none, or does not exist
 */
export function readMoment(text: string, dateOrder: Mapping['dateOrder']): Moment | undefined {
  if (isInstantText(text)) return { instant: text };
  const iso = ISO.exec(text);
  if (iso) return momentOf(iso[1], iso[2], iso[3], iso[4], iso[5]);
  const [, first, second, year = '', hour, minute] = NUMBERS.exec(text) ?? [];
  const [day, month] = dateOrder === 'dmy' ? [first, second] : [second, first];
  return momentOf(year.length === 2 ? `20${year}` : year, month, day, hour, minute);
}

function momentOf(year = '', month = '', day = '', hour?: string, minute?: string): Moment | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCivilDate(date)) return undefined;
  if (hour === undefined) return { date };
  const time = timeOf(hour, minute);
  return time === undefined ? undefined : { date, time };
}

/** Reads a time of day (9:30, 09.30, 0930, kl. 9.30) as `HH:mm`; undefined when it is none. */
export function readTime(text: string): string | undefined {
  const [, hour = '', minute] = CLOCK.exec(text) ?? [];
  return timeOf(hour, minute);
}

const timeOf = (hour: string, minute = ''): string | undefined =>
  hour !== '' && Number(hour) < 24 && Number(minute) < 60 && minute !== ''
    ? `${hour.padStart(2, '0')}:${minute}`
    : undefined;
