import { createHash } from 'node:crypto';
import type { CourseEvent, EventType } from '../core/events/events.ts';
import { parseEvent } from '../core/events/parse-event.ts';
import type { Protocol } from '../core/protocols/protocol.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Field } from './fields.ts';
import type { RowIssue } from './row.ts';

/** An event to be, and the row that it is from. */
export type Draft = {
  readonly row: number;
  readonly type: EventType;
  readonly occurredAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
  /** Tells events from each other that say the same of one instant. */
  readonly again?: number;
};

/**
 * The events of drafts, each with an id that is made of what it says: what was sent before is a repeat, and two ids never
 * stand for different things. What an event may not hold is told by row and field.
 */
export function eventsOf(
  courseId: string,
  drafts: readonly Draft[],
  idPrefix: string,
  context: {
    readonly now: Instant;
    readonly timeZone: string;
    readonly protocols: readonly Protocol[];
  },
): { readonly events: CourseEvent[]; readonly issues: RowIssue[] } {
  const events: CourseEvent[] = [];
  const issues: RowIssue[] = [];
  for (const { row, type, occurredAt, data, again } of drafts) {
    const content = JSON.stringify([courseId, type, occurredAt, data, again ?? 0]);
    const eventId = `${idPrefix}${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
    const parsed = parseEvent({ eventId, type, courseId, occurredAt, data }, { ...context, from: 'sender' });
    if (parsed.ok) events.push(parsed.event);
    else
      issues.push(
        ...parsed.issues.map(({ path, message }) => ({ row, field: fieldOf(path, type), expected: message })),
      );
  }
  return { events, issues };
}

const FIELD_OF: Readonly<Record<string, Field>> = {
  courseId: 'courseId',
  occurredAt: 'date',
  'data.protocol': 'protocol',
  'data.entry': 'entry',
  'data.referralDate': 'referralDate',
  'data.contactDate': 'contactDate',
  'data.patient.patientId': 'patientId',
  'data.patient.name': 'name',
  'data.patient.email': 'email',
  'data.patient.phone': 'phone',
  'data.name': 'name',
  'data.email': 'email',
  'data.phone': 'phone',
  'data.therapist.therapistId': 'therapistId',
  'data.therapist.name': 'therapistName',
  'data.therapist.email': 'therapistEmail',
  'data.startsAt': 'date',
  'data.date': 'date',
  'data.durationMinutes': 'durationMinutes',
  'data.bookingId': 'bookingId',
  'data.serviceCode': 'serviceCode',
};

const fieldOf = (path: string, type: EventType): Field =>
  type === 'course.enrolled' && path === 'occurredAt' ? 'enrolledOn' : (FIELD_OF[path] ?? 'courseId');
