import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { advance } from '../shared/advance.ts';
import { createMailer, createSesClient } from '../shared/aws/mailer.ts';
import { createDelivery } from '../shared/deliver.ts';
import { wakeEnvironment } from '../shared/environment.ts';
import { readWake } from '../shared/inbox.ts';
import { BadRecordError, eachRecord, isRepeated } from './batch.ts';
import { createTools } from './tools.ts';
import { watched } from './watched-mailer.ts';

const environment = wakeEnvironment.parse(process.env);
const courseTools = createTools(environment);
const mailer = watched(createMailer(createSesClient(), environment.CLINIC, environment.CONFIGURATION_SET));
const tools = { ...courseTools, deliver: createDelivery({ ...courseTools, mailer }) };

/** Wakes courses at the instants they asked for: what is due goes out, and the next wake is armed. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async (record) => {
    const wake = readWake(record.body);
    if (!wake) throw new BadRecordError('expected courseId and wakeAt');
    const { courseId, wakeAt } = wake;
    await advance(tools, courseId, { kind: 'wake', wakeAt, repeated: isRepeated(record) });
  });
}
