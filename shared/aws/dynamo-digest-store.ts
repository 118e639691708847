import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CivilDate } from '../core/time/civil-date.ts';
import {
  type DigestEntry,
  type DigestStore,
  type Recipient,
  UnreadableDigestError,
  type Worklist,
  type WorklistCourse,
} from '../ports/digest-store.ts';
import { COURSE_PREFIX, civilDate, findHead, instant, WORKLIST } from './items.ts';
import { conditional } from './lost-race.ts';
import { type Item, queryAll, type Table } from './table.ts';

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
  const table = { client, TableName };
  return {
    worklist: (before) => worklist(table, before),
    entries: (recipient, from) => entries(table, recipient, from),
    write: (recipient, entry) => write(table, recipient, entry),
  };
}

async function worklist(table: Table, before: CivilDate): Promise<Worklist> {
  const items = await queryAll(table, {
    IndexName: 'worklist',
    KeyConditionExpression: 'worklist = :open AND dueOn < :before',
    ExpressionAttributeValues: { ':open': WORKLIST, ':before': before },
  });
  return readWorklist(items);
}

async function entries(
  { client, TableName }: Table,
  recipient: Recipient,
  from: CivilDate,
): Promise<DigestEntry[]> {
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
}

function write({ client, TableName }: Table, recipient: Recipient, entry: DigestEntry): Promise<boolean> {
  const Item = { pk: recipient, sk: entryKey(entry.day), ...entry };
  const isAsItWas =
    entry.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': entry.version - 1 },
        };
  const command = new PutCommand({ TableName, Item, ...isAsItWas });
  return conditional(
    () => client.send(command).then(() => true),
    () => false,
  );
}
