import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CivilDate } from '../core/time/civil-date.ts';
import {
  type DigestEntry,
  type DigestStore,
  UnreadableDigestError,
  type Worklist,
  type WorklistCourse,
} from '../ports/digest-store.ts';
import { COURSE_PREFIX, civilDate, findHead, instant, WORKLIST } from './items.ts';

const entryKey = (day: CivilDate) => `DIGEST#${day}`;
const entryItem = z.object({
  day: civilDate,
  version: z.int(),
  status: z.enum(['claimed', 'released', 'sent', 'failed']),
  attempt: z.int(),
  leaseUntil: instant,
  tasks: z.array(z.string()),
  expiresAt: z.int(),
});

type Item = Readonly<Record<string, unknown>>;

/** Reads the items of the index of open tasks. */
export function readWorklist(items: readonly Item[]): Worklist {
  const courses: WorklistCourse[] = [];
  const unreadable: string[] = [];
  for (const item of items) {
    const courseId = String(item['pk']).slice(COURSE_PREFIX.length);
    const head = findHead(item);
    if (head) courses.push({ courseId, head });
    else unreadable.push(courseId);
  }
  return { courses, unreadable };
}

/** @throws UnreadableDigestError when the item is no entry of a digest log */
export function readEntry(item: unknown): DigestEntry {
  const { success, data } = entryItem.safeParse(item);
  if (!success) throw new UnreadableDigestError('an entry of the log of digests cannot be read');
  return data;
}

/** Digests in the clinic's DynamoDB table. */
export function createDigestStore(client: DynamoDBDocumentClient, TableName: string): DigestStore {
  return {
    async worklist(before) {
      const items: Item[] = [];
      let start: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            IndexName: 'worklist',
            KeyConditionExpression: 'worklist = :open AND dueOn < :before',
            ExpressionAttributeValues: { ':open': WORKLIST, ':before': before },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        items.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
      } while (start);
      return readWorklist(items);
    },

    async entries(recipient, from) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          ScanIndexForward: false,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': recipient, ':from': entryKey(from) },
        }),
      );
      return Items.map(readEntry);
    },

    async write(recipient, entry) {
      const Item = { pk: recipient, sk: entryKey(entry.day), ...entry };
      const condition =
        entry.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': entry.version - 1 },
            };
      try {
        await client.send(new PutCommand({ TableName, Item, ...condition }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
  };
}
