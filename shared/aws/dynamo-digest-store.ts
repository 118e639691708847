import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CourseFigures } from '../core/quality/course-figures.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import {
  type Contact,
  type DigestEntry,
  type DigestStore,
  type Recipient,
  type RecipientLog,
  UnreadableDigestError,
  type Worklist,
  type WorklistCourse,
} from '../ports/digest-store.ts';
import { findHead, PAST, WORKLIST } from './head-item.ts';
import { COURSE_PREFIX, civilDate, courseKey, HEAD_KEY, instant } from './items.ts';
import { getAll, type Item, queryAll, type Table } from './table.ts';
import { putVersion } from './versions.ts';

const entryKey = (day: CivilDate) => `DIGEST#${day}`;
/** Behind all entries: one Query reads both. */
const CONTACT_KEY = 'REACHED-AT';

const entryItem = z.object({
  day: civilDate,
  version: z.int(),
  status: z.enum(['claimed', 'released', 'sent', 'failed']),
  attempt: z.int(),
  leaseUntil: instant,
  readAt: instant,
  tasks: z.array(z.string()),
  expiresAt: z.int(),
});
const contactItem = z.object({
  version: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  saidAt: instant,
  dead: z.object({ because: z.enum(['bounced', 'complained']), at: instant }).nullable(),
  // Contacts that were written before it was noted have none.
  unreadBefore: instant.nullable().default(null),
  expiresAt: z.int(),
});

/** Reads the items of the index of courses that are not forgotten. */
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

/** Reads the items of forgotten courses. */
export const readFigures = (items: readonly Item[]): CourseFigures[] =>
  items.flatMap((item) => findHead(item)?.figures ?? []);

/**
 * Reads what is kept of a recipient, the latest entry first.
 * @throws UnreadableDigestError when an item is none of a log of digests
 */
export function readLog(items: readonly Item[]): RecipientLog {
  const [contact] = items.filter(({ sk }) => sk === CONTACT_KEY);
  return {
    contact: contact ? read(contactItem, contact) : null,
    entries: items.filter(({ sk }) => sk !== CONTACT_KEY).map((item) => read(entryItem, item)),
  };
}

function read<T>(schema: z.ZodType<T>, item: Item): T {
  const { success, data } = schema.safeParse(item);
  if (!success) throw new UnreadableDigestError('an entry of the log of digests cannot be read');
  return data;
}

export const entryToItem = (recipient: Recipient, entry: DigestEntry) => ({
  pk: recipient,
  sk: entryKey(entry.day),
  ...entry,
});

export const contactToItem = (therapistId: string, contact: Contact) => ({
  pk: `THERAPIST#${therapistId}`,
  sk: CONTACT_KEY,
  ...contact,
});

/** Digests in the clinic's DynamoDB table. */
export function createDigestStore(client: DynamoDBDocumentClient, TableName: string): DigestStore {
  const table = { client, TableName };
  return {
    worklist: async () => readWorklist(await partition(table, WORKLIST)),
    heads: async (courseIds) => readWorklist(await getAll(table, courseIds.map(headKey))),
    forgottenFigures: async () => readFigures(await partition(table, PAST)),
    log: (recipient, from) => log(table, recipient, from),
    write: (recipient, entry) => putVersion(table, entryToItem(recipient, entry)),
    writeContact: (therapistId, contact) => putVersion(table, contactToItem(therapistId, contact)),
  };
}

const headKey = (courseId: string) => ({ pk: courseKey(courseId), sk: HEAD_KEY });

const partition = (table: Table, name: string): Promise<Item[]> =>
  queryAll(table, {
    IndexName: 'worklist',
    KeyConditionExpression: 'worklist = :name',
    ExpressionAttributeValues: { ':name': name },
  });

async function log(table: Table, recipient: Recipient, from: CivilDate): Promise<RecipientLog> {
  const items = await queryAll(table, {
    ConsistentRead: true,
    ScanIndexForward: false,
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': recipient, ':from': entryKey(from) },
  });
  return readLog(items);
}
