import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ATTEMPTS, type QueueName, queueName } from '../../shared/names.ts';
import { FUNCTION_TIMEOUT } from './clinic-function.ts';
import { pascalCase } from './pascal-case.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

/** The clinic's queues, one for each function: nothing calls a function directly, so that nothing is lost. */
export class ClinicQueues extends Construct {
  readonly events: QueueWithDeadLetters;
  readonly wakes: QueueWithDeadLetters;
  readonly emails: QueueWithDeadLetters;
  readonly digests: QueueWithDeadLetters;
  readonly sweeps: QueueWithDeadLetters;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly prefix: string; readonly key: IKey | undefined },
  ) {
    super(scope, id);
    const queue = (name: QueueName) =>
      new QueueWithDeadLetters(this, pascalCase(name), {
        queueName: queueName(props.prefix, name),
        functionTimeout: FUNCTION_TIMEOUT,
        attempts: ATTEMPTS[name],
        key: props.key,
      });
    this.events = queue('events');
    this.wakes = queue('wakes');
    this.emails = queue('emails');
    this.digests = queue('digests');
    this.sweeps = queue('sweeps');
  }
}
