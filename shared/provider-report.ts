import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type CourseEvent, eventSchema } from './core/events.ts';
import { addressFingerprint } from './core/reachability.ts';
import { jsonOf } from './inbox.ts';

const recipients = z.array(z.object({ emailAddress: z.string() }));
const providerEvent = z.object({
  time: z.string(),
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }).optional(),
    complaint: z.object({ complainedRecipients: recipients }).optional(),
  }),
});
type ProviderEvent = z.output<typeof providerEvent>;

/** Which attempt at which message of which course was reported. */
export type SentMessage = { readonly courseId: string; readonly messageId: string; readonly attempt: number };

/** What the e-mail provider says became of an e-mail. */
export type ProviderReport =
  | { readonly kind: 'malformed' }
  /** About an e-mail that is no patient's. */
  | { readonly kind: 'unrelated' }
  | {
      readonly kind: 'patient';
      readonly sent: SentMessage;
      /** Whether the provider has taken the e-mail, whatever became of it then. */
      readonly isTaken: boolean;
      /** A hard bounce or a complaint as an event of the course; anything else changes nothing. */
      readonly failure: CourseEvent | null;
    };

/** What the provider reports once it has taken an e-mail. */
const TAKEN = ['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint'];

/** Reads a report of the e-mail provider. */
export function readReport(body: string): ProviderReport {
  const provided = providerEvent.safeParse(jsonOf(body));
  if (!provided.success) return { kind: 'malformed' };
  const sent = sentMessage(provided.data.detail);
  if (!sent) return { kind: 'unrelated' };
  const failure = eventSchema.nullable().safeParse(failureOf(sent, provided.data));
  if (!failure.success) return { kind: 'malformed' };
  const isTaken = TAKEN.includes(provided.data.detail.eventType);
  return { kind: 'patient', sent, isTaken, failure: failure.data };
}

function sentMessage({ mail: { tags } }: ProviderEvent['detail']): SentMessage | null {
  const [course] = tags['course'] ?? [];
  const [messageId] = tags['message'] ?? [];
  const attempt = Number(tags['attempt']?.[0]);
  if (!course || !messageId || !Number.isInteger(attempt)) return null;
  return { courseId: Buffer.from(course, 'base64url').toString(), messageId, attempt };
}

function failureOf({ courseId, messageId }: SentMessage, { time, detail }: ProviderEvent) {
  const { eventType, mail, bounce, complaint } = detail;
  const isHardBounce = eventType === 'Bounce' && bounce?.bounceType === 'Permanent';
  const address = isHardBounce ? bounce.bouncedRecipients[0] : complaint?.complainedRecipients[0];
  if (!address) return null;
  const type = isHardBounce ? 'email.bounced' : 'email.complained';
  const hash = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32);
  return {
    eventId: `${type}.${hash}`,
    type,
    courseId,
    occurredAt: time,
    data: { messageId, addressFingerprint: addressFingerprint(address.emailAddress) },
  };
}
