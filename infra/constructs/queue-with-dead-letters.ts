import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersName } from '../../shared/names.ts';

/**
 * A week in which nothing runs loses nothing; what fails is a dead letter after two days. Both periods count from when a
 * message was first sent.
 */
const SOURCE_RETENTION = Duration.days(7);
export const DEAD_LETTER_RETENTION = Duration.days(14);
/** AWS advises six times the function's timeout, so that a throttled batch is not received twice. */
const VISIBILITY_TIMES_TIMEOUT = 6;

export type QueueWithDeadLettersProps = {
  readonly queueName: string;
  /** Timeout of the function that reads the queue. */
  readonly functionTimeout: Duration;
  /** How often a message is tried, a visibility timeout after another, before it is a dead letter. */
  readonly attempts: number;
  /** The clinic's own key; without one SQS encrypts with its own. */
  readonly key: IKey | undefined;
};

/** A queue of one function, and the queue for what that function could not handle. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    const common: QueueProps = {
      enforceSSL: true,
      ...(props.key
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: props.key }
        : { encryption: QueueEncryption.SQS_MANAGED }),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      queueName: deadLettersName(props.queueName),
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: props.queueName,
      retentionPeriod: SOURCE_RETENTION,
      visibilityTimeout: Duration.seconds(props.functionTimeout.toSeconds() * VISIBILITY_TIMES_TIMEOUT),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.attempts },
    });
  }
}
