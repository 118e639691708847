import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { requestLimits } from './request-limits.ts';

/** A clinic's DynamoDB table, and the client that speaks to it. */
export type Table = { readonly client: DynamoDBDocumentClient; readonly TableName: string };

export type Item = Readonly<Record<string, unknown>>;

/** A client that takes plain objects, and gives up. @param answersWithin milliseconds that each attempt may take */
export const createDocumentClient = (answersWithin?: number): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: requestLimits(answersWithin) }), {
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
