import { createHash } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { advance } from '../shared/advance.ts';
import { type CourseEvent, eventSchema } from '../shared/core/events.ts';
import { addressFingerprint } from '../shared/core/reachability.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { BadRecordError, eachRecord, jsonBody } from './batch.ts';
import { createTools, now } from './tools.ts';

const tools = createTools(courseEnvironment.parse(process.env));

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
type Detail = ProviderEvent['detail'];
type Sent = { readonly courseId: string; readonly messageId: string; readonly attempt: number };

/** Follows what became of the e-mails that were sent to patients. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async (record) => {
    const parsed = providerEvent.safeParse(jsonBody(record));
    if (!parsed.success) throw new BadRecordError('expected an event of the e-mail provider');
    const sent = sentMessage(parsed.data.detail);
    if (sent) await track(sent, parsed.data);
  });
}

/** Which message of which course it is about; null for what is not a patient's. */
function sentMessage({ mail: { tags } }: Detail): Sent | null {
  const [course] = tags['course'] ?? [];
  const [messageId] = tags['message'] ?? [];
  const attempt = Number(tags['attempt']?.[0]);
  if (!course || !messageId || !Number.isInteger(attempt)) return null;
  return { courseId: Buffer.from(course, 'base64url').toString(), messageId, attempt };
}

/** What the provider reports once it has taken an e-mail. */
const TAKEN = ['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint'];

async function track(sent: Sent, provided: ProviderEvent): Promise<void> {
  // The provider has it, whatever became of it: an attempt whose answer got lost is settled by this.
  if (TAKEN.includes(provided.detail.eventType)) {
    await tools.store.settle(sent.courseId, sent, { status: 'sent', sentAt: now() });
  }
  const event = failureOf(sent, provided);
  if (event) await advance(tools, sent.courseId, { kind: 'events', events: [event] });
}

/** A hard bounce or a complaint as an event of the course; anything else changes nothing. */
function failureOf({ courseId, messageId }: Sent, { time, detail }: ProviderEvent): CourseEvent | null {
  const { eventType, mail, bounce, complaint } = detail;
  const isHardBounce = eventType === 'Bounce' && bounce?.bounceType === 'Permanent';
  const address = isHardBounce ? bounce.bouncedRecipients[0] : complaint?.complainedRecipients[0];
  if (!address) return null;
  const type = isHardBounce ? 'email.bounced' : 'email.complained';
  const hash = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32);
  return eventSchema.parse({
    eventId: `${type}.${hash}`,
    type,
    courseId,
    occurredAt: time,
    data: { messageId, addressFingerprint: addressFingerprint(address.emailAddress) },
  });
}
