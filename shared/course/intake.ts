import type { CourseEvent } from '../core/events/events.ts';
import { stopsSomething } from '../core/events/stops.ts';
import { contentHashOf, isRepeat, type StoredEvent } from '../ports/stored-event.ts';

/** Events that one course takes. Each event reads all the others, and a course has a few dozen. */
export const EVENT_LIMIT = 1000;
/** Events beyond the limit that stop something. An erasure is always taken: it ends in fewer events. */
export const STOP_RESERVE = 100;

/** An event that was not taken: its id stands for other content already, its course was erased, or is full. */
export type Refusal = { readonly event: CourseEvent; readonly reason: 'conflict' | 'erased' | 'full' };

/**
 * Tells new events from repeats (same id, same content: nothing changes), from conflicts (same id, other content:
 * refused) and from those for which a course has no room. The first content to arrive under an id is the one that
 * counts.
 */
export function sortOut(incoming: readonly CourseEvent[], known: readonly StoredEvent[]) {
  const hashes = new Map(known.map(({ event, contentHash }) => [event.eventId, contentHash]));
  const fresh: StoredEvent[] = [];
  const refused: Refusal[] = [];
  for (const event of incoming) {
    const knownHash = hashes.get(event.eventId);
    if (knownHash !== undefined && isRepeat(event, knownHash)) continue;
    if (knownHash !== undefined) refused.push({ event, reason: 'conflict' });
    else if (!hasRoom(event, hashes.size)) refused.push({ event, reason: 'full' });
    else {
      const contentHash = contentHashOf(event);
      fresh.push({ event, contentHash });
      hashes.set(event.eventId, contentHash);
    }
  }
  return { fresh, refused };
}

function hasRoom(event: CourseEvent, taken: number): boolean {
  if (event.type === 'course.erased') return true;
  return taken < (stopsSomething(event) ? EVENT_LIMIT + STOP_RESERVE : EVENT_LIMIT);
}
