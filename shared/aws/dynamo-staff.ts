import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { byName, ROLES, type StaffList, type StaffMember } from '../ports/staff-list.ts';
import { conditional } from './lost-race.ts';
import { type Item, queryAll } from './table.ts';
import { putVersion } from './versions.ts';

const PARTITION = 'STAFF';
const keyOf = (email: string) => ({ pk: PARTITION, sk: `STAFF#${email}` });

const staffItem = z.object({
  staffId: z.string(),
  version: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  therapistId: z.string().nullable(),
  signOuts: z.int(),
});

const readMember = (item: Item): StaffMember => staffItem.parse(item);

/** A clinic's staff in its DynamoDB table: items of no course and no recipient. */
export function createStaffList(client: DynamoDBDocumentClient, TableName: string): StaffList {
  const table = { client, TableName };
  return {
    async find(email) {
      const { pk, sk } = keyOf(email);
      const [item] = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      });
      return item ? readMember(item) : null;
    },
    async list() {
      const items = await queryAll(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PARTITION },
      });
      return items.map(readMember).sort(byName);
    },
    write: (member) => putVersion(table, { ...keyOf(member.email), ...member }),
    remove: (email) =>
      conditional(
        () =>
          client
            .send(
              new DeleteCommand({
                TableName,
                Key: keyOf(email),
                ConditionExpression: 'attribute_exists(pk)',
              }),
            )
            .then(() => true),
        () => false,
      ),
  };
}
