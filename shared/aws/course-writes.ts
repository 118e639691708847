import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { weightOf } from '../core/reminders/delivery.ts';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import type { ClaimOutcome, Commit } from '../ports/course-store.ts';
import type { Head } from '../ports/head.ts';
import type { StoredEvent } from '../ports/stored-event.ts';
import { headToItem } from './head-item.ts';
import { courseKey, eventToItem, LINE_KEY, messageToItem } from './items.ts';
import { lineToItem } from './line-item.ts';

/** One write of a transaction. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Nothing is there, or only what has expired and is not deleted yet. */
const absent = (now: Instant) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
  ExpressionAttributeValues: { ':now': epochSeconds(now) },
});

/**
 * The head, if it is still at the version that the commit is based on. A last day that some of the course has got
 * meanwhile stays, unless the commit takes it off everywhere.
 */
export function headWrite(
  courseId: string,
  { head, expectedVersion, recalls }: Commit,
  TableName: string,
  now: Instant,
): TransactItem {
  const Item = headToItem(courseId, head);
  if (expectedVersion === null) return { Put: { TableName, Item, ...absent(now) } };
  const isLastDaySaid = head.expiresAt !== null || recalls !== undefined || head.status === 'erased';
  return {
    Put: {
      TableName,
      Item,
      ConditionExpression: `version = :version${isLastDaySaid ? '' : ' AND attribute_not_exists(expiresAt)'}`,
      ExpressionAttributeValues: { ':version': expectedVersion },
    },
  };
}

/** An event that is not there yet. */
export const newEventWrite = (
  courseId: string,
  event: StoredEvent,
  { expiresAt }: Head,
  TableName: string,
  now: Instant,
): TransactItem => ({ Put: { TableName, Item: eventToItem(courseId, event, expiresAt), ...absent(now) } });

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

/** What becomes of what lists show of the course. The head's condition tells whether it is still the same course. */
export function lineWrites(courseId: string, { line }: Commit, TableName: string): TransactItem[] {
  if (line === undefined) return [];
  if (line) return [{ Put: { TableName, Item: lineToItem(courseId, line) } }];
  return [{ Delete: { TableName, Key: { pk: courseKey(courseId), sk: LINE_KEY } } }];
}

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
