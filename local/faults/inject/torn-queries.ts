import type { AwsCall, AwsResponse } from '../../cloud/index.ts';
import type { CallTrouble } from '../stories/fault.ts';

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;
type Page = { readonly Items: readonly Item[]; readonly LastEvaluatedKey?: unknown };

const HEAD = '#HEAD';

/** Answers Queries of a course with a mixture of two moments, as if a transaction had landed in the middle. */
export class TornQueries {
  /** What each course was when it was last seen, and what it was before it became that. */
  readonly #seen = new Map<string, { now: Page; before: Page | null }>();

  /** Looks at an answer. @returns what tears it, where there are two moments to mix */
  see(call: AwsCall, response: AwsResponse): (what: CallTrouble) => AwsResponse | undefined {
    const course = courseOf(call);
    if (course === null || response.status !== 200) return () => undefined;
    const now = JSON.parse(response.body) as Page;
    if (now.LastEvaluatedKey !== undefined) return () => undefined;
    const seen = this.#seen.get(course);
    const before = seen && versionOf(seen.now) !== versionOf(now) ? seen.now : (seen?.before ?? null);
    this.#seen.set(course, { now, before });
    return (what) => {
      const page = before && mixed(what, before, now);
      return page ? { ...response, headers: plainHeaders(response), body: JSON.stringify(page) } : undefined;
    };
  }
}

/** The course that a Query reads from its beginning; null for any other call. */
function courseOf({ operation, request }: AwsCall): string | null {
  if (operation !== 'Query') return null;
  const query = JSON.parse(request.body) as {
    IndexName?: string;
    ExclusiveStartKey?: unknown;
    ProjectionExpression?: string;
    ExpressionAttributeValues?: Item;
  };
  const pk = query.ExpressionAttributeValues?.[':pk']?.S;
  const isWhole = !query.IndexName && !query.ExclusiveStartKey && !query.ProjectionExpression;
  return isWhole && pk?.startsWith('COURSE#') ? pk : null;
}

const isHead = ({ sk }: Item) => sk?.S === HEAD;
const headIn = ({ Items }: Page) => Items.filter(isHead);
const restIn = ({ Items }: Page) => Items.filter((item) => !isHead(item));
const versionOf = (page: Page) => headIn(page)[0]?.['version']?.N;

/** A count of items that belongs to another moment than the items. */
function mixed(what: CallTrouble, before: Page, now: Page): Page | undefined {
  if (restIn(before).length === restIn(now).length) return undefined;
  switch (what) {
    case 'torn head':
      return { ...now, Items: [...headIn(before), ...restIn(now)] };
    case 'torn items':
      return { ...now, Items: [...headIn(now), ...restIn(before)] };
    case 'torn pages':
      return firstPage(before);
    default:
      return undefined;
  }
}

/** The head alone; the client asks for the second page and finds what was written meanwhile. */
function firstPage(page: Page): Page | undefined {
  const [head] = headIn(page);
  const { pk, sk } = head ?? {};
  return head && { ...page, Items: [head], LastEvaluatedKey: { pk, sk } };
}

/** Without the checksum of the untorn answer. */
const plainHeaders = ({ headers: { 'x-amz-crc32': _, ...headers } }: AwsResponse) => headers;
