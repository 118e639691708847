import type { CourseEvent, EventType } from '../../shared/core/events/events.ts';
import { isEventType } from '../../shared/core/events/events.ts';
import { type EventIssue, idIn, type ParseContext } from '../../shared/core/events/parse-event.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { detailOf, readSentEvent, readWake } from '../../shared/course/inbox.ts';
import { readReport } from '../../shared/course/provider-report.ts';
import type { QueueName } from '../../shared/names.ts';

/** A message that a function could not handle, or that never reached its queue. */
export type Letter = {
  readonly queue: QueueName;
  /** SQS's id of the message. */
  readonly letterId: string;
  readonly body: string;
  readonly firstSentAt: Instant;
  /** How often it was received, by functions and by people who looked. */
  readonly receives: number;
  /** Set when it was put here because it could not be delivered. */
  readonly undelivered: { readonly by: 'event bus' | 'scheduler'; readonly code: string } | null;
};

/** What a letter is about, as far as it may be told: ids and a type that are what they should be. */
export type Subject = {
  readonly eventId: string | null;
  readonly type: EventType | null;
  readonly courseId: string | null;
};

/** What a letter says, read as the function of its queue reads it. */
export type Content =
  | { readonly kind: 'events'; readonly courseId: string; readonly event: CourseEvent | null }
  | { readonly kind: 'wake'; readonly courseId: string }
  | { readonly kind: 'digest' }
  /** Nothing of it can be wrong: to look for overdue wakes, or a report about no patient's e-mail. */
  | { readonly kind: 'request' }
  | { readonly kind: 'invalid'; readonly issues: readonly EventIssue[] };

export type ReadLetter = { readonly subject: Subject; readonly content: Content };

const NOTHING: Subject = { eventId: null, type: null, courseId: null };
const invalid = (message: string): Content => ({ kind: 'invalid', issues: [{ path: '', message }] });
const subjectOf = ({ eventId, type, courseId }: CourseEvent): Subject => ({ eventId, type, courseId });

/** Reads a letter as the function of its queue does. */
export function readLetter({ queue, body }: Letter, context: Omit<ParseContext, 'from'>): ReadLetter {
  switch (queue) {
    case 'events':
      return readEventLetter(body, context);
    case 'wakes': {
      const wake = readWake(body);
      if (!wake) return { subject: NOTHING, content: invalid('expected courseId and wakeAt') };
      const subject = { ...NOTHING, courseId: idIn(wake, 'courseId') };
      return { subject, content: { kind: 'wake', courseId: wake.courseId } };
    }
    case 'emails':
      return readReportLetter(body);
    case 'digests':
      return { subject: NOTHING, content: { kind: 'digest' } };
    case 'sweeps':
      return { subject: NOTHING, content: { kind: 'request' } };
    default:
      return queue satisfies never;
  }
}

function readEventLetter(body: string, context: Omit<ParseContext, 'from'>): ReadLetter {
  const parsed = readSentEvent(body, context);
  if (parsed.ok) {
    const { event } = parsed;
    return { subject: subjectOf(event), content: { kind: 'events', courseId: event.courseId, event } };
  }
  const detail = detailOf(body);
  const { eventId, issues } = parsed;
  const subject = { eventId, type: typeIn(detail), courseId: idIn(detail, 'courseId') };
  return { subject, content: { kind: 'invalid', issues } };
}

function readReportLetter(body: string): ReadLetter {
  const report = readReport(body);
  switch (report.kind) {
    case 'malformed':
      return { subject: NOTHING, content: invalid('expected an event of the e-mail provider') };
    case 'unrelated':
    case 'staff':
      return { subject: NOTHING, content: { kind: 'request' } };
    case 'patient': {
      const { courseId, event } = report;
      const subject = event ? subjectOf(event) : { ...NOTHING, courseId: idIn(report, 'courseId') };
      return { subject, content: { kind: 'events', courseId, event } };
    }
    default:
      return report satisfies never;
  }
}

function typeIn(detail: unknown): EventType | null {
  const type = typeof detail === 'object' && detail !== null && 'type' in detail ? detail.type : null;
  return typeof type === 'string' && isEventType(type) ? type : null;
}
