import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../core/time/instant.ts';
import { COURSE_PREFIX, courseKey, instant, PLANS, WAKES } from './items.ts';

/** A head or a message in an index, and at once a place in it to go on behind. */
export type IndexEntry = {
  readonly courseId: string;
  /** Sort key of the item in the table. */
  readonly sk: string;
  /** What the index sorts it by: an instant among wakes, a fingerprint among plans. */
  readonly by: string;
};

/** Entries of an index in its order; `isEnd` when there are no more behind them. */
export type IndexPage = { readonly entries: readonly IndexEntry[]; readonly isEnd: boolean };

/** Where the sweep stopped. */
export type SweepProgress = {
  /** The last wake that it looked at; null when it came to the end. */
  readonly wakes: IndexEntry | null;
  /** The same among plans that were made with other settings than those of `fingerprint`. */
  readonly plans: IndexEntry | null;
  readonly fingerprint: string | null;
  /** When it found no plan that was made with other settings; null while there may be some. */
  readonly plansCheckedAt: Instant | null;
};

/** What the sweep looks through, and where it notes how far it came. */
export type SweepStore = {
  /** Heads and open messages that are to be looked at before an instant, the earliest first. */
  wakes(before: Instant, after: IndexEntry | null, limit: number): Promise<IndexPage>;
  /** Heads that were planned with other settings than those of a fingerprint. */
  outdated(fingerprint: string, after: IndexEntry | null, limit: number): Promise<IndexPage>;
  /** Where the last run stopped; {@link AT_THE_START} when nothing, or nothing readable, is noted. */
  progress(): Promise<SweepProgress>;
  saveProgress(progress: SweepProgress): Promise<void>;
};

/** Nothing has been looked at. */
export const AT_THE_START: SweepProgress = {
  wakes: null,
  plans: null,
  fingerprint: null,
  plansCheckedAt: null,
};

const KEY = { pk: 'SWEEP', sk: 'PROGRESS' };
const INDEXES = {
  wakes: { partition: WAKES, by: 'nextWakeAt' },
  plans: { partition: PLANS, by: 'fingerprint' },
} as const;

const entry = z.object({ courseId: z.string(), sk: z.string(), by: z.string() }).nullable();
const progressSchema: z.ZodType<SweepProgress> = z.object({
  wakes: entry,
  plans: entry,
  fingerprint: z.string().nullable(),
  plansCheckedAt: instant.nullable(),
});

/** The sweep's indexes and its progress in the clinic's DynamoDB table. */
export function createSweepStore(client: DynamoDBDocumentClient, TableName: string): SweepStore {
  async function query(
    IndexName: keyof typeof INDEXES,
    [operator, bound]: readonly ['<' | '>', string],
    after: IndexEntry | null,
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
