import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { OurError } from '../ports/our-error.ts';
import { lean } from './lean.ts';
import { requestLimits } from './request-limits.ts';

/** A clinic's DynamoDB table, and the client that speaks to it. */
export type Table = { readonly client: DynamoDBDocumentClient; readonly TableName: string };

export type Item = Readonly<Record<string, unknown>>;

/** A client that takes plain objects, and gives up. @param answersWithin milliseconds that each attempt may take */
export const createDocumentClient = (answersWithin?: number): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(lean(new DynamoDBClient({ requestHandler: requestLimits(answersWithin) })), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** Every item that a Query finds, page after page. */
export async function queryAll(
  { client, TableName }: Table,
  query: Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>,
): Promise<Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new QueryCommand({ TableName, ...query, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** Of so many items at once DynamoDB takes the keys. */
const BATCH = 100;

/** One answer holds 16 MB, and a hundred items are three times that at most. */
const MOST_ANSWERS = 10;

/** A table did not hand over all that was asked for. */
export class UnansweredError extends OurError {
  override readonly name = 'UnansweredError';
}

/**
 * The items of these keys that are there, strongly consistent; in no order.
 * @throws UnansweredError when the table keeps some of them back
 */
export async function getAll(table: Table, keys: readonly Item[]): Promise<Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, index) =>
    getBatch(table, keys.slice(index * BATCH, (index + 1) * BATCH)),
  );
  return (await Promise.all(batches)).flat();
}

async function getBatch({ client, TableName }: Table, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let left: readonly Item[] = keys;
  // A batch that is too large for one answer comes in several.
  for (let answers = 0; left.length > 0; answers += 1) {
    if (answers === MOST_ANSWERS) throw new UnansweredError('the table keeps back what was asked for');
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...left], ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[TableName] ?? []));
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return items;
}
