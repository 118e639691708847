import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { advance } from '../shared/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { readReport } from '../shared/provider-report.ts';
import { BadRecordError, eachRecord } from './batch.ts';
import { createTools, now } from './tools.ts';

const tools = createTools(courseEnvironment.parse(process.env));

/** Follows what became of the e-mails that were sent to patients. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async ({ body }) => {
    const report = readReport(body);
    if (report.kind === 'malformed') throw new BadRecordError('expected an event of the e-mail provider');
    if (report.kind === 'unrelated') return;
    const { sent, isTaken, failure } = report;
    // The provider has it, whatever became of it: an attempt whose answer got lost is settled by this.
    if (isTaken) await tools.store.settle(sent.courseId, sent, { status: 'sent', sentAt: now() });
    if (!failure) return;
    const { refused } = await advance(tools, sent.courseId, { kind: 'events', events: [failure] });
    if (refused.some(({ reason }) => reason === 'full'))
      throw new BadRecordError('expected a course with room');
  });
}
