import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { BOUNCES, type Bounce, MTA } from './bounces.ts';
import type { Behaviour } from './state.ts';

/** What an event says besides the e-mail that it is about. */
export type Outcome = {
  readonly at: Instant;
  readonly eventType: keyof typeof DETAIL_TYPES;
  /** The members of the detail that belong to this type of event. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What the default bus calls an event. */
export const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  DeliveryDelay: 'Email Delivery Delayed',
  Reject: 'Email Rejected',
} as const;

const DELIVERY_SECONDS = 5;
const AUTO_REPLY_SECONDS = 60;
const LATE_SECONDS = 3600;
const EXPIRY_SECONDS = 14 * 3600;

/** All that happens to an e-mail after it was accepted, by what becomes of it at its recipients. */
export function outcomesOf(
  sentAt: Instant,
  recipients: ReadonlyMap<Behaviour, readonly string[]>,
  feedbackId: string,
): Outcome[] {
  const at = (seconds: number) => toInstant(Date.parse(sentAt) + seconds * 1000);
  const isSent = [...recipients.keys()].some((behaviour) => behaviour !== 'reject');
  const sent: Outcome[] = isSent ? [{ at: sentAt, eventType: 'Send', detail: { send: {} } }] : [];
  const later = [...recipients].flatMap(([behaviour, addresses]) =>
    followingOf(behaviour, addresses, at, feedbackId),
  );
  return [...sent, ...later];
}

type At = (seconds: number) => Instant;

function followingOf(behaviour: Behaviour, to: readonly string[], at: At, feedbackId: string): Outcome[] {
  const delivered = delivery(to, at(DELIVERY_SECONDS), DELIVERY_SECONDS);
  switch (behaviour) {
    case 'deliver':
      return [delivered];
    case 'delay':
      return [delay(to, at), delivery(to, at(LATE_SECONDS), LATE_SECONDS)];
    case 'complaint':
      return [delivered, complaint(to, at(LATE_SECONDS), feedbackId)];
    case 'auto-reply':
      return [
        delivered,
        bounce(to, at(AUTO_REPLY_SECONDS), { bounceType: 'Transient', bounceSubType: 'General', feedbackId }),
      ];
    case 'bounce':
    case 'soft-bounce':
    case 'suppressed':
    case 'listed':
      return [bounce(to, at(DELIVERY_SECONDS), { ...BOUNCES[behaviour], feedbackId })];
    case 'reject':
      return [
        { at: at(DELIVERY_SECONDS), eventType: 'Reject', detail: { reject: { reason: 'Bad content' } } },
      ];
  }
}

function bounce(to: readonly string[], at: Instant, { status, diagnosticCode, ...kind }: Bounce): Outcome {
  const report = status === undefined ? {} : { action: 'failed', status, diagnosticCode };
  const bouncedRecipients = to.map((emailAddress) => ({ emailAddress, ...report }));
  return { at, eventType: 'Bounce', detail: { bounce: { ...kind, bouncedRecipients, timestamp: at } } };
}

const delivery = (recipients: readonly string[], at: Instant, seconds: number): Outcome => ({
  at,
  eventType: 'Delivery',
  detail: {
    delivery: {
      timestamp: at,
      processingTimeMillis: seconds * 1000,
      recipients,
      smtpResponse: '250 2.0.0 OK',
      reportingMTA: MTA,
    },
  },
});

const complaint = (to: readonly string[], at: Instant, feedbackId: string): Outcome => ({
  at,
  eventType: 'Complaint',
  detail: {
    complaint: {
      complainedRecipients: to.map((emailAddress) => ({ emailAddress })),
      timestamp: at,
      feedbackId,
      complaintSubType: null,
      complaintFeedbackType: 'abuse',
      arrivalDate: at,
    },
  },
});

const delay = (to: readonly string[], at: At): Outcome => ({
  at: at(DELIVERY_SECONDS),
  eventType: 'DeliveryDelay',
  detail: {
    deliveryDelay: {
      timestamp: at(DELIVERY_SECONDS),
      delayType: 'TransientCommunicationFailure',
      expirationTime: at(EXPIRY_SECONDS),
      delayedRecipients: to.map((emailAddress) => ({
        emailAddress,
        status: '4.4.1',
        diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
      })),
    },
  },
});
