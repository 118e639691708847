import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createOverdueIndex } from '../shared/aws/overdue-index.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { sweepOverdue } from '../shared/sweep.ts';
import { eachRecord, logger, reasonOf } from './batch.ts';
import { createDocumentClient, createTools, now } from './tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);
const overdue = createOverdueIndex(createDocumentClient(), environment.TABLE_NAME);
const metrics = new Metrics();

/** Looks every hour for courses whose wake did not come, and brings them back. In health it finds none. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async () => {
    const { found, failed } = await sweepOverdue(tools, overdue, now());
    metrics.addMetric('OverdueWakes', MetricUnit.Count, found);
    metrics.publishStoredMetrics();
    if (found > 0) logger.warn('courses with overdue wakes were brought back', { found });
    for (const error of failed) logger.error('a course could not be brought back', reasonOf(error));
  });
}
