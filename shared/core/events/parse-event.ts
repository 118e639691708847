import type { Protocol } from '../protocols/protocol.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { addMinutes, type Instant, localDateOf } from '../time/instant.ts';
import { A_FIELD_NAME, holdsCpr, isDeeperThan, pathsWithCpr } from './cpr.ts';
import {
  type CourseEvent,
  type EventOf,
  type EventType,
  eventSchema,
  isId,
  SENDER_EVENT_TYPES,
} from './events.ts';
import { expected } from './expected.ts';
import { ofNoProtocol } from './of-a-protocol.ts';

/** What is wrong with an event: where, and what was expected. Never holds the value itself. */
export type EventIssue = { readonly path: string; readonly message: string };

export type ParsedEvent =
  | { readonly ok: true; readonly event: CourseEvent }
  | { readonly ok: false; readonly eventId: string | null; readonly issues: readonly EventIssue[] };

export type ParseContext = {
  readonly now: Instant;
  readonly timeZone: string;
  /** Those of the clinic; null where the names come from the course itself. */
  readonly protocols: readonly Protocol[] | null;
  /** `email.*` events are the system's own word and taken from nobody else. */
  readonly from: 'sender' | 'system';
};

const ONE_DAY_IN_MINUTES = 24 * 60;
/** An event needs four; the rest would only be searched for what must not be there. */
const MOST_LEVELS = 16;
/** Who wants to mend an event needs no more; the log has no room for a flood of them. */
const MOST_ISSUES = 20;
/** What looks like the name of a field, or a place in a list. Anything else may be a person's name. */
const FIELD_NAME = /^([a-z][A-Za-z0-9_]{0,39}|\d{1,6})$/;
const senderTypes: readonly string[] = SENDER_EVENT_TYPES;

/** Reads one event envelope from parsed JSON and checks every rule that holds for an event by itself. */
export function parseEvent(json: unknown, context: ParseContext): ParsedEvent {
  const refuse = (issues: readonly EventIssue[]): ParsedEvent => ({
    ok: false,
    eventId: idIn(json, 'eventId'),
    issues,
  });

  if (isDeeperThan(MOST_LEVELS, json)) {
    return refuse([issue([], `expected at most ${MOST_LEVELS} levels of objects and lists`)]);
  }
  const cpr = pathsWithCpr(json);
  if (cpr.length > 0) {
    const named = cpr.slice(0, MOST_ISSUES);
    return refuse(named.map((path) => issue(path, 'expected no civil registration number (CPR)')));
  }

  const parsed = eventSchema.safeParse(json, { error: expected });
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => issue(path, message)));

  const { protocols } = context;
  const misfits = protocols ? ofNoProtocol(parsed.data, protocols) : [];
  const issues = [
    ...misfits.map(([field, message]) => issue(['data', field], message)),
    ...fromTheFuture(parsed.data, context),
    ...notForSenders(parsed.data, context),
  ];
  return issues.length > 0 ? refuse(issues) : { ok: true, event: parsed.data };
}

const issue = (path: readonly PropertyKey[], message: string): EventIssue => ({
  path: path
    .map(String)
    .map((part) => (FIELD_NAME.test(part) ? part : A_FIELD_NAME))
    .join('.'),
  message,
});

/** The id that a field of a JSON object holds; null when what it holds is none. */
export function idIn(json: unknown, field: 'eventId' | 'courseId'): string | null {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, field) : null;
  return typeof value === 'string' && isId(value) && !holdsCpr(value) ? value : null;
}

function notForSenders({ type }: CourseEvent, { from }: ParseContext): EventIssue[] {
  if (from === 'system' || senderTypes.includes(type)) return [];
  return [
    issue(['type'], 'expected a type that a sender may use: email.* comes from the system itself only'),
  ];
}

function fromTheFuture(event: CourseEvent, { now, timeZone }: ParseContext): EventIssue[] {
  const issues: EventIssue[] = [];
  if (event.occurredAt > addMinutes(now, ONE_DAY_IN_MINUTES)) {
    issues.push(issue(['occurredAt'], 'expected an instant at most one day ahead of the clock'));
  }
  const today = localDateOf(event.occurredAt, timeZone);
  for (const [field, date] of factDates(event)) {
    if (date > today) issues.push(issue(['data', field], 'expected a date not after the day of occurredAt'));
  }
  return issues;
}

/** The field of each type that holds the day on which something was done; null where none does. */
const DONE_ON = {
  'course.enrolled': null,
  'course.corrected': null,
  'visit.booked': null,
  'visit.cancelled': null,
  'visit.held': 'date',
  'visit.missed': null,
  'visit.waived': null,
  'visit.confirmed': null,
  'session.held': 'date',
  'questionnaire.answered': 'answeredOn',
  'questionnaire.linked': null,
  'assessment.recorded': 'recordedOn',
  'task.completed': null,
  'task.snoozed': null,
  'task.dismissed': null,
  'patient.updated': null,
  'call.requested': null,
  'therapist.assigned': null,
  'reminders.paused': null,
  'reminders.resumed': null,
  'course.closed': null,
  'course.reopened': null,
  'event.retracted': null,
  'course.erased': null,
  'email.bounced': null,
  'email.complained': null,
} as const satisfies { readonly [T in EventType]: keyof EventOf<T>['data'] | null };

/** The days on which an event says that something was done. */
function factDates({ type, data }: CourseEvent): [string, CivilDate][] {
  const field = DONE_ON[type];
  return field === null ? [] : [[field, (data as Record<typeof field, CivilDate>)[field]]];
}
