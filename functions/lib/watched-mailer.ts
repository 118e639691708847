import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Mailer } from '../../shared/ports/mailer.ts';
import { logger } from './batch.ts';

const metrics = new Metrics();

/**
 * The mailer, counting what the provider does not take, for now or ever. A missing grant or a paused account would
 * otherwise show only when the reminders expire. Of a suspended account nobody would hear: a refused reminder becomes
 * a task, and the digest that tells of it is refused, too.
 */
export const watched = (mailer: Mailer): Mailer => ({
  async send(to, email, tags) {
    const outcome = await mailer.send(to, email, tags);
    if (outcome.kind === 'later') {
      count('EmailsPutOff');
      logger.warn('the provider puts an e-mail off', { error: outcome.reason });
    }
    if (outcome.kind === 'refused') {
      count('EmailsRefused');
      logger.warn('the provider refuses an e-mail', { error: outcome.reason });
    }
    return outcome;
  },
});

function count(metric: 'EmailsPutOff' | 'EmailsRefused'): void {
  metrics.addMetric(metric, MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}
