import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { CourseEvent } from '../shared/core/events/events.ts';
import { advance } from '../shared/course/advance.ts';
import { readSentEvent } from '../shared/course/inbox.ts';
import { EVENT_LIMIT } from '../shared/course/intake.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { BadRecordError, failed, logger } from './lib/batch.ts';
import { createTools, now } from './lib/tools.ts';

const tools = createTools(courseEnvironment.parse(process.env));

type Received = { readonly record: SQSRecord; readonly event: CourseEvent };

/** Records course events from the clinic's bus: one commit per course of the batch. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failures: string[] = [];
  const received: Received[] = [];
  for (const record of Records) {
    try {
      received.push({ record, event: readEvent(record) });
    } catch (error) {
      logger.error('an event was refused', { messageId: record.messageId, ...reasonOf(error) });
      failures.push(record.messageId);
    }
  }
  for (const [courseId, group] of Map.groupBy(received, ({ event }) => event.courseId)) {
    failures.push(...(await recordGroup(courseId, group)));
  }
  return failed(failures);
}

/** @returns the records that return to the queue */
async function recordGroup(courseId: string, group: readonly Received[]): Promise<string[]> {
  try {
    const events = group.map(({ event }) => event);
    const { refused } = await advance(tools, courseId, { kind: 'events', events });
    if (refused.length > 0) logger.warn('events were refused', { refused });
    if (refused.some(({ reason }) => reason === 'full')) {
      logger.error('a course has as many events as it may have: it takes only those that stop something', {
        courseId,
        limit: EVENT_LIMIT,
      });
    }
    // What comes too late for an erased course is done with; the rest is the operator's to see.
    const returned = new Set(
      refused.flatMap(({ eventId, reason }) => (reason === 'erased' ? [] : [eventId])),
    );
    return group.filter(({ event }) => returned.has(event.eventId)).map(({ record }) => record.messageId);
  } catch (error) {
    logger.error('a course could not be advanced', reasonOf(error));
    return group.map(({ record }) => record.messageId);
  }
}

/** @throws BadRecordError naming each wrong field and what was expected */
function readEvent({ body }: SQSRecord): CourseEvent {
  const parsed = readSentEvent(body, { now: now(), timeZone: tools.clinic.timeZone });
  if (parsed.ok) return parsed.event;
  const issues = parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new BadRecordError(`event ${parsed.eventId ?? 'without an id'}: ${issues}`);
}
