import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  AT_THE_START,
  type IndexPage,
  type IndexPlace,
  type SweepProgress,
  type SweepStore,
} from '../ports/sweep-store.ts';
import { COURSE_PREFIX, courseKey, HEAD_KEY, instant, PLANS, WAKES } from './items.ts';

const KEY = { pk: 'SWEEP', sk: 'PROGRESS' };
const INDEXES = {
  wakes: { partition: WAKES, by: 'nextWakeAt' },
  plans: { partition: PLANS, by: 'fingerprint' },
} as const;

const place = z.object({ courseId: z.string(), sk: z.string(), by: z.string() }).nullable();
const progressSchema: z.ZodType<SweepProgress> = z.object({
  wakes: place,
  plans: place,
  fingerprint: z.string().nullable(),
  plansCheckedAt: instant.nullable(),
});

/** The sweep's indexes and its progress in the clinic's DynamoDB table. */
export function createSweepStore(client: DynamoDBDocumentClient, TableName: string): SweepStore {
  async function query(
    IndexName: keyof typeof INDEXES,
    [operator, bound]: readonly ['<' | '>', string],
    after: IndexPlace | null,
    limit: number,
  ): Promise<IndexPage> {
    const { partition, by } = INDEXES[IndexName];
    // A place beyond the bound would be refused: there is nothing to go on behind.
    const isWithin = after !== null && (operator === '<' ? after.by < bound : after.by > bound);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName,
        Limit: limit,
        KeyConditionExpression: `#partition = :partition AND #by ${operator} :bound`,
        ExpressionAttributeNames: { '#partition': IndexName, '#by': by },
        ExpressionAttributeValues: { ':partition': partition, ':bound': bound },
        ...(isWithin && {
          ExclusiveStartKey: {
            pk: courseKey(after.courseId),
            sk: after.sk,
            [IndexName]: partition,
            [by]: after.by,
          },
        }),
      }),
    );
    const entries = Items.map((item) => ({
      courseId: String(item['pk']).slice(COURSE_PREFIX.length),
      sk: String(item['sk']),
      by: String(item[by]),
      isHead: item['sk'] === HEAD_KEY,
    }));
    return { entries, isEnd: !LastEvaluatedKey };
  }

  return {
    wakes: (before, after, limit) => query('wakes', ['<', before], after, limit),

    async outdated(fingerprint, after, limit) {
      const isLowerDone = after !== null && after.by > fingerprint;
      const lower = isLowerDone ? NONE : await query('plans', ['<', fingerprint], after, limit);
      const left = limit - lower.entries.length;
      if (!lower.isEnd || left === 0) return { ...lower, isEnd: false };
      const higher = await query('plans', ['>', fingerprint], after, left);
      return { entries: [...lower.entries, ...higher.entries], isEnd: higher.isEnd };
    },

    async progress() {
      const { Item } = await client.send(new GetCommand({ TableName, Key: KEY, ConsistentRead: true }));
      return progressSchema.safeParse(Item?.['progress']).data ?? AT_THE_START;
    },

    async saveProgress(progress) {
      // In an attribute of its own: names of keys of the indexes occur in it.
      await client.send(new PutCommand({ TableName, Item: { ...KEY, progress } }));
    },
  };
}

const NONE: IndexPage = { entries: [], isEnd: true };
