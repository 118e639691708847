import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { apiApp } from '../shared/api/app.ts';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { logger } from './lib/batch.ts';
import { createTableLinks, createTableSecrets, createTools, now } from './lib/tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);
const metrics = new Metrics();

const answer = (event: LambdaEvent) =>
  handle(
    apiApp({
      clinic: tools.clinic,
      store: tools.store,
      links: createTableLinks(environment),
      secrets: createTableSecrets(environment),
      now,
      record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
      failed: (error) => logger.error('a request could not be taken', reasonOf(error)),
      count: (what) => metrics.addMetric(what, MetricUnit.Count, 1),
    }),
  )(event);

/** What programs of others tell the clinic: that a questionnaire was answered. */
export const handler = async (event: LambdaEvent, context: Context) => {
  logger.appendKeys({ requestId: context.awsRequestId, version: context.functionVersion });
  try {
    return await answer(event);
  } finally {
    metrics.publishStoredMetrics();
  }
};
