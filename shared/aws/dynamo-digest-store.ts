import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Head } from '../course/head.ts';
import { COURSE_PREFIX, civilDate, findHead, instant, WORKLIST } from './items.ts';

/** A course with open tasks, read from the index without loading it. */
export type WorklistCourse = { readonly courseId: string; readonly head: Head };

/** What the index of open tasks holds. A head that cannot be read is set aside: the others go on without it. */
export type Worklist = {
  readonly courses: readonly WorklistCourse[];
  /** Ids of the courses whose head cannot be read. */
  readonly unreadable: readonly string[];
};

/** A recipient of digests. */
export type Recipient = `THERAPIST#${string}` | 'MANAGER';

/** One recipient's digest of one day. */
export type DigestEntry = {
  readonly day: CivilDate;
  /** Rises with every write. */
  readonly version: number;
  readonly status: 'claimed' | 'released' | 'sent' | 'failed';
  readonly attempt: number;
  /** Until then the handler that claimed it owns it. */
  readonly leaseUntil: Instant;
  /** The tasks in it, as `digestKey` names them. */
  readonly tasks: readonly string[];
  /** When the entry may be forgotten, epoch seconds. */
  readonly expiresAt: number;
};

export type DigestStore = {
  /** Courses with a task due before the day. */
  worklist(before: CivilDate): Promise<Worklist>;
  /**
   * A recipient's digests from a day on, the latest first, strongly consistent.
   * @throws UnreadableDigestError when one of them cannot be read
   */
  entries(recipient: Recipient, from: CivilDate): Promise<DigestEntry[]>;
  /** @returns false when another handler has written the entry since it was read */
  write(recipient: Recipient, entry: DigestEntry): Promise<boolean>;
};

/** A recipient's log of digests holds something that is none. */
export class UnreadableDigestError extends Error {
  override readonly name = 'UnreadableDigestError';
}

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
