import { createHash } from 'node:crypto';
import type { CourseEvent, EventType } from '../../core/events/events.ts';

/** Enough of each event to know it again among the few dozen of a course. */
const BYTES_OF_EACH = 3;

const markOf = (eventId: string): string =>
  createHash('sha256').update(eventId).digest().subarray(0, BYTES_OF_EACH).toString('base64url');

/** The state of a course that a form was made from: a mark of each event that it knew, in no order of time. */
export const seenOf = (log: readonly CourseEvent[]): string =>
  log
    .map(({ eventId }) => markOf(eventId))
    .sort()
    .join('');

/** What comes by itself while somebody types, and speaks against nothing that they may be about to say. */
const HARMLESS: readonly EventType[] = [
  'email.bounced',
  'email.complained',
  'visit.confirmed',
  'questionnaire.linked',
  'questionnaire.answered',
  'assessment.recorded',
  'session.held',
  'call.requested',
  'task.snoozed',
];

/**
 * What was told since a form was made that whoever filled it in should know before it counts. The same said by somebody
 * else always is.
 */
export function newsSince(seen: string, type: EventType, log: readonly CourseEvent[]): CourseEvent[] {
  const known = new Set(seen.match(/[\w-]{4}/g) ?? []);
  return log.filter(
    (event) => !known.has(markOf(event.eventId)) && (event.type === type || !HARMLESS.includes(event.type)),
  );
}
