import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { reasonOf } from '../../shared/ports/our-error.ts';
import { logger } from './batch.ts';

const metrics = new Metrics();

/** What is told of requests, and of nobody who makes them. */
export const toldOfRequests = {
  failed: (error: unknown) => logger.error('a request could not be answered', reasonOf(error)),
  count(what: string, howMany = 1) {
    if (howMany > 0) metrics.addMetric(what, MetricUnit.Count, howMany);
  },
};

/** Answers requests of the clinic's HTTP API by an app. @param appOf is called once for each request */
export const answering = (appOf: () => Hono) => async (event: LambdaEvent, context: Context) => {
  logger.appendKeys({ requestId: context.awsRequestId, version: context.functionVersion });
  try {
    return await handle(appOf())(event);
  } finally {
    metrics.publishStoredMetrics();
  }
};
