import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { AwsResponse } from '../../base/aws-api.ts';
import { readJson } from '../../base/json.ts';
import { Placeholders, project } from './expression.ts';
import { attributes, pathsIn, query, queryInput, scan, scanInput } from './read.ts';
import { Table } from './table.ts';
import { type Attributes, DynamoError, invalid } from './values.ts';
import {
  type Change,
  deleteInput,
  type Outcome,
  outcomeOf,
  putInput,
  shownOn,
  transactInput,
  updateInput,
} from './write.ts';

const reading = {
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
};
const named = z.looseObject({ TableName: z.string() });
const getInput = z.strictObject({ ...reading, TableName: z.string(), Key: attributes });
const batchGetInput = z.strictObject({
  RequestItems: z.record(z.string(), z.strictObject({ ...reading, Keys: z.array(attributes).min(1) })),
});
const batchWriteInput = z.strictObject({
  RequestItems: z.record(
    z.string(),
    z
      .array(
        z.strictObject({
          PutRequest: z.strictObject({ Item: attributes }).optional(),
          DeleteRequest: z.strictObject({ Key: attributes }).optional(),
        }),
      )
      .min(1),
  ),
});

const MOST_READ = 100;
const MOST_WRITTEN = 25;
/** Of so many transactions it is remembered that they were made: a client asks again at once, or not at all. */
const TOKENS = 100;
const FAILED = 'The conditional request failed';

/** DynamoDB in this process: the operations and expressions below, and of no other it pretends to know anything. */
export class MemoryEngine {
  readonly #tables = new Map<string, Table>();
  /** What was asked under each token. */
  readonly #transactions = new Map<string, string>();

  /** A request as it comes over HTTP. */
  async post(headers: Readonly<Record<string, string>>, body: string): Promise<AwsResponse> {
    const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    try {
      return response(200, this.#answer(operation, readJson(body)));
    } catch (error) {
      return failure(error);
    }
  }

  /** @throws DynamoError, or ZodError when it holds what is not known here */
  #answer(operation: string, input: unknown): unknown {
    switch (operation) {
      case 'CreateTable':
        return this.#create(input);
      case 'DeleteTable':
        return this.#drop(named.parse(input).TableName);
      case 'DescribeTable':
        return {
          Table: { TableName: this.#table(named.parse(input).TableName).name, TableStatus: 'ACTIVE' },
        };
      case 'ListTables':
        return { TableNames: [...this.#tables.keys()].sort() };
      case 'GetItem':
        return this.#get(getInput.parse(input));
      case 'Query':
        return this.#query(queryInput.parse(input));
      case 'Scan':
        return this.#scan(scanInput.parse(input));
      case 'PutItem':
        return this.#write('Put', putInput.parse(input));
      case 'DeleteItem':
        return this.#write('Delete', deleteInput.parse(input));
      case 'UpdateItem':
        return this.#write('Update', updateInput.parse(input));
      case 'TransactWriteItems':
        return this.#transact(transactInput.parse(input));
      case 'BatchGetItem':
        return this.#getAll(batchGetInput.parse(input));
      case 'BatchWriteItem':
        return this.#writeAll(batchWriteInput.parse(input));
      default:
        throw new DynamoError('UnknownOperationException', '');
    }
  }

  #table(name: string): Table {
    const table = this.#tables.get(name);
    if (!table) throw new DynamoError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  #create(input: unknown): unknown {
    const table = new Table(input);
    if (this.#tables.has(table.name)) {
      throw new DynamoError('ResourceInUseException', `Table already exists: ${table.name}`);
    }
    this.#tables.set(table.name, table);
    return { TableDescription: { TableName: table.name, TableStatus: 'ACTIVE' } };
  }

  #drop(name: string): unknown {
    this.#table(name);
    this.#tables.delete(name);
    return { TableDescription: { TableName: name, TableStatus: 'DELETING' } };
  }

  #query(input: z.output<typeof queryInput>): unknown {
    return query(this.#table(input.TableName), input);
  }

  #scan(input: z.output<typeof scanInput>): unknown {
    return scan(this.#table(input.TableName), input);
  }

  #get({ TableName, Key, ...how }: z.output<typeof getInput>): unknown {
    const [Item] = this.#found(TableName, [Key], how);
    return Item ? { Item } : {};
  }

  #found(tableName: string, keys: readonly Attributes[], how: Reading): Attributes[] {
    const table = this.#table(tableName);
    const placeholders = new Placeholders(how.ExpressionAttributeNames);
    const paths =
      how.ProjectionExpression === undefined ? undefined : pathsIn(how.ProjectionExpression, placeholders);
    placeholders.assertAllUsed();
    for (const key of keys) table.assertKey(key);
    const items = keys.map((key) => table.get(key)).filter((item) => item !== undefined);
    return paths ? items.map((item) => project(item, paths)) : items;
  }

  #getAll({ RequestItems }: z.output<typeof batchGetInput>): unknown {
    const asked = Object.entries(RequestItems);
    const keys = asked.flatMap(([table, { Keys }]) => Keys.map((key) => JSON.stringify([table, key])));
    assertBatch(keys, MOST_READ);
    const found = asked.map(([table, { Keys, ...how }]) => [table, this.#found(table, Keys, how)]);
    return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
  }

  #writeAll({ RequestItems }: z.output<typeof batchWriteInput>): unknown {
    const outcomes = Object.entries(RequestItems).flatMap(([TableName, requests]) =>
      requests.map(({ PutRequest, DeleteRequest }) => {
        const change = { TableName, Item: PutRequest?.Item, Key: DeleteRequest?.Key } as const;
        const kind = PutRequest ? 'Put' : 'Delete';
        return outcomeOf(kind, this.#table(TableName), {
          ...change,
          ReturnValuesOnConditionCheckFailure: 'NONE',
        });
      }),
    );
    assertBatch(outcomes.map(placeOf), MOST_WRITTEN);
    outcomes.forEach(apply);
    return { UnprocessedItems: {} };
  }

  #write(kind: 'Put' | 'Delete' | 'Update', change: Change & { readonly ReturnValues: string }): unknown {
    const outcome = outcomeOf(kind, this.#table(change.TableName), change);
    if (!outcome.holds)
      throw new DynamoError('ConditionalCheckFailedException', FAILED, shownOn(change, outcome));
    if (outcome.wrong) throw outcome.wrong;
    apply(outcome);
    const { before, after } = outcome;
    const Attributes = { NONE: undefined, ALL_OLD: before, ALL_NEW: after }[change.ReturnValues];
    return Attributes ? { Attributes } : {};
  }

  #transact(input: z.output<typeof transactInput>): unknown {
    const { TransactItems, ClientRequestToken: token } = input;
    const body = JSON.stringify(TransactItems);
    const known = token === undefined ? undefined : this.#transactions.get(token);
    if (known === body) return {};
    if (known !== undefined) {
      throw new DynamoError(
        'IdempotentParameterMismatchException',
        'The token was used for another request.',
      );
    }
    const changes = TransactItems.map((each) => changeIn(each));
    const outcomes = changes.map(([kind, change]) => outcomeOf(kind, this.#table(change.TableName), change));
    assertDistinct(outcomes, 'Transaction request cannot include multiple operations on one item');
    if (outcomes.some(({ holds, wrong }) => !holds || wrong))
      throw cancelled(
        changes.map(([, change]) => change),
        outcomes,
      );
    outcomes.forEach(apply);
    if (token !== undefined) this.#remember(token, body);
    return {};
  }

  #remember(token: string, body: string): void {
    this.#transactions.set(token, body);
    const [oldest] = this.#transactions.keys();
    if (this.#transactions.size > TOKENS && oldest !== undefined) this.#transactions.delete(oldest);
  }
}

type Reading = { readonly [Name in keyof typeof reading]?: z.output<(typeof reading)[Name]> };
type TransactItem = z.output<typeof transactInput>['TransactItems'][number];

function changeIn({ Put, Delete, Update, ConditionCheck }: TransactItem) {
  const changes = Object.entries({ Put, Delete, Update, ConditionCheck }).filter(([, change]) => change);
  const [one] = changes as [keyof TransactItem, Change][];
  if (!one || changes.length > 1) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return one;
}

const apply = ({ table, key, before, after }: Outcome): void => {
  if (before !== after) table.set(key, after);
};

const placeOf = ({ table, key }: Outcome): string => JSON.stringify([table.name, key]);

function assertDistinct(outcomes: readonly Outcome[], message: string): void {
  if (new Set(outcomes.map(placeOf)).size < outcomes.length) throw invalid(message);
}

function assertBatch(places: readonly string[], most: number): void {
  if (places.length > most) throw invalid(`Too many items requested: at most ${most}`);
  if (new Set(places).size < places.length) throw invalid('Provided list of item keys contains duplicates');
}

function cancelled(changes: readonly Change[], outcomes: readonly Outcome[]): DynamoError {
  const reasons = outcomes.map((outcome, index) => {
    const change = changes[index];
    if (outcome.wrong) return { Code: 'ValidationError', Message: outcome.wrong.message };
    if (outcome.holds || !change) return { Code: 'None' };
    return { Code: 'ConditionalCheckFailed', Message: FAILED, ...shownOn(change, outcome) };
  });
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new DynamoError('TransactionCanceledException', message, { CancellationReasons: reasons });
}

function response(status: number, output: unknown): AwsResponse {
  const body = JSON.stringify(output);
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': `${crc32(body)}` },
    body,
  };
}

function failure(error: unknown): AwsResponse {
  const told = error instanceof z.ZodError ? invalid(z.prettifyError(error)) : error;
  if (!(told instanceof DynamoError)) throw error;
  const { type, message, more } = told;
  return response(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...more });
}
