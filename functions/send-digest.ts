import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { createDigestStore } from '../shared/aws/dynamo-digest-store.ts';
import { createMailer, createSesClient } from '../shared/aws/ses-mailer.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { sendDigests } from '../shared/digest/send-digests.ts';
import { digestEnvironment, readEnvironment } from '../shared/environment.ts';
import { eachRecord, logger, observed } from './lib/batch.ts';
import { createTablePages, now } from './lib/tools.ts';
import { watched } from './lib/watched-mailer.ts';

const environment = readEnvironment(digestEnvironment);
const { CLINIC: clinic, TABLE_NAME, CONFIGURATION_SET } = environment;
const store = createDigestStore(createDocumentClient(), TABLE_NAME);
const mailer = watched(createMailer(createSesClient(), clinic, CONFIGURATION_SET));
const metrics = new Metrics();

/** Sends the day's mails to therapists and to the manager. */
export const handler = observed(({ Records }) => {
  const tools = { store, mailer, clinic, pages: createTablePages(environment), now };
  return eachRecord(Records, async () => {
    const { unheardOf, silentDays } = await sendDigests(tools);
    if (unheardOf.length > 0) {
      logger.warn('courses have had events but no enrolment for a day', { courses: unheardOf });
      metrics.addMetric('UnknownCourses', MetricUnit.Count, unheardOf.length);
    }
    if (silentDays !== null) metrics.addMetric('SilentDays', MetricUnit.Count, silentDays);
    metrics.publishStoredMetrics();
  });
});
