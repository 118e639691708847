import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CivilDate } from '../core/civil-date.ts';
import type { Instant } from '../core/instant.ts';
import type { Head } from '../head.ts';
import { COURSE_PREFIX, readHead, WORKLIST } from './items.ts';

/** A course with open tasks, read from the index without loading it. */
export type WorklistCourse = { readonly courseId: string; readonly head: Head };

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
  worklist(before: CivilDate): Promise<WorklistCourse[]>;
  /** A recipient's digests from a day on, the latest first, strongly consistent. */
  entries(recipient: Recipient, from: CivilDate): Promise<DigestEntry[]>;
  /** @returns false when another handler has written the entry since it was read */
  write(recipient: Recipient, entry: DigestEntry): Promise<boolean>;
};

const entryKey = (day: CivilDate) => `DIGEST#${day}`;
const date = z.string().transform((text) => text as CivilDate);
const entryItem = z.object({
  day: date,
  version: z.int(),
  status: z.enum(['claimed', 'released', 'sent', 'failed']),
  attempt: z.int(),
  leaseUntil: z.string().transform((text) => text as Instant),
  tasks: z.array(z.string()),
  expiresAt: z.int(),
});

/** Digests in the clinic's DynamoDB table. */
export function createDigestStore(client: DynamoDBDocumentClient, TableName: string): DigestStore {
  return {
    async worklist(before) {
      const courses: WorklistCourse[] = [];
      let start: Record<string, unknown> | undefined;
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
        for (const item of page.Items ?? []) {
          courses.push({ courseId: String(item['pk']).slice(COURSE_PREFIX.length), head: readHead(item) });
        }
        start = page.LastEvaluatedKey;
      } while (start);
      return courses;
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
      return Items.map((item) => entryItem.parse(item));
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
