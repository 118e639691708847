import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { advance } from '../shared/advance.ts';
import { createMailer, createSesClient } from '../shared/aws/mailer.ts';
import type { Instant } from '../shared/core/instant.ts';
import { createDelivery } from '../shared/deliver.ts';
import { wakeEnvironment } from '../shared/environment.ts';
import { BadRecordError, eachRecord, isRepeated, jsonBody } from './batch.ts';
import { watched } from './put-off.ts';
import { createTools } from './tools.ts';

const environment = wakeEnvironment.parse(process.env);
const courseTools = createTools(environment);
const mailer = watched(createMailer(createSesClient(), environment.CLINIC, environment.CONFIGURATION_SET));
const tools = { ...courseTools, deliver: createDelivery({ ...courseTools, mailer }) };

const wake = z.object({
  courseId: z.string(),
  wakeAt: z.iso.datetime().transform((text) => text as Instant),
});

/** Wakes courses at the instants they asked for: what is due goes out, and the next wake is armed. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async (record) => {
    const parsed = wake.safeParse(jsonBody(record));
    if (!parsed.success) throw new BadRecordError('expected courseId and wakeAt');
    const { courseId, wakeAt } = parsed.data;
    await advance(tools, courseId, { kind: 'wake', wakeAt, repeated: isRepeated(record) });
  });
}
