import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LinkKeyStore } from '../ports/link-key-store.ts';
import { instant } from './items.ts';
import { queryAll } from './table.ts';
import { putVersion } from './versions.ts';

/** Of no course and no recipient: who may read the clinic's table needs no link. */
const LINK_KEYS = 'LINK-KEYS';

const key = z.object({ kid: z.string(), secret: z.string() });
const keysItem = z.object({
  version: z.int(),
  current: key,
  former: key.extend({ replacedAt: instant }).nullable(),
});

/** A clinic's link keys in its DynamoDB table. */
export function createLinkKeyStore(client: DynamoDBDocumentClient, TableName: string): LinkKeyStore {
  const table = { client, TableName };
  return {
    async load() {
      const [item] = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': LINK_KEYS },
      });
      return item ? keysItem.parse(item) : null;
    },
    write: (keys) => putVersion(table, { pk: LINK_KEYS, sk: LINK_KEYS, ...keys }),
  };
}
