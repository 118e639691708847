import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { weightOf } from '../core/delivery.ts';
import { epochSeconds, type Instant } from '../core/instant.ts';
import type { Head } from '../head.ts';
import type { ClaimOutcome, Commit } from './course-store.ts';
import {
  courseKey,
  eventToItem,
  HEAD_KEY,
  headToItem,
  messageKey,
  messageToItem,
  type StoredEvent,
} from './items.ts';

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

/** Events in their pseudonymized form, and the last day of everything. Nothing that is gone comes back. */
export function forgettingWrites(
  courseId: string,
  log: Commit['forgets'],
  TableName: string,
): TransactItem[] {
  if (!log) return [];
  const { events, messageIds, expiresAt } = log;
  const ConditionExpression = 'attribute_exists(pk)';
  return [
    ...events.map((event) => ({
      Put: { TableName, Item: { ...eventToItem(courseId, event), expiresAt }, ConditionExpression },
    })),
    ...messageIds.map((messageId) => ({
      Update: {
        TableName,
        Key: { pk: courseKey(courseId), sk: messageKey(messageId) },
        UpdateExpression: 'SET expiresAt = :expiresAt',
        ConditionExpression,
        ExpressionAttributeValues: { ':expiresAt': expiresAt },
      },
    })),
  ];
}

/** A write that changes nothing and holds while the head is at a version. */
export const headCheck = (courseId: string, version: number | null, TableName: string): TransactItem => ({
  Update: {
    TableName,
    Key: { pk: courseKey(courseId), sk: HEAD_KEY },
    UpdateExpression: 'SET version = :version',
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  },
});

/** An update that holds only while the claim is the caller's. A released message stays where the sweep looks. */
export function settlement(outcome: ClaimOutcome, attempt: number) {
  const again = outcome.status === 'released' ? { nextWakeAt: outcome.retryAt } : {};
  const weight = outcome.status === 'sent' ? { weight: weightOf(attempt, null) } : {};
  const removed = ['leaseUntil', ...(outcome.status === 'released' ? [] : ['wakes', 'nextWakeAt'])];
  return whileClaimed(attempt, setting({ ...outcome, ...again, ...weight }, removed));
}

/** An update of what a claimed message goes without. */
export const narrowing = (dropped: readonly string[], attempt: number) =>
  whileClaimed(attempt, setting({ dropped }));

function whileClaimed(attempt: number, update: ReturnType<typeof setting>) {
  return {
    ...update,
    ConditionExpression: '#status = :claimed AND attempt = :own',
    ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
    ExpressionAttributeValues: {
      ...update.ExpressionAttributeValues,
      ':claimed': 'claimed',
      ':own': attempt,
    },
  };
}

/** What an update sets and removes. */
export function setting(values: Readonly<Record<string, unknown>>, removed: readonly string[] = []) {
  const names = [...Object.keys(values), ...removed];
  const set = Object.keys(values).map((name) => `#${name} = :${name}`);
  const remove = removed.map((name) => `#${name}`);
  return {
    UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`:${name}`, value]),
    ),
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
 * Makes an update, unless its condition does not hold. A transaction that is at the same item says nothing about
 * that: the update is tried again.
 * @param otherwise what to answer when the condition does not hold
 */
export async function conditional<T, F>(
  update: () => Promise<T>,
  otherwise: (error: ConditionalCheckFailedException) => F,
): Promise<T | F> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await update();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return otherwise(error);
      if (!(error instanceof TransactionConflictException) || tries === UPDATE_TRIES) throw error;
    }
  }
}
