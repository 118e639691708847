import type { SQSRecord } from 'aws-lambda';
import { createDeadLetterQueue, createSqsClient } from '../shared/aws/dead-letter-queue.ts';
import type { CourseEvent } from '../shared/core/events/events.ts';
import { protocolsOf } from '../shared/core/protocols/index.ts';
import { advance } from '../shared/course/advance.ts';
import { readSentEvent } from '../shared/course/inbox.ts';
import { EVENT_LIMIT } from '../shared/course/intake.ts';
import { readEnvironment, recordEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { BadRecordError, Batch, logger, observed } from './lib/batch.ts';
import { createTools, now } from './lib/tools.ts';

const environment = readEnvironment(recordEnvironment);
const tools = createTools(environment);
const deadLetters = createDeadLetterQueue(createSqsClient(), environment.DEAD_LETTERS_URL);

type Received = { readonly record: SQSRecord; readonly event: CourseEvent };

/** Records course events from the clinic's bus: one commit per course of the batch. */
export const handler = observed(async ({ Records }) => {
  const batch = new Batch(Records, deadLetters);
  const received: Received[] = [];
  for (const record of Records) {
    try {
      received.push({ record, event: readEvent(record) });
    } catch (error) {
      await batch.failed(record, error);
    }
  }
  for (const [courseId, group] of Map.groupBy(received, ({ event }) => event.courseId)) {
    await recordGroup(batch, courseId, group);
  }
  return batch.answer();
});

/** What comes too late for an erased course is done with; what else is refused is the operator's to see. */
async function recordGroup(batch: Batch, courseId: string, group: readonly Received[]): Promise<void> {
  try {
    const events = group.map(({ event }) => event);
    const { refused } = await advance(tools, courseId, { kind: 'events', events });
    if (refused.length > 0) {
      const told = refused.map(({ event, reason }) => ({ eventId: event.eventId, reason }));
      logger.warn('events were refused', { courseId, refused: told });
    }
    if (refused.some(({ reason }) => reason === 'full')) {
      logger.error('a course has as many events as it may have: it takes only those that stop something', {
        courseId,
        limit: EVENT_LIMIT,
      });
    }
    // Not by its id: another content under the same id may be in the batch, and was taken.
    const reasons = new Map(refused.map(({ event, reason }) => [event, reason]));
    for (const { record, event } of group) {
      const reason = reasons.get(event);
      if (reason && reason !== 'erased') {
        await batch.failed(record, new BadRecordError(`event ${event.eventId}: ${reason}`));
      }
    }
  } catch (error) {
    logger.error('a course could not be advanced', { courseId, ...reasonOf(error) });
    for (const { record } of group) await batch.failed(record, error);
  }
}

/** @throws BadRecordError naming each wrong field and what was expected */
function readEvent({ body }: SQSRecord): CourseEvent {
  const parsed = readSentEvent(body, {
    now: now(),
    timeZone: tools.clinic.timeZone,
    protocols: protocolsOf(tools.clinic),
  });
  if (parsed.ok) return parsed.event;
  const issues = parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new BadRecordError(`event ${parsed.eventId ?? 'without an id'}: ${issues}`);
}
