import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addressFingerprint } from '../core/events/address.ts';
import { type CourseEvent, eventSchema, identifier } from '../core/events/events.ts';
import type { DeliveryOutcome, Report } from '../core/reminders/delivery.ts';
import { type Instant, toInstant } from '../core/time/instant.ts';
import type { StaffReport } from '../ports/digest-store.ts';
import { jsonOf } from './inbox.ts';

const instant = z.iso.datetime({ offset: true }).transform((text): Instant => toInstant(text));
const bounce = z.object({ bounceType: z.string() });
const complaint = z.object({ complaintSubType: z.string().nullish() });
const providerEvent = z.object({
  time: instant,
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      timestamp: instant,
      destination: z.tuple([z.string()], z.string()),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    bounce: bounce.optional(),
    complaint: complaint.optional(),
  }),
});
type ProviderEvent = z.output<typeof providerEvent>;

/** What the provider reports of an e-mail to a patient. */
export type PatientReport = {
  readonly courseId: string;
  readonly report: Report;
  /** A hard bounce or a complaint as an event of the course: it is about the address, not only about the message. */
  readonly event: CourseEvent | null;
};

/** What the e-mail provider says became of an e-mail. */
export type ProviderReport =
  | { readonly kind: 'malformed' }
  /** About an e-mail of somebody else, or nothing that became of it. */
  | { readonly kind: 'unrelated' }
  | ({ readonly kind: 'staff' } & StaffReport)
  | ({ readonly kind: 'patient' } & PatientReport);

/** Reads a report of the e-mail provider. */
export function readReport(body: string): ProviderReport {
  const provided = providerEvent.safeParse(jsonOf(body));
  if (!provided.success) return { kind: 'malformed' };
  const { time, detail } = provided.data;
  const staff = staffReport(provided.data);
  if (staff) return { kind: 'staff', ...staff };
  const tagged = taggedMessage(detail);
  const outcome = outcomeOf(detail);
  if (!tagged || outcome === 'unrelated') return { kind: 'unrelated' };
  const sent = sentMessage.safeParse(tagged);
  if (!sent.success) return { kind: 'malformed' };
  const event = eventSchema.nullable().safeParse(addressEvent(sent.data, provided.data));
  if (!event.success) return { kind: 'malformed' };
  const { courseId, ...attempt } = sent.data;
  const delivery = outcome && { outcome, at: time };
  const report = { ...attempt, sentAt: detail.mail.timestamp, delivery };
  return { kind: 'patient', courseId, report, event: event.data };
}

const sentMessage = z.object({
  courseId: identifier,
  messageId: identifier,
  attempt: z.int().min(1).max(99),
});
type Sent = z.output<typeof sentMessage>;

/** What the tags of an e-mail to a patient say, unchecked; null when it is no patient's. */
function taggedMessage({ mail: { tags } }: ProviderEvent['detail']): Sent | null {
  const [course] = tags['course'] ?? [];
  const [messageId] = tags['message'] ?? [];
  const attempt = Number(tags['attempt']?.[0]);
  if (!course || !messageId || !Number.isInteger(attempt)) return null;
  return { courseId: Buffer.from(course, 'base64url').toString(), messageId, attempt };
}

type Detail = ProviderEvent['detail'];

/** What became of an e-mail that the provider has taken; null when it says no more of it than that. */
function outcomeOf({ eventType, ...detail }: Detail): DeliveryOutcome | null | 'unrelated' {
  switch (eventType) {
    case 'Send':
      return null;
    case 'DeliveryDelay':
      return 'delayed';
    case 'Delivery':
      return 'delivered';
    case 'Reject':
      return 'rejected';
    case 'Bounce':
      return detail.bounce?.bounceType === 'Permanent' ? null : 'soft-bounced';
    case 'Complaint':
      // The provider does not even try an address that has complained before; others complain of what has arrived.
      return detail.complaint?.complaintSubType === 'OnAccountSuppressionList' ? 'rejected' : 'delivered';
    default:
      return 'unrelated';
  }
}

/**
 * A hard bounce or a complaint. It is about the address that the e-mail was sent to: of one that is forwarded the
 * provider names the mailbox at the end, which the course does not know.
 */
function addressEvent({ courseId, messageId, attempt }: Sent, { time, detail }: ProviderEvent) {
  const because = addressRefusedBecause(detail);
  if (!because) return null;
  const type = `email.${because}` as const;
  const hash = createHash('sha256').update(detail.mail.messageId).digest('hex').slice(0, 32);
  return {
    eventId: `${type}.${hash}`,
    type,
    courseId,
    occurredAt: time,
    data: {
      messageId,
      attempt,
      addressFingerprint: addressFingerprint(courseId, detail.mail.destination[0]),
    },
  };
}

/** What a report says of the address itself; null when it says nothing of it. */
function addressRefusedBecause({ eventType, bounce }: Detail): 'bounced' | 'complained' | null {
  if (eventType === 'Complaint') return 'complained';
  return eventType === 'Bounce' && bounce?.bounceType === 'Permanent' ? 'bounced' : null;
}

function staffReport({ time, detail }: ProviderEvent): StaffReport | null {
  const [digest] = detail.mail.tags['digest'] ?? [];
  const because = addressRefusedBecause(detail);
  if (!digest || !because) return null;
  const recipient = Buffer.from(digest, 'base64url').toString();
  return { recipient, address: detail.mail.destination[0], because, at: time };
}
