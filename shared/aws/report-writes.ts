import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type DeliveryOutcome, type Report, type Reported, weightOf } from '../core/reminders/delivery.ts';
import { setting } from './course-writes.ts';

/**
 * An update that notes a report if it says more than is known. Whatever the log thought, the message was sent if any
 * attempt at it was taken, and the one that counts most is the one that was sent. What has a last day is left alone: its course is forgotten.
 */
export function reportWrite({ attempt, sentAt, delivery }: Report) {
  const known = { status: 'sent', sentAt, attempt, weight: weightOf(attempt, delivery?.outcome ?? null) };
  const before = ['leaseUntil', 'wakes', 'nextWakeAt', 'retryAt', 'settledAt', 'reason'];
  const update = delivery ? setting({ ...known, delivery }, before) : setting(known, [...before, 'delivery']);
  const isUnsent = '(attribute_not_exists(#weight) AND attempt >= :attempt)';
  return {
    ...update,
    ConditionExpression: `attribute_not_exists(expiresAt) AND (${isUnsent} OR #weight < :weight)`,
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':attempt': attempt },
    ReturnValues: 'ALL_OLD' as const,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

type Found = Readonly<Record<string, unknown>> | undefined;

/** What an item said before a report was noted. */
export const readNoted = (item: Found): Reported => ({
  isSent: item?.['status'] === 'sent',
  outcome: (item?.['delivery'] as { outcome: DeliveryOutcome } | undefined)?.outcome ?? null,
  isNews: true,
});

/** What an item says that kept a report from being noted; null when there is none, or it has a last day. */
export function readRefusing(item: Record<string, AttributeValue> | undefined): Reported | null {
  if (!item || item['expiresAt']) return null;
  const outcome = item['delivery']?.M?.['outcome']?.S as DeliveryOutcome | undefined;
  return { isSent: item['status']?.S === 'sent', outcome: outcome ?? null, isNews: false };
}
