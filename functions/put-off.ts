import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Mailer } from '../shared/aws/mailer.ts';
import { logger } from './batch.ts';

const metrics = new Metrics();

/**
 * The mailer, counting what the provider does not take for now. A missing grant or a paused account would otherwise
 * show only when the reminders expire.
 */
export const watched = (mailer: Mailer): Mailer => ({
  async send(to, email, tags) {
    const outcome = await mailer.send(to, email, tags);
    if (outcome.kind === 'later') {
      metrics.addMetric('EmailsPutOff', MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      logger.warn('the provider puts an e-mail off', { error: outcome.reason });
    }
    return outcome;
  },
});
