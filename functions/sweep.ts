import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createSweepStore } from '../shared/aws/sweep-store.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { type Findings, sweep } from '../shared/sweep.ts';
import { eachRecord, logger, reasonOf } from './batch.ts';
import { createDocumentClient, createTools } from './tools.ts';

const environment = courseEnvironment.parse(process.env);
const sweepStore = createSweepStore(createDocumentClient(), environment.TABLE_NAME);
const tools = { ...createTools(environment), sweepStore };
const metrics = new Metrics();

/** Looks every hour for what was left behind, and brings it back. In health it finds nothing. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  // Those that have piled up all ask for the same run.
  return eachRecord(Records.slice(0, 1), async () => report(await sweep(tools)));
}

function report({ failed, ...found }: Findings): void {
  metrics.addMetric('OverdueWakes', MetricUnit.Count, found.overdueWakes);
  metrics.addMetric('MissingSchedules', MetricUnit.Count, found.missingSchedules);
  metrics.addMetric('OutdatedPlans', MetricUnit.Count, found.outdatedPlans);
  metrics.publishStoredMetrics();
  if (found.overdueWakes + found.missingSchedules > 0) logger.warn('wakes were brought back', found);
  else if (found.outdatedPlans > 0) logger.info('courses were planned with the deployed settings', found);
  for (const error of failed) logger.error('a course could not be brought up to date', reasonOf(error));
}
