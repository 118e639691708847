import * as z from 'zod';
import { REMINDER_KINDS } from '../core/ids/reminder-key.ts';
import { SESSION_KINDS } from '../core/protocols/protocol.ts';
import { protocolName, visitName } from '../core/protocols/protocol-schema.ts';
import { DELIVERY_OUTCOMES } from '../core/reminders/delivery.ts';

// What the API answers. The OpenAPI document is made of these schemas when it is built; functions use their types alone, as
// nothing that we write ourselves is checked again.

const date = z.iso.date();
const instant = z.iso.datetime();
const visit = visitName;

export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('One sentence; never a value that was sent.'),
  issues: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .readonly()
    .optional()
    .describe('Each wrong field, and what was expected.'),
});

const eventId = z.string();
const eventResult = z.discriminatedUnion('status', [
  z.object({ status: z.literal('taken'), eventId }).describe('Taken, now or before.'),
  z
    .object({ status: z.literal('refused'), eventId: eventId.nullable(), problem })
    .describe('Refused for good: sending it again as it is does not help.'),
  z
    .object({ status: z.literal('failed'), eventId, problem })
    .describe('It may have been taken, or not: send it again.'),
]);
export const eventResults = z.object({
  results: z.array(eventResult).readonly().describe('In the order of the events.'),
});

export const health = z.object({
  status: z.literal('ok'),
  now: instant.describe('The clock of the clinic.'),
});

const plannedVisit = z.object({
  visit,
  serviceCodes: z.array(z.string()),
  status: z.enum(['planned', 'booked', 'held', 'waived', 'infeasible', 'cancelled']),
  anchor: z.object({
    visit: z.union([z.literal('enrolment'), visitName]),
    date,
    basis: z.enum(['held', 'booked', 'projected', 'enrolment']),
  }),
  nominal: date,
  earliest: date.nullable(),
  target: date.nullable(),
  latest: date.nullable(),
  strict: z.boolean(),
  cappedBy: z.enum(['referral', 'contact', 'enrolment']).nullable(),
  bookedAt: instant.nullable(),
  heldOn: date.nullable(),
  why: z.string().describe('One sentence that says why the date is so, in English.'),
  whyDa: z.string().describe('The same in Danish.'),
});
const task = z.object({
  task: z.string().describe('Such as book:closing, or discharge-letter.'),
  visit: visit.nullable(),
  due: date,
  status: z.enum(['open', 'overdue', 'snoozed']),
});
const reminder = z.object({
  key: z.string(),
  visit,
  kind: z.enum(REMINDER_KINDS),
  sendAt: instant,
  expiresAt: instant,
  status: z.enum(['planned', 'due', 'sent', 'missed', 'undeliverable']),
  note: z.string().nullable(),
});
const message = z.object({
  messageId: z.string(),
  audience: z.enum(['patient', 'clinic']),
  status: z.enum(['claimed', 'released', 'sent', 'withdrawn', 'failed', 'undeliverable', 'missed']),
  at: instant.describe('When that came to be; of one that was put off, when it is tried again.'),
  reminders: z.array(z.string()).describe('The keys of what it says; of one to the clinic none.'),
  delivery: z.enum(DELIVERY_OUTCOMES).nullable().describe('What the e-mail provider said of it since.'),
  reason: z.string().nullable(),
});

export const course = z.object({
  courseId: z.string(),
  patientId: z.string().nullable(),
  therapistId: z.string().nullable(),
  asOf: instant,
  protocol: protocolName.nullable(),
  entry: z.enum(['direct', 'from-individual-course']).nullable(),
  status: z.enum(['unknown', 'open', 'closed', 'completed']).describe('unknown: not enrolled yet.'),
  capDate: date.nullable(),
  capProvisional: z.boolean(),
  visits: z.array(plannedVisit),
  sessions: z.array(z.object({ kind: z.enum(SESSION_KINDS), count: z.int() })),
  training: z.object({ count: z.int(), usual: z.object({ from: z.int(), to: z.int() }) }).nullable(),
  tasks: z.array(task),
  reminders: z.array(reminder),
  messages: z.array(message).describe('Every e-mail, in their order.'),
  notices: z.array(z.string()),
  noticesDa: z.array(z.string()),
  nextWakeAt: instant.nullable().describe('When something is due next.'),
});

const worklistCourse = course
  .pick({ courseId: true, patientId: true, therapistId: true, status: true, nextWakeAt: true })
  .extend({ tasks: z.array(task), notices: z.array(z.string()), noticesDa: z.array(z.string()) });
export const worklist = z.object({
  asOf: instant,
  courses: z.array(worklistCourse).describe('Those with open tasks, the one with the earliest first.'),
  unreadable: z.array(z.string()).readonly().describe('Ids of courses that cannot be read just now.'),
  next: z.string().nullable().describe('Goes on behind this page, as `after`; null on the last one.'),
});
