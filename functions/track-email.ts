import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import { createDeadLetterQueue, createSqsClient } from '../shared/aws/dead-letter-queue.ts';
import { createDigestStore } from '../shared/aws/dynamo-digest-store.ts';
import { createMailer, createSesClient } from '../shared/aws/ses-mailer.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { readReport } from '../shared/course/provider-report.ts';
import { track } from '../shared/course/track.ts';
import { trackStaff } from '../shared/digest/track-staff.ts';
import { readEnvironment, trackEnvironment } from '../shared/environment.ts';
import type { StaffReport } from '../shared/ports/digest-store.ts';
import { BadRecordError, eachRecord, isRepeated, logger, observed } from './lib/batch.ts';
import { createTools, now } from './lib/tools.ts';
import { watched } from './lib/watched-mailer.ts';

const environment = readEnvironment(trackEnvironment);
const { CLINIC: clinic, TABLE_NAME, CONFIGURATION_SET, DEAD_LETTERS_URL } = environment;
const deadLetters = createDeadLetterQueue(createSqsClient(), DEAD_LETTERS_URL);
const tools = createTools(environment);
const digestTools = {
  store: createDigestStore(createDocumentClient(), TABLE_NAME),
  mailer: watched(createMailer(createSesClient(), clinic, CONFIGURATION_SET)),
  clinic,
  now,
};
const metrics = new Metrics();

/** Follows what became of the e-mails that were sent. */
export const handler = observed(({ Records }) => {
  return eachRecord(Records, follow, deadLetters);
});

async function follow(record: SQSRecord): Promise<void> {
  const report = readReport(record.body);
  switch (report.kind) {
    case 'malformed':
      throw new BadRecordError('expected an event of the e-mail provider');
    case 'unrelated':
      return;
    case 'staff':
      return hearOfStaff(report);
    case 'patient': {
      const refused = await track(tools, report, isRepeated(record));
      if (refused.some(({ reason }) => reason === 'full'))
        throw new BadRecordError('expected a course with room');
      return;
    }
    default:
      return report satisfies never;
  }
}

async function hearOfStaff(report: StaffReport): Promise<void> {
  const { recipient, because } = report;
  logger.warn('mails to the clinic do not get through', { recipient, because });
  if (!(await trackStaff(digestTools, report))) return;
  metrics.addMetric('ManagerUnreachable', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}
