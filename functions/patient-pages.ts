import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { patientApp } from '../shared/web/patient/app.ts';
import { logger } from './lib/batch.ts';
import { createTableLinks, createTools, now } from './lib/tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);
const metrics = new Metrics();

const answer = (event: LambdaEvent) =>
  handle(
    patientApp({
      clinic: tools.clinic,
      store: tools.store,
      links: createTableLinks(environment),
      now,
      record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
      newId: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
      failed: (error) => logger.error('a page could not be shown', reasonOf(error)),
      count: (what) => metrics.addMetric(what, MetricUnit.Count, 1),
    }),
  )(event);

/** The pages behind the links in patients' e-mails. */
export const handler = async (event: LambdaEvent, context: Context) => {
  logger.appendKeys({ requestId: context.awsRequestId, version: context.functionVersion });
  try {
    return await answer(event);
  } finally {
    metrics.publishStoredMetrics();
  }
};
