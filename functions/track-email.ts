import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readReport } from '../shared/course/provider-report.ts';
import { track } from '../shared/course/track.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { BadRecordError, eachRecord, isRepeated } from './lib/batch.ts';
import { createTools } from './lib/tools.ts';

const tools = createTools(courseEnvironment.parse(process.env));

/** Follows what became of the e-mails that were sent to patients. */
export function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return eachRecord(Records, async (record) => {
    const report = readReport(record.body);
    if (report.kind === 'malformed') throw new BadRecordError('expected an event of the e-mail provider');
    if (report.kind === 'unrelated') return;
    const refused = await track(tools, report, isRepeated(record));
    if (refused.some(({ reason }) => reason === 'full'))
      throw new BadRecordError('expected a course with room');
  });
}
