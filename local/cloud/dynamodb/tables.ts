import type { TableModel } from '../base/stack-model.ts';
import { callDynamo, DynamoCallError } from './call.ts';

/** An item in DynamoDB's own JSON, each value under its type. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** All items of each table, by name. */
export type TablesDump = Readonly<Record<string, readonly Item[]>>;

const BATCH = 25;

/** The tables of the stacks in an engine. */
export class Tables {
  readonly #engine: string;
  readonly #tables: readonly TableModel[];

  constructor(engine: string, tables: readonly TableModel[]) {
    this.#engine = engine;
    this.#tables = tables;
  }

  /** Makes every table, empty also when it existed. */
  async createEmpty(): Promise<void> {
    for (const { name, create } of this.#tables) {
      await this.#drop(name);
      await callDynamo(this.#engine, 'CreateTable', create);
    }
  }

  async #drop(name: string): Promise<void> {
    try {
      await callDynamo(this.#engine, 'DeleteTable', { TableName: name });
    } catch (error) {
      if (!(error instanceof DynamoCallError && error.type === 'ResourceNotFoundException')) throw error;
    }
  }

  async dump(): Promise<TablesDump> {
    const dump: Record<string, Item[]> = {};
    for (const { name } of this.#tables) dump[name] = await this.#scan(name);
    return dump;
  }

  async #scan(name: string): Promise<Item[]> {
    const items: Item[] = [];
    let from: unknown;
    do {
      const start = from === undefined ? {} : { ExclusiveStartKey: from };
      const page = await callDynamo(this.#engine, 'Scan', {
        TableName: name,
        ConsistentRead: true,
        ...start,
      });
      items.push(...((page['Items'] ?? []) as Item[]));
      from = page['LastEvaluatedKey'];
    } while (from !== undefined);
    return items;
  }

  /** Puts the items of a dump into the empty tables; those of tables that are gone are left out. */
  async load(dump: TablesDump): Promise<void> {
    for (const { name } of this.#tables) {
      const items = dump[name] ?? [];
      for (let index = 0; index < items.length; index += BATCH) {
        const puts = items.slice(index, index + BATCH).map((Item) => ({ PutRequest: { Item } }));
        await callDynamo(this.#engine, 'BatchWriteItem', { RequestItems: { [name]: puts } });
      }
    }
  }
}
