import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type Caseload,
  type Cases,
  type CurrentCourse,
  type ListedCourse,
  type ListedLine,
  lineOfHead,
} from '../ports/caseload.ts';
import { readWorklist } from './dynamo-digest-store.ts';
import { isUpToDate, PROGRESS_KEY } from './dynamo-sweep-store.ts';
import { WORKLIST } from './head-item.ts';
import { COURSE_PREFIX, courseKey, HEAD_KEY, LINE_KEY } from './items.ts';
import { findLine, findListed, LINES } from './line-item.ts';
import { getAll, type Item, queryAll, type Table } from './table.ts';

/**
 * Reads lines; of courses that have none yet, their heads. What a line said when it was last read is remembered by its text:
 * from one page to the next few of thousands change. Nothing is remembered of a line that is gone.
 */
export function createCaseReader() {
  let known: ReadonlyMap<string, ListedLine> = new Map();
  return (lines: readonly Item[], heads: readonly Item[] = []): Cases<ListedCourse> => {
    const read = new Map<string, ListedLine>();
    const courses: ListedCourse[] = [];
    const unreadable: string[] = [];
    for (const item of lines) {
      const text = String(item['line']);
      const line = known.get(text) ?? findListed(item);
      if (line) {
        read.set(text, line);
        courses.push({ courseId: courseIdOf(item), line });
      } else unreadable.push(courseIdOf(item));
    }
    known = read;
    const has = new Set([...courses.map(({ courseId }) => courseId), ...unreadable]);
    const others = readWorklist(heads.filter((item) => !has.has(courseIdOf(item))));
    return {
      courses: [
        ...courses,
        ...others.courses.map(({ courseId, head }) => ({ courseId, line: lineOfHead(head) })),
      ],
      unreadable: [...unreadable, ...others.unreadable],
    };
  };
}

/** Reads the heads and the lines of some courses; those that are forgotten are left out. */
export function readCurrent(items: readonly Item[]): Cases<CurrentCourse> {
  const lines = new Map(items.filter(({ sk }) => sk === LINE_KEY).map((item) => [courseIdOf(item), item]));
  const { courses, unreadable } = readWorklist(items.filter(({ sk }) => sk === HEAD_KEY));
  return {
    courses: courses
      .filter(({ head }) => !head.purged)
      .map(({ courseId, head }) => ({
        courseId,
        head,
        line: findLine(lines.get(courseId)) ?? lineOfHead(head),
      })),
    unreadable,
  };
}

const courseIdOf = ({ pk }: Item): string => String(pk).slice(COURSE_PREFIX.length);

/**
 * The clinic's lists in its DynamoDB table. Until the sweep has planned every course by the settings and rules of now, some
 * may have been written last by a release that knew no lines: so long all heads are read besides.
 * @param fingerprint the settings and rules of now
 */
export function createCaseload(
  client: DynamoDBDocumentClient,
  TableName: string,
  fingerprint: string,
): Caseload {
  const table = { client, TableName };
  const readCases = createCaseReader();
  return {
    async all() {
      const [lines, progress] = await Promise.all([partition(table, LINES), progressOf(table)]);
      return readCases(lines, isUpToDate(progress, fingerprint) ? [] : await partition(table, WORKLIST));
    },
    async current(courseIds) {
      const keys = courseIds.flatMap((courseId) =>
        [HEAD_KEY, LINE_KEY].map((sk) => ({ pk: courseKey(courseId), sk })),
      );
      return readCurrent(await getAll(table, keys));
    },
  };
}

const partition = (table: Table, name: string): Promise<Item[]> =>
  queryAll(table, {
    IndexName: 'worklist',
    KeyConditionExpression: 'worklist = :name',
    ExpressionAttributeValues: { ':name': name },
  });

async function progressOf(table: Table): Promise<Item | undefined> {
  const [item] = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk = :sk',
    ExpressionAttributeValues: { ':pk': PROGRESS_KEY.pk, ':sk': PROGRESS_KEY.sk },
  });
  return item;
}
