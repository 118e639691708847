import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditional } from './lost-race.ts';
import type { Item, Table } from './table.ts';

/** Writes an item over the version before it. @returns false when that is not there any more */
export function putVersion(
  { client, TableName }: Table,
  Item: Item & { readonly version: number },
): Promise<boolean> {
  const isAsItWas =
    Item.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': Item.version - 1 },
        };
  const command = new PutCommand({ TableName, Item, ...isAsItWas });
  return conditional(
    () => client.send(command).then(() => true),
    () => false,
  );
}
