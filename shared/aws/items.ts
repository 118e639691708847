import * as z from 'zod';
import { eventSchema } from '../core/events/events.ts';
import { isReminderKey, type ReminderKey } from '../core/ids/reminder-key.ts';
import { isTaskId, type TaskId } from '../core/ids/task-id.ts';
import { DELIVERY_OUTCOMES, weightOf } from '../core/reminders/delivery.ts';
import type { Message } from '../core/reminders/log.ts';
import { type CivilDate, earlier, isCivilDate } from '../core/time/civil-date.ts';
import { type Instant, isInstant } from '../core/time/instant.ts';
import type { Head } from '../ports/head.ts';
import type { StoredEvent } from '../ports/stored-event.ts';

/** Sort keys: the head sorts before events and messages, so a load reads it first. */
export const HEAD_KEY = '#HEAD';
export const COURSE_PREFIX = 'COURSE#';
export const courseKey = (courseId: string) => `${COURSE_PREFIX}${courseId}`;
export const eventKey = (eventId: string) => `EVENT#${eventId}`;
export const messageKey = (messageId: string) => `MESSAGE#${messageId}`;

/** Partition of the sparse index of items that a wake must come back to. */
export const WAKES = 'WAKE';
/** Partition of the sparse index of courses with open tasks. */
export const WORKLIST = 'OPEN';
/** Partition of the sparse index of courses by the settings and protocols they were planned with. */
export const PLANS = 'PLAN';

/** An instant, or a civil date, as it is stored. */
export const instant = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value));
export const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value));
const reminderKey = z.custom<ReminderKey>((value) => typeof value === 'string' && isReminderKey(value));
const taskId = z.custom<TaskId>((value) => typeof value === 'string' && isTaskId(value));

const headItem = z.object({
  version: z.int(),
  events: z.int(),
  messages: z.int(),
  status: z.enum(['unknown', 'open', 'closed', 'completed', 'erased']),
  lastReceivedAt: instant,
  nextWakeAt: instant.optional(),
  fingerprint: z.string(),
  purged: z.boolean(),
  expiresAt: z.number().optional(),
  therapist: z.object({ therapistId: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  patient: z.object({ patientId: z.string(), initials: z.string() }).nullable(),
  tasks: z.array(z.object({ task: taskId, due: civilDate, snoozedUntil: civilDate.nullable() })),
});

const carried = z.object({ key: reminderKey, sendAt: instant, expiresAt: instant });
const common = { messageId: z.string(), reminders: z.array(carried) };
const sending = { ...common, claimedAt: instant, attempt: z.int(), dropped: z.array(reminderKey) };
const delivery = z.object({ outcome: z.enum(DELIVERY_OUTCOMES), at: instant });
const messageItem: z.ZodType<Message> = z.discriminatedUnion('status', [
  z.object({ ...sending, status: z.literal('claimed'), leaseUntil: instant }),
  z.object({ ...sending, status: z.literal('released'), retryAt: instant }),
  z.object({
    ...sending,
    status: z.literal('sent'),
    sentAt: instant,
    delivery: delivery.exactOptional(),
  }),
  z.object({ ...sending, status: z.literal('withdrawn'), settledAt: instant }),
  z.object({ ...sending, status: z.literal('failed'), settledAt: instant, reason: z.string() }),
  z.object({
    ...common,
    status: z.literal('undeliverable'),
    settledAt: instant,
    reason: z.enum(['no-address', 'no-consent', 'bounced', 'complained']),
  }),
  z.object({ ...common, status: z.literal('missed'), settledAt: instant, reason: z.string() }),
]);

const eventItem = z.object({ event: eventSchema, contentHash: z.string() });

type HeadItem = z.output<typeof headItem>;
const headOfItem = ({ nextWakeAt, expiresAt, ...head }: HeadItem): Head => ({
  ...head,
  nextWakeAt: nextWakeAt ?? null,
  expiresAt: expiresAt ?? null,
});

export const readHead = (item: unknown): Head => headOfItem(headItem.parse(item));
/** The head in an item; null when it cannot be read. */
export const findHead = (item: unknown): Head | null => {
  const { data } = headItem.safeParse(item);
  return data ? headOfItem(data) : null;
};
export const readEvent = (item: unknown): StoredEvent => eventItem.parse(item);
export const readMessage = (item: unknown): Message => messageItem.parse(item);

/** The earliest day on which some open task is due; null without open tasks. */
const earliestDue = ({ tasks }: Head): CivilDate | null =>
  tasks.length > 0 ? tasks.map(({ due }) => due).reduce(earlier) : null;

/** The head as an item; it is in an index only while that has something to find. */
export function headToItem(courseId: string, head: Head) {
  const { nextWakeAt, expiresAt, ...rest } = head;
  const dueOn = earliestDue(head);
  return {
    pk: courseKey(courseId),
    sk: HEAD_KEY,
    ...rest,
    ...(nextWakeAt && { wakes: WAKES, nextWakeAt }),
    ...(dueOn && !head.purged && { worklist: WORKLIST, dueOn }),
    ...(!head.purged && { plans: PLANS }),
    ...(expiresAt && { expiresAt }),
  };
}

/**
 * A message as an item; while its outcome is open it is where the sweep looks for what was left behind. Of a sent one
 * the weight tells whether a report says more than is known.
 * @param expiresAt the last day of a course whose log is kept for a while
 */
export function messageToItem(courseId: string, message: Message, expiresAt: number | null) {
  const at =
    message.status === 'claimed'
      ? message.leaseUntil
      : message.status === 'released'
        ? message.retryAt
        : null;
  return {
    pk: courseKey(courseId),
    sk: messageKey(message.messageId),
    ...message,
    ...(message.status === 'sent' && {
      weight: weightOf(message.attempt, message.delivery?.outcome ?? null),
    }),
    ...(at && { wakes: WAKES, nextWakeAt: at }),
    ...(expiresAt && { expiresAt }),
  };
}

/** @param expiresAt the last day of a course whose log is kept for a while */
export const eventToItem = (courseId: string, stored: StoredEvent, expiresAt: number | null) => ({
  pk: courseKey(courseId),
  sk: eventKey(stored.event.eventId),
  ...stored,
  ...(expiresAt && { expiresAt }),
});
