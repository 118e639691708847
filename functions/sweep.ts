import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { createSweepStore } from '../shared/aws/dynamo-sweep-store.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { type Findings, sweep } from '../shared/course/sweep.ts';
import { courseEnvironment, readEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { eachRecord, logger, observed } from './lib/batch.ts';
import { createTools } from './lib/tools.ts';

const environment = readEnvironment(courseEnvironment);
const sweepStore = createSweepStore(createDocumentClient(), environment.TABLE_NAME);
const tools = { ...createTools(environment), sweepStore };
const metrics = new Metrics();

/** Looks every hour for what was left behind, and brings it back. In health it finds nothing. */
export const handler = observed(({ Records }) => {
  // Those that have piled up all ask for the same run.
  return eachRecord(Records.slice(0, 1), async () => report(await sweep(tools)));
});

function report({ overdueWakes, missingSchedules, outdatedPlans, failed }: Findings): void {
  const found = {
    OverdueWakes: overdueWakes.length,
    MissingSchedules: missingSchedules.length,
    OutdatedPlans: outdatedPlans,
  };
  // A metric is paid for in each hour in which something is put into it: nothing found, nothing told.
  for (const [name, count] of Object.entries(found))
    if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
  if (Object.values(found).some((count) => count > 0)) metrics.publishStoredMetrics();
  if (overdueWakes.length > 0) logger.warn('overdue wakes were brought back', { courses: overdueWakes });
  if (missingSchedules.length > 0)
    logger.warn('missing schedules were put back', { courses: missingSchedules });
  if (outdatedPlans > 0) logger.info('courses were planned with other settings', { count: outdatedPlans });
  for (const { courseId, error } of failed) {
    logger.error('a course could not be brought up to date', { courseId, ...reasonOf(error) });
  }
}
