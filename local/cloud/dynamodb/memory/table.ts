import * as z from 'zod';
import { project } from './expression.ts';
import { type Attributes, compare, invalid, sizeOfAll, typeOf, type Value } from './values.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })).min(1);
const creation = z.object({
  TableName: z.string(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).default([]),
        }),
      }),
    )
    .default([]),
});

/** The attributes that a place in a table or an index is made of, those of the table behind those of the index. */
type Key = { readonly hash: string; readonly range: string | undefined; readonly all: readonly string[] };

/** Items in the order of a key, each partition by itself. */
export class Order {
  readonly key: Key;
  readonly #partitions = new Map<string, Attributes[]>();

  constructor(key: Key) {
    this.key = key;
  }

  /** The items of a partition; an item that lacks a part of the key stands nowhere. */
  partition(hash: Value): readonly Attributes[] {
    return this.#partitions.get(JSON.stringify(hash)) ?? [];
  }

  /** All of them, partition by partition. */
  all(): Attributes[] {
    return [...this.#partitions.keys()].sort().flatMap((hash) => this.#partitions.get(hash) ?? []);
  }

  put(item: Attributes): void {
    const items = this.#partitionOf(item);
    items?.splice(this.placeOf(items, item), 0, item);
  }

  remove(item: Attributes): void {
    const items = this.#partitionOf(item);
    if (!items) return;
    items.splice(this.placeOf(items, item), 1);
    if (items.length === 0) this.#partitions.delete(JSON.stringify(item[this.key.hash]));
  }

  /** The index of the first item that does not come before this place. */
  placeOf(items: readonly Attributes[], place: Attributes): number {
    let [from, to] = [0, items.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.compare(items[middle] ?? {}, place) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** In one partition: by the range key, then, in an index, by the key of the table. */
  compare(a: Attributes, b: Attributes): number {
    for (const name of this.key.all) {
      const order = name === this.key.hash ? 0 : (compare(a[name] ?? {}, b[name] ?? {}) ?? 0);
      if (order !== 0) return order;
    }
    return 0;
  }

  #partitionOf(item: Attributes): Attributes[] | undefined {
    const { hash, range } = this.key;
    const value = item[hash];
    if (!value || (range !== undefined && !item[range])) return undefined;
    const name = JSON.stringify(value);
    const items = this.#partitions.get(name) ?? [];
    this.#partitions.set(name, items);
    return items;
  }
}

type Index = { readonly order: Order; readonly projected: 'all' | ReadonlySet<string> };

const MOST_BYTES = 400 * 1024;

/** A table with its indexes, which follow it at once. */
export class Table {
  readonly name: string;
  readonly order: Order;
  readonly #types: ReadonlyMap<string, string>;
  readonly #indexes: ReadonlyMap<string, Index>;
  readonly #items = new Map<string, Attributes>();

  /** @param request what CreateTable is asked */
  constructor(request: unknown) {
    const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = creation.parse(request);
    this.name = TableName;
    const key = keyOf(KeySchema, []);
    this.order = new Order(key);
    this.#types = new Map(AttributeDefinitions.map((each) => [each.AttributeName, each.AttributeType]));
    this.#indexes = new Map(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema: own, Projection }) => {
        const order = new Order(keyOf(own, key.all));
        const { ProjectionType: type, NonKeyAttributes } = Projection;
        const projected = type === 'ALL' ? 'all' : new Set([...order.key.all, ...NonKeyAttributes]);
        return [IndexName, { order, projected }];
      }),
    );
  }

  /** @throws DynamoError when the table has none of this name */
  index(name: string): Index {
    const index = this.#indexes.get(name);
    if (!index) throw invalid(`The table does not have the specified index: ${name}`);
    return index;
  }

  get(key: Attributes): Attributes | undefined {
    return this.#items.get(this.#placeOf(key));
  }

  /** Puts `next` where `key` leads, or leaves nothing there. */
  set(key: Attributes, next: Attributes | undefined): void {
    const place = this.#placeOf(key);
    const before = this.#items.get(place);
    const orders = [this.order, ...[...this.#indexes.values()].map(({ order }) => order)];
    if (before) for (const order of orders) order.remove(before);
    if (next) for (const order of orders) order.put(next);
    if (next) this.#items.set(place, next);
    else this.#items.delete(place);
  }

  /** The key of an item. */
  keyOf(item: Attributes): Attributes {
    return project(
      item,
      this.order.key.all.map((name) => [name]),
    );
  }

  /** @throws DynamoError when it is not the whole key and nothing but it */
  assertKey(key: Attributes): void {
    const { all } = this.order.key;
    const isWhole =
      Object.keys(key).length === all.length && all.every((name) => this.#isRight(name, key[name]));
    if (!isWhole) throw invalid('The provided key element does not match the schema');
    for (const name of all) assertFilled(name, key[name]);
  }

  /** @throws DynamoError when it may not be kept */
  assertItem(item: Attributes): void {
    for (const name of this.order.key.all) {
      if (!item[name])
        throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    }
    for (const [name, type] of this.#types) {
      if (!item[name]) continue;
      if (!this.#isRight(name, item[name])) {
        throw invalid(
          `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${typeOf(item[name])}`,
        );
      }
      assertFilled(name, item[name]);
    }
    if (sizeOfAll(item) > MOST_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
  }

  #isRight(name: string, value: Value | undefined): boolean {
    return value !== undefined && typeOf(value) === this.#types.get(name);
  }

  #placeOf(key: Attributes): string {
    const { hash, range } = this.order.key;
    return JSON.stringify([key[hash], range && key[range]]);
  }
}

function assertFilled(name: string, value: Value | undefined): void {
  if (value?.['S'] !== '' && value?.['B'] !== '') return;
  throw invalid(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
  );
}

function keyOf(schema: z.output<typeof keySchema>, ofTable: readonly string[]): Key {
  const nameOf = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const [hash = '', range] = [nameOf('HASH'), nameOf('RANGE')];
  return { hash, range, all: [...new Set([hash, ...(range ? [range] : []), ...ofTable])] };
}
