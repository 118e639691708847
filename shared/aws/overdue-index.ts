import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../core/instant.ts';
import { COURSE_PREFIX, WAKES } from './items.ts';

/** Where wakes that did not come are found. */
export type OverdueIndex = {
  /** Ids of courses with a head or a message that should have been looked at before the instant, oldest first. */
  coursesBefore(at: Instant, limit: number): Promise<string[]>;
};

/** The sparse index of wakes in the clinic's DynamoDB table. */
export function createOverdueIndex(client: DynamoDBDocumentClient, TableName: string): OverdueIndex {
  return {
    async coursesBefore(at, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'wakes',
          Limit: limit,
          KeyConditionExpression: 'wakes = :wakes AND nextWakeAt < :at',
          ExpressionAttributeValues: { ':wakes': WAKES, ':at': at },
        }),
      );
      return [...new Set(Items.map(({ pk }) => String(pk).slice(COURSE_PREFIX.length)))];
    },
  };
}
