import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { DeadLetterQueue } from '../../shared/aws/dead-letter-queue.ts';
import { REDRIVEN } from '../../shared/course/inbox.ts';
import { OurError, reasonOf } from '../../shared/ports/our-error.ts';

/** Logs ids, counts, paths and reasons; never what a record holds. */
export const logger = new Logger();

/** A handler whose lines in the log name the run and the version of the function that wrote them. */
export const observed =
  (handle: (event: SQSEvent) => Promise<SQSBatchResponse>) =>
  (event: SQSEvent, { awsRequestId, functionVersion }: Context): Promise<SQSBatchResponse> => {
    logger.appendKeys({ requestId: awsRequestId, version: functionVersion });
    return handle(event);
  };

/** What becomes of the records of one batch; what is not said of any is that it was handled. */
export class Batch {
  readonly #records: readonly SQSRecord[];
  readonly #deadLetters: DeadLetterQueue | null;
  readonly #failed = new Set<string>();

  /** @param deadLetters where records go that no retry can mend; without it they are tried again like all others */
  constructor(records: readonly SQSRecord[], deadLetters: DeadLetterQueue | null = null) {
    this.#records = records;
    this.#deadLetters = deadLetters;
  }

  /** A record that returns to its queue, or is left for the operator when no retry can mend it. */
  async failed(record: SQSRecord, error: unknown): Promise<void> {
    const about = { messageId: record.messageId, ...reasonOf(error) };
    if (!(error instanceof BadRecordError) || !this.#deadLetters) {
      logger.error('a record failed and returns to its queue', about);
      this.#failed.add(record.messageId);
      return;
    }
    try {
      await this.#deadLetters.add(record.body);
      logger.error('a record was refused and is left among the dead letters', about);
    } catch (failure) {
      logger.error('a refused record could not be left among the dead letters', {
        ...about,
        because: reasonOf(failure),
      });
      this.#failed.add(record.messageId);
    }
  }

  /**
   * The answer that returns only the failed records to their queue.
   * @throws WholeBatchError when all have failed: the run has done nothing, and counts as failed
   */
  answer(): SQSBatchResponse {
    if (this.#records.length > 0 && this.#failed.size === this.#records.length) throw new WholeBatchError();
    return { batchItemFailures: [...this.#failed].map((itemIdentifier) => ({ itemIdentifier })) };
  }
}

/**
 * Handles records one by one; one that fails does not keep the others from being handled.
 * @throws WholeBatchError when all have failed
 */
export async function eachRecord(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
  deadLetters: DeadLetterQueue | null = null,
): Promise<SQSBatchResponse> {
  const batch = new Batch(records, deadLetters);
  for (const record of records) {
    try {
      await handle(record);
    } catch (error) {
      await batch.failed(record, error);
    }
  }
  return batch.answer();
}

/** A record that no retry can mend. */
export class BadRecordError extends OurError {
  override readonly name = 'BadRecordError';
}

/** Lambda counts a run as failed only when it ends with an error: a list of failed records is a success to it. */
export class WholeBatchError extends OurError {
  override readonly name = 'WholeBatchError';

  constructor() {
    super('every record of the batch failed; the log says why');
  }
}

/** Whether the record was delivered before, or failed so often that an operator had to put it back. */
export const isRepeated = ({ attributes, messageAttributes }: SQSRecord): boolean =>
  Number(attributes.ApproximateReceiveCount) > 1 || REDRIVEN in messageAttributes;
