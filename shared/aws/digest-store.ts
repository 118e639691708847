import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CivilDate } from '../core/civil-date.ts';
import type { Instant } from '../core/instant.ts';
import type { Head } from '../head.ts';
import { readHead, WORKLIST } from './items.ts';

/** A course with open tasks, read from the index without loading it. */
export type WorklistCourse = { readonly courseId: string; readonly head: Head };

/** What one recipient was last sent, and what is being sent. */
export type DigestRecord = {
  readonly version: number;
  readonly sentOn: CivilDate | null;
  readonly tasks: readonly string[];
  readonly claim: { readonly day: CivilDate; readonly attempt: number; readonly leaseUntil: Instant } | null;
};

/** A recipient of digests: `THERAPIST#<therapistId>` or `MANAGER`. */
export type Recipient = `THERAPIST#${string}` | 'MANAGER';

export type DigestStore = {
  /** Courses with a task due before the day. */
  worklist(before: CivilDate): Promise<WorklistCourse[]>;
  record(recipient: Recipient): Promise<DigestRecord>;
  /** @returns false when another handler has written the record since it was read */
  write(recipient: Recipient, record: DigestRecord): Promise<boolean>;
};

const RECORD_KEY = '#DIGEST';
const COURSE_PREFIX = 'COURSE#';
const nothingYet: DigestRecord = { version: 0, sentOn: null, tasks: [], claim: null };

const date = z.string().transform((text) => text as CivilDate);
const instant = z.string().transform((text) => text as Instant);
const recordItem = z.object({
  version: z.int(),
  sentOn: date.nullable(),
  tasks: z.array(z.string()),
  claim: z.object({ day: date, attempt: z.int(), leaseUntil: instant }).nullable(),
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

    async record(recipient) {
      const Key = { pk: recipient, sk: RECORD_KEY };
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item ? recordItem.parse(Item) : nothingYet;
    },

    async write(recipient, record) {
      const Item = { pk: recipient, sk: RECORD_KEY, ...record, version: record.version + 1 };
      const condition =
        record.version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': record.version },
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
