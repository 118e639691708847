import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { epochSeconds, type Instant } from '../core/instant.ts';
import type { Head } from '../head.ts';
import type { ClaimOutcome, Commit } from './course-store.ts';
import { eventToItem, headToItem, messageToItem, type StoredEvent } from './items.ts';

/** One write of a transaction. */
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Nothing is there, or only what has expired and is not deleted yet. */
const absent = (now: Instant) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
  ExpressionAttributeValues: { ':now': epochSeconds(now) },
});

/** The head, if it is still at the version that the commit is based on. */
export function headWrite(
  courseId: string,
  { head, expectedVersion }: Commit,
  TableName: string,
  now: Instant,
): TransactItem {
  const Item = headToItem(courseId, head);
  if (expectedVersion === null) return { Put: { TableName, Item, ...absent(now) } };
  return {
    Put: {
      TableName,
      Item,
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': expectedVersion },
    },
  };
}

/** An event that is not there yet. */
export const newEventWrite = (
  courseId: string,
  event: StoredEvent,
  TableName: string,
  now: Instant,
): TransactItem => ({ Put: { TableName, Item: eventToItem(courseId, event), ...absent(now) } });

/** A new message, or one that replaces the state it was decided from. */
export function messageWrite(
  courseId: string,
  { message, replaces }: Commit['messages'][number],
  { expiresAt }: Head,
  TableName: string,
  now: Instant,
): TransactItem {
  const Item = messageToItem(courseId, message, expiresAt);
  if (!replaces) return { Put: { TableName, Item, ...absent(now) } };
  return {
    Put: {
      TableName,
      Item,
      ConditionExpression: '#status = :status AND attempt = :attempt',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': replaces.status,
        ':attempt': 'attempt' in replaces ? replaces.attempt : 0,
      },
    },
  };
}

/** An update that holds only while the claim is the caller's. A released message stays where the sweep looks. */
export function settlement({ dropped, ...outcome }: ClaimOutcome, attempt: number) {
  const again = outcome.status === 'released' ? { nextWakeAt: outcome.retryAt } : {};
  const values: Record<string, unknown> = { ...outcome, ...again, ...(dropped && { dropped }) };
  const names = Object.keys(values);
  const removed = outcome.status === 'released' ? 'leaseUntil' : 'leaseUntil, wakes, nextWakeAt';
  return {
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${removed}`,
    ConditionExpression: '#status = :claimed AND attempt = :attempt',
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
      ':claimed': 'claimed',
      ':attempt': attempt,
    },
  };
}

/** Whether a transaction went through; false when a condition, or another transaction, stood in its way. */
export async function succeeds(transaction: Promise<unknown>): Promise<boolean> {
  try {
    await transaction;
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

const LOST = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

const isLostRace = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).every(({ Code }) => LOST.has(Code ?? 'None'));

const UPDATE_TRIES = 5;

/**
 * Whether an update went through; false when its condition does not hold. A transaction that is at the same item
 * says nothing about that: the update is tried again.
 */
export async function holds(update: () => Promise<unknown>): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await update();
      return true;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'ConditionalCheckFailedException') return false;
      if (name !== 'TransactionConflictException' || tries === UPDATE_TRIES) throw error;
    }
  }
}
