import type { Instant } from '../time/instant.ts';

/** What the provider can say of an e-mail that it took, the weakest first. */
export const DELIVERY_OUTCOMES = ['delayed', 'soft-bounced', 'rejected', 'delivered'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** What the provider has said of an e-mail after it was sent, and when that was. */
export type Delivery = { readonly outcome: DeliveryOutcome; readonly at: Instant };

/** What the provider reports of one attempt at a message. */
export type Report = {
  readonly messageId: string;
  readonly attempt: number;
  /** When the provider took the e-mail. */
  readonly sentAt: Instant;
  /** What became of it; null when it says no more than that it took it. */
  readonly delivery: Delivery | null;
};

/**
 * How much a report counts. Reports come in any order, and an out-of-office reply looks like a soft bounce: of those
 * of one message the heaviest stays, whenever it came. What any attempt delivered counts most; otherwise the last
 * attempt that was taken, and of that the strongest outcome.
 */
export function weightOf(attempt: number, outcome: DeliveryOutcome | null): number {
  const strength = outcome === null ? 0 : 1 + DELIVERY_OUTCOMES.indexOf(outcome);
  return (outcome === 'delivered' ? 1000 : 0) + 10 * attempt + strength;
}

/** What the log said of a message when a report of it came. */
export type Reported = {
  readonly isSent: boolean;
  readonly outcome: DeliveryOutcome | null;
  /** Whether the report was news; false when as much or more was known. */
  readonly isNews: boolean;
};

/** Why an e-mail that was sent did not reach the patient; null when it did, or may have. */
export function whyNotDelivered(outcome: DeliveryOutcome | null): string | null {
  switch (outcome) {
    case 'soft-bounced':
      return 'the mailbox did not take it';
    case 'rejected':
      return 'the provider refused to deliver it';
    case 'delayed':
    case 'delivered':
    case null:
      return null;
    default:
      return outcome satisfies never;
  }
}

/**
 * Whether a course is to be looked at again after a report: when a message turns out to have been sent, and whenever
 * one has failed, as the handler that noted it may have stopped before it looked.
 */
export function changesPlan({ isSent, outcome, isNews }: Reported, { delivery }: Report): boolean {
  if (whyNotDelivered(outcome)) return true;
  return isNews && (!isSent || whyNotDelivered(delivery?.outcome ?? null) !== null);
}
