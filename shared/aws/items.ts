import * as z from 'zod';
import { eventSchema } from '../core/events/events.ts';
import { isReminderKey, type ReminderKey } from '../core/ids/reminder-key.ts';
import { isVisitName, type VisitName } from '../core/protocols/protocol.ts';
import { DELIVERY_OUTCOMES, weightOf } from '../core/reminders/delivery.ts';
import type { Message } from '../core/reminders/log.ts';
import { type CivilDate, isCivilDate } from '../core/time/civil-date.ts';
import { type Instant, isInstant } from '../core/time/instant.ts';
import type { StoredEvent } from '../ports/stored-event.ts';

/** Sort keys: the head sorts before events and messages, so a load reads it first. */
export const HEAD_KEY = '#HEAD';
/** What lists show of a course. */
export const LINE_KEY = '#LINE';
export const COURSE_PREFIX = 'COURSE#';
export const courseKey = (courseId: string) => `${COURSE_PREFIX}${courseId}`;
export const eventKey = (eventId: string) => `EVENT#${eventId}`;
export const messageKey = (messageId: string) => `MESSAGE#${messageId}`;

/** Partition of the sparse index of items that a wake must come back to. */
export const WAKES = 'WAKE';

/** An instant, or a civil date, as it is stored. */
export const instant = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value));
export const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value));
const reminderKey = z.custom<ReminderKey>((value) => typeof value === 'string' && isReminderKey(value));
const visitName = z.custom<VisitName>((value) => typeof value === 'string' && isVisitName(value));

const carried = z.object({
  key: reminderKey,
  sendAt: instant,
  expiresAt: instant,
  triedSince: instant.exactOptional(),
  time: z
    .object({
      startsAt: instant.exactOptional(),
      durationMinutes: z.int().nullable().exactOptional(),
      visits: z.array(visitName),
    })
    .exactOptional(),
});
const common = {
  messageId: z.string(),
  reminders: z.array(carried),
  call: z.string().exactOptional(),
  rehearsal: z.literal(true).exactOptional(),
};
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

export const readEvent = (item: unknown): StoredEvent => eventItem.parse(item);
export const readMessage = (item: unknown): Message => messageItem.parse(item);

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
