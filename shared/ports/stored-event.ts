import { createHash } from 'node:crypto';
import type { CourseEvent } from '../core/events/events.ts';

/** An event as it is stored, with a hash that tells a repeat from a conflict even after it was pseudonymized. */
export type StoredEvent = { readonly event: CourseEvent; readonly contentHash: string };

/** Tells one content of an event from another: 32 hexadecimal digits. */
export const contentHashOf = (event: CourseEvent): string =>
  createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32);
