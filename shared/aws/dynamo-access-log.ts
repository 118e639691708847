import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isEventType } from '../core/events/events.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { addMinutes, epochSeconds, localDateOf } from '../core/time/instant.ts';
import { ACCESS_KINDS, type AccessEntry, type AccessLog } from '../ports/access-log.ts';
import { instant } from './items.ts';

const DAY_MINUTES = 24 * 60;
const partitionOf = (day: CivilDate) => `ACCESS-LOG#${day}`;

const accessItem = z.object({
  at: instant,
  staffId: z.string(),
  name: z.string(),
  what: z.enum(ACCESS_KINDS),
  courseId: z.string().nullable(),
  event: z.string().refine(isEventType).nullable(),
});

export type AccessLogOptions = {
  /** In which an entry belongs to a day. */
  readonly timeZone: string;
  readonly keptDays: number;
};

/** A clinic's access log in its DynamoDB table: a partition a day, from which DynamoDB takes what is too old. */
export function createAccessLog(
  client: DynamoDBDocumentClient,
  TableName: string,
  { timeZone, keptDays }: AccessLogOptions,
): AccessLog {
  return {
    async note(entry) {
      const Item = {
        pk: partitionOf(localDateOf(entry.at, timeZone)),
        sk: `${entry.at}#${order()}`,
        ...entry,
        expiresAt: epochSeconds(addMinutes(entry.at, keptDays * DAY_MINUTES)),
      };
      await client.send(new PutCommand({ TableName, Item }));
    },
    async page(day, after, limit) {
      const pk = partitionOf(day);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: limit,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ...(after && { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      const last: unknown = LastEvaluatedKey?.['sk'];
      return {
        entries: Items.map((item): AccessEntry => accessItem.parse(item)),
        next: typeof last === 'string' ? last : null,
      };
    },
  };
}

/** What is noted at one instant stays in its order, and never takes another's place. */
const order = () =>
  `${process.hrtime.bigint().toString().padStart(20, '0')}-${crypto.randomUUID().slice(0, 8)}`;
