import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CourseEvent } from '../core/events/events.ts';
import { pseudonymized } from '../core/events/pseudonymize.ts';

/** An event as it is stored, with a hash that tells a repeat from a conflict even after it was forgotten. */
export type StoredEvent = { readonly event: CourseEvent; readonly contentHash: string };

/** Tells one content of an event from another: 32 hexadecimal digits. */
export const contentHashOf = (event: CourseEvent): string =>
  createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32);

/**
 * What is kept of an event of a forgotten course. Its hash is of what is left: one of the whole would tell whoever
 * guesses a name and an address that he is right.
 */
export function forgotten({ event, contentHash }: StoredEvent): StoredEvent {
  const left = pseudonymized(event);
  return isDeepStrictEqual(left, event)
    ? { event, contentHash }
    : { event: left, contentHash: contentHashOf(left) };
}

/** Whether an event is the one that is stored, as far as that is still known. */
export const isRepeat = (event: CourseEvent, storedHash: string): boolean =>
  storedHash === contentHashOf(event) || storedHash === contentHashOf(pseudonymized(event));
