import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { minutesBetween } from '../../shared/core/time/instant.ts';
import type { Mailer, SendOutcome } from '../../shared/ports/mailer.ts';
import { logger } from './batch.ts';
import { now } from './tools.ts';

const metrics = new Metrics();

/**
 * The mailer, counting what the provider refuses, and telling how long it has put off what it does not take for now: a
 * missing grant or a paused account may show on one e-mail only, the first of a new clinic. Of a suspended account nobody would hear: a refused reminder becomes
 * a task, and the digest that tells of it is refused, too.
 */
export const watched = (mailer: Mailer): Mailer => ({
  async send(to, email, tags, firstTriedAt = now()) {
    const outcome = await mailer.send(to, email, tags, firstTriedAt);
    if (outcome.kind === 'later') {
      publish('PutOffMinutes', MetricUnit.NoUnit, minutesBetween(firstTriedAt, now()));
      logger.warn('the provider puts an e-mail off', aboutOf(tags, outcome));
    }
    if (outcome.kind === 'refused') {
      publish('EmailsRefused', MetricUnit.Count, 1);
      logger.warn('the provider refuses an e-mail', aboutOf(tags, outcome));
    }
    if (outcome.kind === 'unknown') {
      logger.warn('the provider does not say what becomes of an e-mail', aboutOf(tags, outcome));
    }
    return outcome;
  },
});

/** Which e-mail it is, by its tags, and what the provider says of it: ids, days and names of errors. */
function aboutOf(
  tags: Readonly<Record<string, string>>,
  outcome: Exclude<SendOutcome, { kind: 'accepted' }>,
) {
  const { course, digest, ...others } = tags;
  const { reason: error, providerRequestId } = outcome;
  const plain = (text: string) => Buffer.from(text, 'base64url').toString();
  return {
    ...(course !== undefined && { courseId: plain(course) }),
    ...(digest !== undefined && { recipient: plain(digest) }),
    ...others,
    error,
    ...(providerRequestId !== undefined && { providerRequestId }),
  };
}

function publish(
  metric: 'PutOffMinutes' | 'EmailsRefused',
  unit: (typeof MetricUnit)[keyof typeof MetricUnit],
  value: number,
): void {
  metrics.addMetric(metric, unit, value);
  metrics.publishStoredMetrics();
}
