import * as z from 'zod';
import { isTaskId, type TaskId } from '../ids/task-id.ts';
import { ASSESSMENTS, QUESTIONNAIRES, SESSION_KINDS, type VisitName } from '../protocols/protocol.ts';
import { protocolName, visitName } from '../protocols/protocol-schema.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import { FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from '../time/danish-holidays.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { readAddress } from './address.ts';
import { expected } from './expected.ts';

/** Plans reach two years past an event, and holidays must be known for all of it. */
const FIRST_YEAR = FIRST_HOLIDAY_YEAR + 1;
const LAST_YEAR = LAST_HOLIDAY_YEAR - 3;
const inKnownYears = (text: string) => {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
};
const YEARS = `from ${FIRST_YEAR} to ${LAST_YEAR}`;

const ID = /^[A-Za-z0-9._:-]{1,64}$/;
/** Whether a text can be the id of an event, a course or a person. */
export const isId = (text: string): boolean => ID.test(text);
/** The id of an event, a course or a person. */
export const identifier = z.string().regex(ID, 'expected 1 to 64 of A-Z a-z 0-9 . _ : -');
const id = identifier;
const date = z.custom<CivilDate>(
  (value) => typeof value === 'string' && isCivilDate(value) && inKnownYears(value),
  `expected an existing date as YYYY-MM-DD, ${YEARS}`,
);
/** A moment as senders write it. */
export const dateTime = z.iso
  .datetime({
    offset: true,
    error: 'expected an ISO 8601 date-time with an offset, e.g. 2026-03-05T09:00:00+01:00',
  })
  .refine(inKnownYears, `expected a year ${YEARS}`)
  .transform((text): Instant => toInstant(text));
const visit = visitName;
/** Half a character (an unpaired surrogate) can be in JSON, but not in the table. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => value.isWellFormed(), 'expected well-formed Unicode');
const text = words(500);
const name = words(120);
/** Never refused for what it says: who has no good address is treated all the same. */
const email = z.string().transform(readAddress);
/** Empty is none. */
const phone = z
  .string()
  .trim()
  .max(40)
  .refine((value) => value.isWellFormed(), 'expected well-formed Unicode')
  .transform((value) => value || null);
const link = z
  .url({ protocol: /^https$/, error: 'expected a link that begins with https://' })
  .max(1000)
  .refine((value) => value.isWellFormed(), 'expected well-formed Unicode');
const consent = z.object({ email: z.boolean() });
const language = z.enum(['da', 'en']);
const task = z.custom<TaskId>(
  (value) => typeof value === 'string' && isTaskId(value),
  'expected a task, e.g. book:closing or discharge-letter',
);

const therapist = z.object({ therapistId: id, name, email: email.nullish() });
const patient = z.object({
  patientId: id,
  name,
  email: email.nullish(),
  phone: phone.nullish(),
  language,
  consent,
});

const serviceCode = z.string().regex(/^\d{4}$/, 'expected a service code of four digits');
/** A visit by its name, or by the code under which a calendar knows it. */
const visitOrCode = { visit: visit.optional(), serviceCode: serviceCode.optional() };
type VisitOrCode = { readonly visit?: VisitName | undefined; readonly serviceCode?: string | undefined };

function tellsVisit({ value, issues }: z.core.ParsePayload<VisitOrCode>): void {
  if (value.visit !== undefined || value.serviceCode !== undefined) return;
  issues.push({
    code: 'custom',
    input: undefined,
    path: ['visit'],
    message: 'expected a visit or a serviceCode',
  });
}

const heldSession = z
  .object({ session: z.enum(SESSION_KINDS).optional(), serviceCode: serviceCode.optional(), date })
  .refine(({ session, serviceCode }) => session !== undefined || serviceCode !== undefined, {
    path: ['session'],
    message: 'expected a session kind or a serviceCode',
  });

/** Why a patient asks to be called. */
export const CALL_REASONS = ['cannot-come', 'book', 'question'] as const;
export type CallReason = (typeof CALL_REASONS)[number];

/** Why a course was closed. */
export const CLOSE_REASONS = [
  'completed',
  'goals-reached',
  'declined',
  'withdrew',
  'referred-on',
  'transferred',
  'deceased',
  'other',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** The data of each type of event that a clinic's system may send. */
export const fromSender = {
  'course.enrolled': z.object({
    protocol: protocolName,
    entry: z.enum(['direct', 'from-individual-course']),
    referralDate: date.nullish(),
    contactDate: date.nullish(),
    patient,
    therapist,
  }),
  'course.corrected': z.object({
    referralDate: date.nullable().optional(),
    contactDate: date.nullable().optional(),
    entry: z.enum(['direct', 'from-individual-course']).optional(),
  }),
  'visit.booked': z
    .object({
      ...visitOrCode,
      startsAt: dateTime,
      durationMinutes: z.int().min(1).max(600).optional(),
      bookingId: id.optional(),
    })
    .check(tellsVisit),
  'visit.cancelled': z
    .object({ ...visitOrCode, bookingId: id.optional(), startsAt: dateTime.optional() })
    .check(tellsVisit),
  'visit.held': z.object({ visit: visit.optional(), date, serviceCode }).check(tellsVisit),
  'visit.missed': z.object({ ...visitOrCode, date }).check(tellsVisit),
  'visit.waived': z.object({ visit, reason: text }),
  'visit.confirmed': z.object({ visit, startsAt: dateTime }),
  'session.held': heldSession,
  'questionnaire.answered': z.object({ visit, questionnaire: z.enum(QUESTIONNAIRES), answeredOn: date }),
  'questionnaire.linked': z.object({ visit, url: link, expiresAt: dateTime.nullish() }),
  'assessment.recorded': z.object({ visit, assessment: z.enum(ASSESSMENTS), recordedOn: date }),
  'task.completed': z.object({ task }),
  'task.snoozed': z.object({ task, until: date }),
  'task.dismissed': z.object({ task, reason: text }),
  'patient.updated': z.object({
    name: name.optional(),
    email: email.nullish(),
    phone: phone.nullish(),
    language: language.optional(),
    consent: consent.optional(),
  }),
  'call.requested': z.object({ visit: visit.optional(), reason: z.enum(CALL_REASONS) }),
  'therapist.assigned': z.object({ therapist }),
  'reminders.paused': z.object({ until: date.nullish() }),
  'reminders.resumed': z.object({}),
  'course.closed': z.object({ date, reason: z.enum(CLOSE_REASONS) }),
  'course.reopened': z.object({ reason: text }),
  'event.retracted': z.object({ eventId: id, reason: text }),
  'course.erased': z.object({ reason: text }),
};
const undeliverable = z.object({
  messageId: id,
  attempt: z.int().min(1).optional(),
  addressFingerprint: id,
});
const fromSystem = { 'email.bounced': undeliverable, 'email.complained': undeliverable };
const data = { ...fromSender, ...fromSystem };

export type EventType = keyof typeof data;
type DataOf<T extends EventType> = z.output<(typeof data)[T]>;

/** What a clinic's system may send. `email.*` events come from the system itself only. */
export const SENDER_EVENT_TYPES = Object.keys(fromSender) as readonly (keyof typeof fromSender)[];

/** One fact about one course. Unknown fields of an envelope are not read and never stored. */
export type CourseEvent = {
  [T in EventType]: {
    readonly eventId: string;
    readonly type: T;
    readonly courseId: string;
    readonly occurredAt: Instant;
    readonly data: DataOf<T>;
  };
}[EventType];

/** An event of one type. */
export type EventOf<T extends EventType> = Extract<CourseEvent, { type: T }>;

const envelope = z.object({ eventId: id, type: z.string(), courseId: id, occurredAt: dateTime });

/** The shape of every event, as zod checks it; the rules that need a clock or a zone are in `parseEvent`. */
export const eventSchema: z.ZodType<CourseEvent> = envelope.loose().transform((value, context) => {
  const { eventId, type, courseId, occurredAt } = value;
  if (!isEventType(type)) {
    context.issues.push({
      code: 'custom',
      input: type,
      path: ['type'],
      message: `expected one of ${SENDER_EVENT_TYPES.join(', ')}`,
    });
    return z.NEVER;
  }
  const parsed = data[type].safeParse(value['data'], { error: expected });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      context.issues.push({
        code: 'custom',
        input: undefined,
        path: ['data', ...issue.path],
        message: issue.message,
      });
    }
    return z.NEVER;
  }
  return { eventId, type, courseId, occurredAt, data: parsed.data } as CourseEvent;
});

/** Whether a text names a type of event. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(data, type);
