import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { KeyPairStore } from '../ports/key-pair.ts';
import type { LinkKeyStore } from '../ports/link-key-store.ts';
import type { WebhookSecretStore } from '../ports/webhook-secrets.ts';
import { instant } from './items.ts';
import { queryAll } from './table.ts';
import { putVersion } from './versions.ts';

/** A clinic's link keys in its DynamoDB table: who may read the table needs no link. */
export const createLinkKeyStore = (client: DynamoDBDocumentClient, TableName: string): LinkKeyStore =>
  createKeyStore(client, TableName, 'LINK-KEYS', { kid: z.string(), secret: z.string() });

/** The keys of the sessions of a clinic's staff, apart from those of links: each kind is changed without the other. */
export const createSessionKeyStore = (client: DynamoDBDocumentClient, TableName: string): LinkKeyStore =>
  createKeyStore(client, TableName, 'SESSION-KEYS', { kid: z.string(), secret: z.string() });

/** A clinic's secrets for form providers in its DynamoDB table. */
export const createWebhookSecretStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
): WebhookSecretStore => createKeyStore(client, TableName, 'WEBHOOK-SECRETS', { secret: z.string() });

/** An item of no course and no recipient. */
function createKeyStore<Shape extends { readonly secret: z.ZodString }>(
  client: DynamoDBDocumentClient,
  TableName: string,
  partition: 'LINK-KEYS' | 'SESSION-KEYS' | 'WEBHOOK-SECRETS',
  shape: Shape,
): KeyPairStore<z.output<z.ZodObject<Shape>>> {
  const table = { client, TableName };
  const key = z.object(shape);
  const keysItem = z.object({
    version: z.int(),
    current: key,
    former: key.and(z.object({ replacedAt: instant })).nullable(),
  });
  return {
    async load() {
      const [item] = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partition },
      });
      return item ? keysItem.parse(item) : null;
    },
    write: (keys) => putVersion(table, { pk: partition, sk: partition, ...keys }),
  };
}
