import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { epochSeconds, type Instant } from '../core/time/instant.ts';
import { type CourseStore, type LoadedCourse, TornReadError } from '../ports/course-store.ts';
import { headWrite, messageWrite, narrowing, newEventWrite, settlement } from './course-writes.ts';
import { courseKey, HEAD_KEY, messageKey, readEvent, readHead, readMessage } from './items.ts';
import { conditional, succeeds } from './lost-race.ts';
import { readNoted, readRefusing, reportWrite } from './report-writes.ts';
import { headCheck, retentionWrites } from './retention-writes.ts';

const LOAD_TRIES = 5;
/** What one transaction holds at most. */
const MOST_WRITES = 100;

type Item = Record<string, unknown>;

/**
 * Courses in one DynamoDB table.
 * @param now tells what has expired: the table deletes that late, and item by item
 */
export function createCourseStore(
  client: DynamoDBDocumentClient,
  tableName: string,
  now: () => Instant,
): CourseStore {
  const table = { TableName: tableName };

  async function query(courseId: string, keysOnly = false): Promise<Item[]> {
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': courseKey(courseId) },
          ...(keysOnly && { ProjectionExpression: 'pk, sk' }),
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  /** @returns whether its condition held */
  async function update(
    courseId: string,
    messageId: string,
    changes: ReturnType<typeof settlement>,
  ): Promise<boolean> {
    const Key = { pk: courseKey(courseId), sk: messageKey(messageId) };
    const command = new UpdateCommand({ ...table, Key, ...changes });
    return conditional(
      async () => (await client.send(command)) !== undefined,
      () => false,
    );
  }

  return {
    async load(courseId) {
      for (let tries = 0; tries < LOAD_TRIES; tries += 1) {
        const course = readCourse((await query(courseId)).filter((item) => !isExpired(item, now())));
        if (!isTorn(course)) return course;
      }
      throw new TornReadError('a course kept changing while it was read');
    },

    async version(courseId) {
      const { Item } = await client.send(
        new GetCommand({
          ...table,
          Key: { pk: courseKey(courseId), sk: HEAD_KEY },
          ConsistentRead: true,
          ProjectionExpression: 'version',
        }),
      );
      return typeof Item?.['version'] === 'number' ? Item['version'] : null;
    },

    async commit(courseId, commit) {
      const writes = [
        headWrite(courseId, commit, tableName, now()),
        ...commit.newEvents.map((event) => newEventWrite(courseId, event, commit.head, tableName, now())),
        ...commit.messages.map((change) => messageWrite(courseId, change, commit.head, tableName, now())),
      ];
      const rewrites = retentionWrites(courseId, commit, tableName);
      // What does not fit goes ahead, as long as the course is the one that was loaded.
      const room = MOST_WRITES - writes.length;
      for (let start = room; start < rewrites.length; start += MOST_WRITES - 1) {
        const unchanged = headCheck(courseId, commit, tableName);
        const TransactItems = [unchanged, ...rewrites.slice(start, start + MOST_WRITES - 1)];
        if (!(await succeeds(client.send(new TransactWriteCommand({ TransactItems }))))) return false;
      }
      const TransactItems = [...writes, ...rewrites.slice(0, room)];
      return succeeds(client.send(new TransactWriteCommand({ TransactItems })));
    },

    async settle(courseId, { messageId, attempt }, outcome) {
      return update(courseId, messageId, settlement(outcome, attempt));
    },

    async narrow(courseId, { messageId, attempt }, dropped) {
      return update(courseId, messageId, narrowing(dropped, attempt));
    },

    async report(courseId, report) {
      const Key = { pk: courseKey(courseId), sk: messageKey(report.messageId) };
      const command = new UpdateCommand({ ...table, Key, ...reportWrite(report) });
      return conditional(
        async () => readNoted((await client.send(command)).Attributes),
        ({ Item }) => readRefusing(Item),
      );
    },

    async eraseItems(courseId) {
      const keys = (await query(courseId, true)).filter(({ sk }) => sk !== HEAD_KEY);
      for (let start = 0; start < keys.length; start += MOST_WRITES) {
        const TransactItems = keys
          .slice(start, start + MOST_WRITES)
          .map(({ pk, sk }) => ({ Delete: { ...table, Key: { pk, sk } } }));
        await client.send(new TransactWriteCommand({ TransactItems }));
      }
    },
  };
}

const isExpired = ({ expiresAt }: Item, now: Instant): boolean =>
  typeof expiresAt === 'number' && expiresAt <= epochSeconds(now);

function readCourse(items: readonly Item[]): LoadedCourse {
  const of = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  const [head] = of(HEAD_KEY).map(readHead);
  return {
    head: head ?? null,
    events: of('EVENT#').map(readEvent),
    messages: of('MESSAGE#').map(readMessage),
  };
}

/** A Query is not atomic against transactions: the head says how many items belong to it. */
const isTorn = ({ head, events, messages }: LoadedCourse) =>
  head
    ? head.status !== 'erased' && (head.events !== events.length || head.messages !== messages.length)
    : events.length + messages.length > 0;
