import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { REDRIVEN } from '../../shared/course/inbox.ts';
import { OurError, reasonOf } from '../../shared/ports/our-error.ts';

/** Logs ids, counts, paths and reasons; never what a record holds. */
export const logger = new Logger();

/** The answer that returns only these records to their queue. */
export const failed = (messageIds: Iterable<string>): SQSBatchResponse => ({
  batchItemFailures: [...new Set(messageIds)].map((itemIdentifier) => ({ itemIdentifier })),
});

/** Handles records one by one; one that fails does not keep the others from being handled. */
export async function eachRecord(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const failures: string[] = [];
  for (const record of records) {
    try {
      await handle(record);
    } catch (error) {
      logger.error('a record failed and returns to its queue', {
        messageId: record.messageId,
        ...reasonOf(error),
      });
      failures.push(record.messageId);
    }
  }
  return failed(failures);
}

/** A record that no retry can mend: it ends in the dead-letter queue for the operator. */
export class BadRecordError extends OurError {
  override readonly name = 'BadRecordError';
}

/** Whether the record was delivered before, or failed so often that an operator had to put it back. */
export const isRepeated = ({ attributes, messageAttributes }: SQSRecord): boolean =>
  Number(attributes.ApproximateReceiveCount) > 1 || REDRIVEN in messageAttributes;
