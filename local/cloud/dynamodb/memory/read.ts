import * as z from 'zod';
import { type Condition, holds, readCondition } from './condition.ts';
import { type Path, Placeholders, project, Tokens } from './expression.ts';
import type { Order, Table } from './table.ts';
import { type Attributes, invalid, sizeOfAll, type Value } from './values.ts';

export const attributes = z.record(
  z.string(),
  z.custom<Value>((value) => typeof value === 'object' && value !== null),
);
export const expressionInputs = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributes.optional(),
};
const common = {
  ...expressionInputs,
  TableName: z.string(),
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: attributes.optional(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
};
export const queryInput = z.strictObject({
  ...common,
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.boolean().default(true),
});
export const scanInput = z.strictObject(common);

/** One answer looks at so many bytes. */
const PAGE_BYTES = 1024 * 1024;

type Common = z.output<typeof scanInput>;

export function query(table: Table, input: z.output<typeof queryInput>) {
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const tokens = new Tokens(input.KeyConditionExpression, placeholders);
  const condition = readCondition(tokens);
  tokens.expectEnd();
  const { order } = orderOf(table, input);
  const hash = hashIn(condition, order);
  const found = order.partition(hash).filter((item) => holds(condition, item));
  return page(table, input, placeholders, input.ScanIndexForward ? found : found.reverse(), (item, start) =>
    input.ScanIndexForward ? order.compare(item, start) > 0 : order.compare(item, start) < 0,
  );
}

export function scan(table: Table, input: Common) {
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const { order } = orderOf(table, input);
  const isAfter = (item: Attributes, start: Attributes) => {
    const [a, b] = [item, start].map((each) => JSON.stringify(each[order.key.hash]));
    return a === b ? order.compare(item, start) > 0 : String(a) > String(b);
  };
  return page(table, input, placeholders, order.all(), isAfter);
}

function orderOf(table: Table, { IndexName, ConsistentRead }: Common) {
  if (IndexName === undefined) return { order: table.order, projected: 'all' as const };
  if (ConsistentRead) throw invalid('Consistent reads are not supported on global secondary indexes');
  return table.index(IndexName);
}

/** The partition that a query asks for. @throws DynamoError when it does not say one, or asks for what is no key */
function hashIn(condition: Condition, { key }: Order): Value {
  const parts = condition.kind === 'and' ? condition.of : [condition];
  const named = parts.map((part) => [part, pathOf(part)] as const);
  const [equal] = named.flatMap(([part, path]) =>
    path === key.hash && part.kind === 'compare' && part.operator === '=' && part.right.kind === 'value'
      ? [part.right.value]
      : [],
  );
  const others = named.filter(([, path]) => path !== key.hash);
  if (!equal || parts.length - others.length !== 1) {
    throw invalid(`Query condition missed key schema element: ${key.hash}`);
  }
  if (others.some(([part, path]) => path !== key.range || !isOfRange(part))) {
    throw invalid('Query key condition not supported');
  }
  return equal;
}

function pathOf(part: Condition): string | undefined {
  const of =
    part.kind === 'compare'
      ? part.left
      : part.kind === 'between'
        ? part.of
        : part.kind === 'call'
          ? part.of[0]
          : undefined;
  return of?.kind === 'path' && of.path.length === 1 ? of.path[0] : undefined;
}

const isOfRange = (part: Condition): boolean =>
  part.kind === 'call' ? part.name === 'begins_with' : part.kind !== 'compare' || part.operator !== '<>';

type IsAfter = (item: Attributes, start: Attributes) => boolean;

function page(
  table: Table,
  input: Common,
  placeholders: Placeholders,
  items: readonly Attributes[],
  isAfter: IsAfter,
) {
  const { order, projected } = orderOf(table, input);
  const { FilterExpression, ExclusiveStartKey: start, Limit = Number.POSITIVE_INFINITY } = input;
  const filter = FilterExpression === undefined ? undefined : conditionIn(FilterExpression, placeholders);
  const paths =
    input.ProjectionExpression === undefined ? undefined : pathsIn(input.ProjectionExpression, placeholders);
  placeholders.assertAllUsed();
  if (start) assertStart(start, order);
  const { looked, isWhole } = lookAt(start ? items.filter((item) => isAfter(item, start)) : items, Limit);
  const found = filter ? looked.filter((item) => holds(filter, item)) : looked;
  const all = projected === 'all' ? undefined : [...projected].map((name): Path => [name]);
  const shown = found.map((item) => shownOf(item, all, paths));
  const last = isWhole ? undefined : looked.at(-1);
  return {
    ...(input.Select !== 'COUNT' && { Items: shown }),
    Count: found.length,
    ScannedCount: looked.length,
    ...(last && {
      LastEvaluatedKey: project(
        last,
        order.key.all.map((name): Path => [name]),
      ),
    }),
  };
}

/** As many as one answer looks at. */
function lookAt(items: readonly Attributes[], limit: number) {
  const looked: Attributes[] = [];
  let bytes = 0;
  for (const item of items) {
    if (bytes > PAGE_BYTES) return { looked, isWhole: false };
    looked.push(item);
    bytes += sizeOfAll(item);
    if (looked.length === limit) return { looked, isWhole: false };
  }
  return { looked, isWhole: true };
}

function shownOf(
  item: Attributes,
  projected: readonly Path[] | undefined,
  paths: readonly Path[] | undefined,
): Attributes {
  const inIndex = projected ? project(item, projected) : item;
  return paths ? project(inIndex, paths) : inIndex;
}

export function conditionIn(text: string, placeholders: Placeholders): Condition {
  const tokens = new Tokens(text, placeholders);
  const condition = readCondition(tokens);
  tokens.expectEnd();
  return condition;
}

export function pathsIn(text: string, placeholders: Placeholders): Path[] {
  const tokens = new Tokens(text, placeholders);
  const paths = tokens.list(() => tokens.path());
  tokens.expectEnd();
  return paths;
}

function assertStart(start: Attributes, { key }: Order): void {
  const isKey = Object.keys(start).length === key.all.length && key.all.every((name) => start[name]);
  if (!isKey) throw invalid('The provided starting key is invalid');
}
