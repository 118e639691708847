import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type ApiToken, type ApiTokenStore, SCOPES } from '../ports/api-tokens.ts';
import { instant } from './items.ts';
import { conditional } from './lost-race.ts';
import { type Item, queryAll } from './table.ts';

const PARTITION = 'API-TOKENS';
const keyOf = (id: string) => ({ pk: PARTITION, sk: `TOKEN#${id}` });

const tokenItem = z.object({
  id: z.string(),
  secretHash: z.string(),
  name: z.string(),
  // A release before may have been put back, which does not know a scope of the one after it.
  scopes: z
    .array(z.string())
    .transform((scopes) => SCOPES.filter((known) => scopes.some((scope) => scope === known))),
  createdAt: instant,
});

const readToken = (item: Item): ApiToken => tokenItem.parse(item);

/** A clinic's tokens in its DynamoDB table: items of no course and no recipient. */
export function createApiTokenStore(client: DynamoDBDocumentClient, TableName: string): ApiTokenStore {
  const table = { client, TableName };
  return {
    async find(id) {
      const { pk, sk } = keyOf(id);
      const [item] = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      });
      return item ? readToken(item) : null;
    },
    async list() {
      const items = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PARTITION },
      });
      return items.map(readToken);
    },
    add(token) {
      const Item = { ...keyOf(token.id), ...token };
      const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
      return holds(() => client.send(new PutCommand({ TableName, Item, ...isNew })));
    },
    remove(id) {
      const isThere = { ConditionExpression: 'attribute_exists(pk)' };
      return holds(() => client.send(new DeleteCommand({ TableName, Key: keyOf(id), ...isThere })));
    },
  };
}

/** Writes, unless the condition does not hold. */
const holds = (write: () => Promise<unknown>): Promise<boolean> =>
  conditional(
    () => write().then(() => true),
    () => false,
  );
