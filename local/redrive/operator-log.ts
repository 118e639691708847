import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { epochSeconds, type Instant } from '../../shared/core/time/instant.ts';

const PARTITION = 'OPERATOR';

const entry = z.object({
  at: z.string().transform((text) => text as Instant),
  action: z.enum(['redriven', 'discarded']),
  queue: z.string(),
  letterId: z.string(),
  eventId: z.string().nullable(),
  type: z.string().nullable(),
  courseId: z.string().nullable(),
  cause: z.string(),
  diagnosis: z.string(),
  /** The operator's own words. */
  reason: z.string().nullable(),
});

/** What an operator did with a dead letter. Ids and reasons; nothing personal. */
export type LogEntry = z.output<typeof entry>;

export type OperatorLog = {
  /** Kept for so many days. */
  add(entry: LogEntry, days: number): Promise<void>;
  /** Everything kept, the oldest first. */
  entries(): Promise<LogEntry[]>;
};

/** The operator's log: a partition of its own in the clinic's table. */
export const openOperatorLog = (client: DynamoDBDocumentClient, TableName: string): OperatorLog => ({
  async add(added, days) {
    const expiresAt = epochSeconds(added.at) + days * 86_400;
    const Item = { pk: PARTITION, sk: `${added.at}#${added.letterId}`, ...added, expiresAt };
    await client.send(new PutCommand({ TableName, Item }));
  },

  async entries() {
    const query = {
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': PARTITION },
    };
    const entries: LogEntry[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      entries.push(...Items.map((item) => entry.parse(item)));
    }
    return entries;
  },
});
