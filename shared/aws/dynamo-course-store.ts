import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import { type Commit, type CourseStore, type LoadedCourse, TornReadError } from '../ports/course-store.ts';
import {
  headWrite,
  lineWrites,
  messageWrite,
  narrowing,
  newEventWrite,
  settlement,
} from './course-writes.ts';
import { readHead } from './head-item.ts';
import { courseKey, HEAD_KEY, LINE_KEY, messageKey, readEvent, readMessage } from './items.ts';
import { findLine } from './line-item.ts';
import { conditional, succeeds } from './lost-race.ts';
import { readNoted, readRefusing, reportWrite } from './report-writes.ts';
import { headCheck, retentionWrites } from './retention-writes.ts';
import { type Item, queryAll, type Table } from './table.ts';

const LOAD_TRIES = 5;
/** What one transaction holds at most. */
const MOST_WRITES = 100;

/**
 * Courses in one DynamoDB table.
 * @param now tells what has expired: the table deletes that late, and item by item
 */
export function createCourseStore(
  client: DynamoDBDocumentClient,
  TableName: string,
  now: () => Instant,
): CourseStore {
  const table = { client, TableName };
  return {
    load: (courseId) => load(table, courseId, now),
    version: (courseId) => version(table, courseId),
    commit: (courseId, change) => commit(table, courseId, change, now()),
    settle: (courseId, { messageId, attempt }, outcome) =>
      isDone(() => update(table, courseId, messageId, settlement(outcome, attempt))),
    narrow: (courseId, { messageId, attempt }, dropped) =>
      isDone(() => update(table, courseId, messageId, narrowing(dropped, attempt))),
    report: (courseId, report) =>
      conditional(
        async () => readNoted(await update(table, courseId, report.messageId, reportWrite(report))),
        ({ Item }) => readRefusing(Item),
      ),
    eraseItems: (courseId) => eraseItems(table, courseId),
  };
}

async function load(table: Table, courseId: string, now: () => Instant): Promise<LoadedCourse> {
  for (let tries = 0; tries < LOAD_TRIES; tries += 1) {
    const items = await queryAll(table, itemsOf(courseId));
    const course = readCourse(items.filter((item) => !isExpired(item, now())));
    if (!isTorn(course)) return course;
  }
  throw new TornReadError('a course kept changing while it was read');
}

const itemsOf = (courseId: string) => ({
  ConsistentRead: true,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': courseKey(courseId) },
});

async function version({ client, TableName }: Table, courseId: string): Promise<number | null> {
  const { Item } = await client.send(
    new GetCommand({
      TableName,
      Key: { pk: courseKey(courseId), sk: HEAD_KEY },
      ConsistentRead: true,
      ProjectionExpression: 'version',
    }),
  );
  return typeof Item?.['version'] === 'number' ? Item['version'] : null;
}

async function commit(table: Table, courseId: string, change: Commit, now: Instant): Promise<boolean> {
  const { TableName } = table;
  const writes = [
    headWrite(courseId, change, TableName, now),
    ...change.newEvents.map((event) => newEventWrite(courseId, event, change.head, TableName, now)),
    ...change.messages.map((message) => messageWrite(courseId, message, change.head, TableName, now)),
    ...lineWrites(courseId, change, TableName),
  ];
  const rewrites = retentionWrites(courseId, change, TableName);
  // What does not fit goes ahead, as long as the course is the one that was loaded.
  const room = MOST_WRITES - writes.length;
  for (let start = room; start < rewrites.length; start += MOST_WRITES - 1) {
    const unchanged = headCheck(courseId, change, TableName);
    const ahead = rewrites.slice(start, start + MOST_WRITES - 1);
    if (!(await succeeds(transact(table, [unchanged, ...ahead])))) return false;
  }
  return succeeds(transact(table, [...writes, ...rewrites.slice(0, room)]));
}

const transact = ({ client }: Table, TransactItems: TransactWriteCommandInput['TransactItems']) =>
  client.send(new TransactWriteCommand({ TransactItems }));

/** Updates a message. @returns what the update asks to be returned */
async function update(
  { client, TableName }: Table,
  courseId: string,
  messageId: string,
  expressions: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
): Promise<Item | undefined> {
  const Key = { pk: courseKey(courseId), sk: messageKey(messageId) };
  return (await client.send(new UpdateCommand({ TableName, Key, ...expressions }))).Attributes;
}

/** @returns whether the update's condition held */
const isDone = (change: () => Promise<unknown>): Promise<boolean> =>
  conditional(
    () => change().then(() => true),
    () => false,
  );

async function eraseItems(table: Table, courseId: string): Promise<void> {
  const items = await queryAll(table, { ...itemsOf(courseId), ProjectionExpression: 'pk, sk' });
  const keys = items.filter(({ sk }) => sk !== HEAD_KEY);
  for (let start = 0; start < keys.length; start += MOST_WRITES) {
    const some = keys.slice(start, start + MOST_WRITES);
    await transact(
      table,
      some.map(({ pk, sk }) => ({ Delete: { TableName: table.TableName, Key: { pk, sk } } })),
    );
  }
}

const isExpired = ({ expiresAt }: Item, now: Instant): boolean =>
  typeof expiresAt === 'number' && expiresAt <= epochSeconds(now);

function readCourse(items: readonly Item[]): LoadedCourse {
  const of = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  const [head] = of(HEAD_KEY).map(readHead);
  const [line] = of(LINE_KEY).flatMap((item) => findLine(item) ?? []);
  return {
    head: head ?? null,
    events: of('EVENT#').map(readEvent),
    messages: of('MESSAGE#').map(readMessage),
    ...(line && { line }),
  };
}

/** A Query is not atomic against transactions: the head says how many items belong to it. */
const isTorn = ({ head, events, messages }: LoadedCourse) =>
  head
    ? head.status !== 'erased' && (head.events !== events.length || head.messages !== messages.length)
    : events.length + messages.length > 0;
