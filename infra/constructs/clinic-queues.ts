import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type QueueName, queueName } from '../../shared/names.ts';
import { FUNCTION_TIMEOUT } from './clinic-function.ts';
import { pascalCase } from './pascal-case.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

/**
 * How often a message is tried, every six minutes. Nobody else brings events and reports back: they outlast two days
 * without AWS or without an operator. A digest can wait until the evening. Wakes and sweeps are few: the next sweep
 * does what they would have done.
 */
const ATTEMPTS: Readonly<Record<QueueName, number>> = {
  events: 480,
  wakes: 5,
  emails: 480,
  digests: 100,
  sweeps: 5,
};

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
