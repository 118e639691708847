import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  AT_THE_START,
  type IndexEntry,
  type IndexPage,
  type IndexPlace,
  type SweepProgress,
  type SweepStore,
} from '../ports/sweep-store.ts';
import { PLANS } from './head-item.ts';
import { COURSE_PREFIX, courseKey, HEAD_KEY, instant, WAKES } from './items.ts';
import type { Item, Table } from './table.ts';

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
  const table = { client, TableName };
  return {
    wakes: (before, after, limit) => query(table, 'wakes', ['<', before], after, limit),
    outdated: (fingerprint, after, limit) => outdated(table, fingerprint, after, limit),
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

async function outdated(
  table: Table,
  fingerprint: string,
  after: IndexPlace | null,
  limit: number,
): Promise<IndexPage> {
  const isLowerDone = after !== null && after.by > fingerprint;
  const lower = isLowerDone ? NONE : await query(table, 'plans', ['<', fingerprint], after, limit);
  const left = limit - lower.entries.length;
  if (!lower.isEnd || left === 0) return { ...lower, isEnd: false };
  const higher = await query(table, 'plans', ['>', fingerprint], after, left);
  return { entries: [...lower.entries, ...higher.entries], isEnd: higher.isEnd };
}

const NONE: IndexPage = { entries: [], isEnd: true };

type Bound = readonly [operator: '<' | '>', than: string];

/** One page of an index, on one side of a bound. */
async function query(
  { client, TableName }: Table,
  IndexName: keyof typeof INDEXES,
  bound: Bound,
  after: IndexPlace | null,
  limit: number,
): Promise<IndexPage> {
  const { partition, by } = INDEXES[IndexName];
  const [operator, than] = bound;
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      IndexName,
      Limit: limit,
      KeyConditionExpression: `#partition = :partition AND #by ${operator} :bound`,
      ExpressionAttributeNames: { '#partition': IndexName, '#by': by },
      ExpressionAttributeValues: { ':partition': partition, ':bound': than },
      // A place beyond the bound would be refused: there is nothing to go on behind.
      ...(after && isWithin(after, bound) && { ExclusiveStartKey: keyOf(after, IndexName) }),
    }),
  );
  return { entries: Items.map((item) => entryOf(item, by)), isEnd: !LastEvaluatedKey };
}

const isWithin = ({ by }: IndexPlace, [operator, than]: Bound): boolean =>
  operator === '<' ? by < than : by > than;

function keyOf(place: IndexPlace, index: keyof typeof INDEXES) {
  const { partition, by } = INDEXES[index];
  return { pk: courseKey(place.courseId), sk: place.sk, [index]: partition, [by]: place.by };
}

const entryOf = (item: Item, by: string): IndexEntry => ({
  courseId: String(item['pk']).slice(COURSE_PREFIX.length),
  sk: String(item['sk']),
  by: String(item[by]),
  isHead: item['sk'] === HEAD_KEY,
});
