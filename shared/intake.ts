import { contentHashOf, type StoredEvent } from './aws/items.ts';
import type { CourseEvent } from './core/events.ts';

/** An event that was not taken: its id stands for other content already, or its course was erased. */
export type Refusal = { readonly eventId: string; readonly reason: 'conflict' | 'erased' };

/**
 * Tells new events from repeats (same id, same content: nothing changes) and from conflicts (same id, other
 * content: refused). The first content to arrive under an id is the one that counts.
 */
export function sortOut(incoming: readonly CourseEvent[], known: readonly StoredEvent[]) {
  const hashes = new Map(known.map(({ event, contentHash }) => [event.eventId, contentHash]));
  const fresh: StoredEvent[] = [];
  const refused: Refusal[] = [];
  for (const event of incoming) {
    const contentHash = contentHashOf(event);
    const knownHash = hashes.get(event.eventId);
    if (knownHash === undefined) fresh.push({ event, contentHash });
    else if (knownHash !== contentHash) refused.push({ eventId: event.eventId, reason: 'conflict' });
    hashes.set(event.eventId, knownHash ?? contentHash);
  }
  return { fresh, refused };
}
