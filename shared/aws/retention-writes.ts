import type { Commit } from '../ports/course-store.ts';
import type { TransactItem } from './course-writes.ts';
import { courseKey, eventKey, eventToItem, HEAD_KEY, messageKey } from './items.ts';

/** What a commit changes about how long events and messages are kept. Nothing that is gone comes back. */
export function retentionWrites(
  courseId: string,
  { forgets, recalls }: Commit,
  TableName: string,
): TransactItem[] {
  const ConditionExpression = 'attribute_exists(pk)';
  const lastDay = (sk: string, expiresAt: number | null): TransactItem => ({
    Update: {
      TableName,
      Key: { pk: courseKey(courseId), sk },
      UpdateExpression: expiresAt === null ? 'REMOVE expiresAt' : 'SET expiresAt = :expiresAt',
      ConditionExpression,
      ...(expiresAt !== null && { ExpressionAttributeValues: { ':expiresAt': expiresAt } }),
    },
  });
  const written = (forgets?.events ?? []).map((event) => ({
    Put: {
      TableName,
      Item: eventToItem(courseId, event, forgets?.expiresAt ?? null),
      ConditionExpression,
    },
  }));
  const { eventIds = [], messageIds = [] } = recalls ?? {};
  return [
    ...written,
    ...(forgets?.messageIds ?? []).map((id) => lastDay(messageKey(id), forgets?.expiresAt ?? null)),
    ...eventIds.map((id) => lastDay(eventKey(id), null)),
    ...messageIds.map((id) => lastDay(messageKey(id), null)),
  ];
}

/**
 * A write that holds while the head is at a version. Ahead of a course that is being forgotten it also says the last day
 * that some of it has by now: whoever looks before all of it has can take it back.
 */
export function headCheck(
  courseId: string,
  { expectedVersion, forgets }: Commit,
  TableName: string,
): TransactItem {
  return {
    Update: {
      TableName,
      Key: { pk: courseKey(courseId), sk: HEAD_KEY },
      UpdateExpression: `SET version = :version${forgets ? ', expiresAt = :expiresAt' : ''}`,
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: {
        ':version': expectedVersion,
        ...(forgets && { ':expiresAt': forgets.expiresAt }),
      },
    },
  };
}
