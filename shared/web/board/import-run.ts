import { gunzipSync, gzipSync } from 'node:zlib';
import type { CourseEvent } from '../../core/events/events.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import { earlier } from '../../core/time/civil-date.ts';
import type { Instant } from '../../core/time/instant.ts';
import { readCalendar } from '../../import/calendar.ts';
import type { CourseChange } from '../../import/changes.ts';
import { compared, onlyErased, refusedRows } from '../../import/compare.ts';
import { NotReadableError } from '../../import/looks-like.ts';
import { type Mapping, mappingSchema } from '../../import/mapping.ts';
import { type FileRead, type RefusedRow, readFile } from '../../import/read-file.ts';
import type { BoardTools } from './tools.ts';

/**
 * Bytes of a whole request: Lambda takes 6 MB, in which a file is a third longer (base64), and there is more in a request
 * than the file.
 */
export const MOST_BYTES = 4_000_000;
/** Courses that one press changes: API Gateway waits for thirty seconds. What is left the next press does. */
export const MOST_AT_ONCE = 150;
const AT_ONCE = 8;

/** A list as it was sent, and how it is to be read. */
export type SentList = {
  /** Whether it is a calendar, by its name. */
  readonly isCalendar: boolean;
  readonly bytes: Uint8Array;
  readonly mapping: Mapping;
  /** When it was exported: what it says was said then. */
  readonly asOf: Instant;
};

/** What an import did, or would do. */
export type ImportView = {
  readonly changes: readonly CourseChange[];
  readonly refused: readonly RefusedRow[];
  /** Courses that something was recorded of. */
  readonly done: number;
  /** Courses that the next press changes. */
  readonly left: number;
};

/** How a list is read that came with a mapping or without; therapists are known by the staff list. @returns null when it is no mapping */
export async function mappingOf(
  text: string,
  hasConsent: boolean,
  tools: BoardTools,
): Promise<Mapping | null> {
  const therapists = Object.fromEntries(
    (await tools.therapists()).map(({ therapistId, name, email }) => [
      therapistId,
      { therapistId, name, ...(email !== null && { email }) },
    ]),
  );
  const read = mappingSchema.safeParse(jsonIn(text.trim() === '' ? '{}' : text)).data;
  if (!read) return null;
  const defaults = { ...read.defaults, ...(hasConsent && { consent: 'ja' }) };
  return { ...read, defaults, therapists: { ...therapists, ...read.therapists } };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Compares a list with what is recorded and, if asked, records what is new, some courses at a time.
 * @throws NotReadableError when the list as a whole cannot be used
 */
export async function importList(
  tools: BoardTools,
  { isCalendar, bytes, mapping, asOf }: SentList,
  record: null | ((courseId: string) => Promise<void>),
): Promise<ImportView> {
  const { timeZone } = tools.clinic;
  const ofClinic = { timeZone, protocols: protocolsOf(tools.clinic) };
  const now = tools.now();
  const read: FileRead = await (isCalendar ? readCalendar : readFile)(() => inOne(bytes), mapping, ofClinic);
  const context = { now, asOf: earlier(asOf, now), ...ofClinic };
  const changes = await inTurn([...read.courses], ([courseId, rows]) =>
    compared(courseId, rows, (id) => recordedOf(tools, id), context),
  );
  const active = changes.filter(({ events }) => events.length > 0);
  const some = record ? active.slice(0, MOST_AT_ONCE) : [];
  await inTurn(some, async ({ courseId, events }) => {
    await record?.(courseId);
    await tools.record(courseId, events);
  });
  return {
    changes,
    refused: refusedRows(read, changes),
    done: some.length,
    left: active.length - some.length,
  };
}

async function recordedOf({ store, now }: BoardTools, courseId: string): Promise<readonly CourseEvent[]> {
  const { head, events } = await store.load(courseId);
  return head?.status === 'erased' ? onlyErased(courseId, now()) : events.map(({ event }) => event);
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function inTurn<T, Result>(all: readonly T[], work: (each: T) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  return results;
}

/** A list as a form carries it from the trial to the press: nothing of it is kept in between. */
export const packed = (bytes: Uint8Array): string => gzipSync(bytes).toString('base64url');

/** @returns null when it is none, or larger than any that was packed */
export function unpacked(text: string): Uint8Array | null {
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: MOST_BYTES });
  } catch {
    return null;
  }
}

/** Whether an error tells whoever sent a list what to do. */
export const isUnreadable = (error: unknown): error is NotReadableError => error instanceof NotReadableError;
