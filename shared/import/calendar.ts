import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import { parseCivilDate } from '../core/time/civil-date.ts';
import { atLocalTime, epochMillis, type Instant, toInstant } from '../core/time/instant.ts';
import type { Bytes } from './csv.ts';
import type { Field } from './fields.ts';
import { NotReadableError } from './looks-like.ts';
import type { Mapping } from './mapping.ts';
import { type FileRead, MOST_ROWS, type RefusedRow } from './read-file.ts';
import { type OfClinic, type Row, understand } from './row.ts';

/** A calendar is read whole. */
const MOST_BYTES = 30_000_000;

/**
 * Reads the appointments of an iCalendar file (RFC 5545). Whose they are and what, the mapping's patterns find in summary
 * and description; entries in which they find nobody are none of ours. Of several words about one appointment the one of
 * the highest SEQUENCE counts. An entry counts as a row, from 1.
 * @throws NotReadableError when it is no calendar, or the mapping has no patterns
 */
export async function readCalendar(bytes: Bytes, mapping: Mapping, clinic: OfClinic): Promise<FileRead> {
  if (!mapping.calendar)
    throw new NotReadableError(
      'a calendar is read by patterns for patient and service code; set calendar.patientId and calendar.serviceCode in a mapping file',
    );
  const patterns = {
    patientId: new RegExp(mapping.calendar.patientId, 'u'),
    serviceCode: new RegExp(mapping.calendar.serviceCode, 'u'),
  };
  const courses = new Map<string, Row[]>();
  const refused: RefusedRow[] = [];
  const entries = parsed(await textOf(bytes)).getAllSubcomponents('vevent');
  if (entries.length > MOST_ROWS)
    throw new NotReadableError(`the calendar has more than ${MOST_ROWS} entries; export a shorter time`);
  for (const [index, entry] of latest(entries)) {
    const row = index + 1;
    const cells = cellsOf(entry, patterns, clinic.timeZone);
    if (cells === null) continue;
    if (typeof cells === 'string') {
      refused.push({ row, column: 'date', expected: cells });
      continue;
    }
    const read = understand((field) => cells[field] ?? mapping.defaults[field], row, { mapping, ...clinic });
    if ('courseId' in read) courses.set(read.courseId, [...(courses.get(read.courseId) ?? []), read]);
    else refused.push(...read.map(({ field, expected }) => ({ row, column: field, expected })));
  }
  return { columns: { at: new Map(), headings: [] }, courses, rows: entries.length, refused };
}

async function textOf(bytes: Bytes): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let size = 0;
  try {
    for await (const chunk of bytes()) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new NotReadableError('the calendar is over 30 MB; export a shorter time');
      parts.push(decoder.decode(chunk, { stream: true }));
    }
    return parts.join('') + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new NotReadableError('the calendar is not UTF-8; export it anew');
    throw error;
  }
}

function parsed(text: string): InstanceType<typeof ICAL.Component> {
  try {
    const read: unknown[] = ICAL.parse(text);
    // Several calendars in one file: the first.
    const calendar = new ICAL.Component(Array.isArray(read[0]) ? read[0] : read);
    if (calendar.name === 'vcalendar') return calendar;
  } catch {
    // Said below: what the parser says repeats what stands there.
  }
  throw new NotReadableError('this is no calendar (iCalendar); export it as .ics, or check the address');
}

type Component = InstanceType<typeof ICAL.Component>;

const textIn = (entry: Component, property: string): string =>
  String(entry.getFirstPropertyValue(property) ?? '');

/** What names an entry: an exception of a series has one of its own. */
const nameOf = (entry: Component): string =>
  JSON.stringify([textIn(entry, 'uid'), textIn(entry, 'recurrence-id')]);

/** The last word about each entry, with its place. */
function latest(entries: readonly Component[]): (readonly [number, Component])[] {
  const last = new Map<string, readonly [number, Component]>();
  for (const [index, entry] of entries.entries()) {
    const known = last.get(nameOf(entry));
    if (!known || wordOf(known[1]) <= wordOf(entry)) last.set(nameOf(entry), [index, entry]);
  }
  return [...last.values()];
}

/** Compares as the words of one entry follow each other. */
const wordOf = (entry: Component): string =>
  [textIn(entry, 'sequence').padStart(10, '0'), textIn(entry, 'dtstamp'), entry.toString()].join(' ');

/** Null when nobody is found; what is wrong, as a sentence. */
function cellsOf(
  entry: Component,
  patterns: { readonly patientId: RegExp; readonly serviceCode: RegExp },
  timeZone: string,
): Partial<Record<Field, string>> | string | null {
  const words = `${textIn(entry, 'summary')}\n${textIn(entry, 'description')}`;
  const patientId = patterns.patientId.exec(words)?.[1];
  const serviceCode = patterns.serviceCode.exec(words)?.[1];
  if (patientId === undefined || serviceCode === undefined) return null;
  if (entry.getFirstProperty('rrule')) return 'expected single appointments: this entry repeats itself';
  const start = instantIn(entry, 'dtstart', timeZone);
  if (start === undefined) return 'expected a start with a time of day';
  const minutes = minutesOf(entry, start, timeZone);
  return {
    patientId,
    serviceCode,
    bookingId: `ics-${createHash('sha256').update(nameOf(entry)).digest('hex').slice(0, 32)}`,
    date: start,
    status: textIn(entry, 'status').toUpperCase() === 'CANCELLED' ? 'cancelled' : 'booked',
    ...(minutes > 0 && { durationMinutes: String(minutes) }),
  };
}

const MINUTE = 60_000;
const SECONDS = 60;

function minutesOf(entry: Component, start: Instant, timeZone: string): number {
  const end = instantIn(entry, 'dtend', timeZone);
  if (end !== undefined) return Math.round((epochMillis(end) - epochMillis(start)) / MINUTE);
  const duration = entry.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? Math.round(duration.toSeconds() / SECONDS) : 0;
}

/** In UTC, in the zone that it names, in one that the calendar describes; without any in the clinic's. */
function instantIn(entry: Component, property: string, timeZone: string): Instant | undefined {
  const time = entry.getFirstPropertyValue(property);
  if (!(time instanceof ICAL.Time) || time.isDate) return undefined;
  if (time.zone === ICAL.Timezone.utcTimezone) return toInstant(time.toUnixTime() * 1000);
  const named = entry.getFirstProperty(property)?.getFirstParameter('tzid');
  const zone = named === undefined ? timeZone : named;
  const [date = '', clock = ''] = time.toString().split('T');
  if (isZone(zone)) return atLocalTime(parseCivilDate(date), clock.slice(0, 5), zone);
  const described = time.zone !== ICAL.Timezone.localTimezone;
  return described
    ? toInstant(time.toUnixTime() * 1000)
    : atLocalTime(parseCivilDate(date), clock.slice(0, 5), timeZone);
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
