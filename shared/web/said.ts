import type { CourseEvent } from '../core/events/events.ts';
import { parseEvent } from '../core/events/parse-event.ts';
import type { Instant } from '../core/time/instant.ts';

/** What a press says of a course: an event without its envelope. */
export type Said = readonly [type: CourseEvent['type'], data: Readonly<Record<string, unknown>>];

/** What is said now on a page of a course, under the id that its form has brought with it. */
export function eventsOf(
  id: string,
  all: readonly Said[],
  {
    courseId,
    now,
    timeZone,
  }: { readonly courseId: string; readonly now: Instant; readonly timeZone: string },
): CourseEvent[] {
  return all.map(([type, data], index) => {
    const eventId = index === 0 ? id : `${id}-${index + 1}`;
    const parsed = parseEvent(
      { eventId, type, courseId, occurredAt: now, data },
      { now, timeZone, protocols: null, from: 'sender' },
    );
    if (!parsed.ok) throw new TypeError(`a press made no good ${type}`);
    return parsed.event;
  });
}
