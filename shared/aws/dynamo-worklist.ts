import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { WorklistPages, WorklistPlace } from '../ports/worklist-pages.ts';
import { readWorklist } from './dynamo-digest-store.ts';
import { NEVER, WORKLIST } from './head-item.ts';
import { COURSE_PREFIX, civilDate, courseKey, HEAD_KEY } from './items.ts';

const placeItem = z.object({ dueOn: civilDate, pk: z.string() });

const keyOf = ({ dueOn, courseId }: WorklistPlace) => ({
  worklist: WORKLIST,
  dueOn,
  pk: courseKey(courseId),
  sk: HEAD_KEY,
});

/** The worklist in the clinic's DynamoDB table, page by page. */
export const createWorklistPages = (client: DynamoDBDocumentClient, TableName: string): WorklistPages => ({
  async page(after, limit) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'worklist',
        KeyConditionExpression: 'worklist = :open AND dueOn < :never',
        ExpressionAttributeValues: { ':open': WORKLIST, ':never': NEVER },
        Limit: limit,
        ...(after && { ExclusiveStartKey: keyOf(after) }),
      }),
    );
    const last = LastEvaluatedKey && placeItem.parse(LastEvaluatedKey);
    const next = last ? { dueOn: last.dueOn, courseId: last.pk.slice(COURSE_PREFIX.length) } : null;
    return { ...readWorklist(Items), next };
  },
});
