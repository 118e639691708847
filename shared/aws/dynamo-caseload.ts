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
 * Reads lines; of courses that have none yet, their heads. What a line said when all were last read is remembered by its
 * text: from one page to the next few of thousands change. Nothing is remembered of a line that is gone.
 */
export function createCaseReader() {
  let known: ReadonlyMap<string, ListedLine> = new Map();
  return {
    /** Reads all lines there are, and the heads of courses that may have none. */
    all(lines: readonly Item[], heads: readonly Item[] = []): Cases<ListedCourse> {
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
      return withHeads({ courses, unreadable }, heads);
    },
    /** Reads the heads and the lines of some courses; those that are forgotten are left out. */
    current(items: readonly Item[]): Cases<CurrentCourse> {
      const lines = new Map(
        items.filter(({ sk }) => sk === LINE_KEY).map((item) => [courseIdOf(item), item]),
      );
      const lineOf = (courseId: string) => {
        const item = lines.get(courseId);
        return item && findLine(item, known.get(String(item['line'])));
      };
      const { courses, unreadable } = readWorklist(items.filter(({ sk }) => sk === HEAD_KEY));
      return {
        courses: courses
          .filter(({ head }) => !head.purged)
          .map(({ courseId, head }) => ({ courseId, head, line: lineOf(courseId) ?? lineOfHead(head) })),
        unreadable,
      };
    },
  };
}

/** Adds the courses of which there is only a head. */
function withHeads(
  { courses, unreadable }: Cases<ListedCourse>,
  heads: readonly Item[],
): Cases<ListedCourse> {
  const known = new Set([...courses.map(({ courseId }) => courseId), ...unreadable]);
  const others = readWorklist(heads.filter((item) => !known.has(courseIdOf(item))));
  const byHead = others.courses.map(({ courseId, head }) => ({ courseId, line: lineOfHead(head) }));
  return { courses: [...courses, ...byHead], unreadable: [...unreadable, ...others.unreadable] };
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
  const reader = createCaseReader();
  return {
    async all() {
      const [lines, progress] = await Promise.all([partition(table, LINES), progressOf(table)]);
      return reader.all(lines, isUpToDate(progress, fingerprint) ? [] : await partition(table, WORKLIST));
    },
    async current(courseIds) {
      const keys = courseIds.flatMap((courseId) =>
        [HEAD_KEY, LINE_KEY].map((sk) => ({ pk: courseKey(courseId), sk })),
      );
      return reader.current(await getAll(table, keys));
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
