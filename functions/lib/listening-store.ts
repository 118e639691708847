import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Instant } from '../../shared/core/time/instant.ts';
import { hearsReports } from '../../shared/course/reports-heard.ts';
import type { CourseStore } from '../../shared/ports/course-store.ts';

const metrics = new Metrics();

/**
 * A store that tells of each course that is loaded anyway whether the provider's reports on its e-mails come: if they stop,
 * e-mails count as sent for ever, and of bounces nobody hears. It costs no read.
 */
export const listening = (store: CourseStore, now: () => Instant): CourseStore => ({
  ...store,
  async load(courseId) {
    const loaded = await store.load(courseId);
    const hears = hearsReports(loaded, now());
    if (hears !== null) {
      metrics.addMetric('UnheardReports', MetricUnit.Count, hears ? 0 : 1);
      metrics.publishStoredMetrics();
    }
    return loaded;
  },
});
