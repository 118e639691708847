import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type CourseStore, createCourseStore } from '../../shared/aws/course-store.ts';
import { COURSE_PREFIX, HEAD_KEY } from '../../shared/aws/items.ts';
import type { Instant } from '../../shared/core/instant.ts';

/** A clinic's table as an operator reads it. */
export type ClinicTable = {
  readonly courses: CourseStore;
  /** Ids of all courses, sorted. */
  courseIds(): Promise<string[]>;
};

/** Reads a clinic's table with a client of the operator's, as of a clock. */
export function openTable(client: DynamoDBClient, tableName: string, now: () => Instant): ClinicTable {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    courses: createCourseStore(documents, tableName, now),
    async courseIds() {
      const pages = paginateScan(
        { client: documents },
        {
          TableName: tableName,
          FilterExpression: 'sk = :head',
          ExpressionAttributeValues: { ':head': HEAD_KEY },
          ProjectionExpression: 'pk',
        },
      );
      const ids: string[] = [];
      for await (const { Items = [] } of pages) {
        ids.push(...Items.map(({ pk }) => String(pk).slice(COURSE_PREFIX.length)));
      }
      return ids.sort();
    },
  };
}
