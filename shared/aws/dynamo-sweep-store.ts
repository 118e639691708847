import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../core/time/instant.ts';
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

/** Where it is noted how far the sweep came. */
export const PROGRESS_KEY = { pk: 'SWEEP', sk: 'PROGRESS' };
/** Sorts before every instant. */
const NOTE = '!';
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
    async resume(before, limit) {
      const first = await wakes(table, before, null, limit);
      const progress = readNote(first.note);
      const { page } = progress.wakes ? await wakes(table, before, progress.wakes, limit) : first;
      return { progress, wakes: page };
    },
    wakes: async (before, after, limit) => (await wakes(table, before, after, limit)).page,
    outdated: (fingerprint, after, limit) => outdated(table, fingerprint, after, limit),
    async saveProgress(progress) {
      // In the key: the index holds nothing else, and so what is noted comes with the first wakes.
      const nextWakeAt = `${NOTE}${JSON.stringify(progress)}`;
      await client.send(new PutCommand({ TableName, Item: { ...PROGRESS_KEY, wakes: WAKES, nextWakeAt } }));
    },
  };
}

/** A page of the wakes, and the note if it stands there: it takes a place on the page, so one more is asked for. */
async function wakes(table: Table, before: Instant, after: IndexPlace | null, limit: number) {
  const { items, isEnd } = await query(table, 'wakes', ['<', before], after, limit + 1);
  const note = items.find(({ pk }) => pk === PROGRESS_KEY.pk)?.['nextWakeAt'];
  const found = items.filter(({ pk }) => pk !== PROGRESS_KEY.pk);
  const entries = found.slice(0, limit).map((item) => entryOf(item, 'nextWakeAt'));
  const page: IndexPage = { entries, isEnd: isEnd && found.length <= limit };
  return { note, page };
}

/** Whether the sweep has found no plan that was made by other settings or rules. @param item what is noted of it */
export function isUpToDate(item: Item | undefined, fingerprint: string): boolean {
  const progress = readNote(item?.['nextWakeAt']);
  return progress.fingerprint === fingerprint && progress.plansCheckedAt !== null;
}

function readNote(note: unknown): SweepProgress {
  try {
    return progressSchema.parse(JSON.parse(String(note).slice(NOTE.length)));
  } catch {
    return AT_THE_START;
  }
}

async function outdated(
  table: Table,
  fingerprint: string,
  after: IndexPlace | null,
  limit: number,
): Promise<IndexPage> {
  const isLowerDone = after !== null && after.by > fingerprint;
  const lower = isLowerDone ? NONE : await plans(table, ['<', fingerprint], after, limit);
  const left = limit - lower.entries.length;
  if (!lower.isEnd || left === 0) return { ...lower, isEnd: false };
  const higher = await plans(table, ['>', fingerprint], after, left);
  return { entries: [...lower.entries, ...higher.entries], isEnd: higher.isEnd };
}

const NONE: IndexPage = { entries: [], isEnd: true };

type Bound = readonly [operator: '<' | '>', than: string];

async function plans(
  table: Table,
  bound: Bound,
  after: IndexPlace | null,
  limit: number,
): Promise<IndexPage> {
  const { items, isEnd } = await query(table, 'plans', bound, after, limit);
  return { entries: items.map((item) => entryOf(item, 'fingerprint')), isEnd };
}

/** One page of an index, on one side of a bound. */
async function query(
  { client, TableName }: Table,
  IndexName: keyof typeof INDEXES,
  bound: Bound,
  after: IndexPlace | null,
  limit: number,
) {
  const { partition, by } = INDEXES[IndexName];
  const [operator, than] = bound;
  const { Items: items = [], LastEvaluatedKey } = await client.send(
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
  return { items, isEnd: !LastEvaluatedKey };
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
