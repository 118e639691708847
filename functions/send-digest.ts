import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDigestStore } from '../shared/aws/dynamo-digest-store.ts';
import { createMailer, createSesClient } from '../shared/aws/ses-mailer.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { sendDigests } from '../shared/digest/send-digests.ts';
import { digestEnvironment } from '../shared/environment.ts';
import { eachRecord } from './lib/batch.ts';
import { now } from './lib/tools.ts';
import { watched } from './lib/watched-mailer.ts';

const { CLINIC: clinic, TABLE_NAME, CONFIGURATION_SET } = digestEnvironment.parse(process.env);
const store = createDigestStore(createDocumentClient(), TABLE_NAME);
const mailer = watched(createMailer(createSesClient(), clinic, CONFIGURATION_SET));

/** Sends the therapists' digests of overdue tasks, once a day. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async () => {
    await sendDigests({ store, mailer, clinic, now });
  });
}
