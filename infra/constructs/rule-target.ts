import { Stack } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

const EVENT_BRIDGE = new ServicePrincipal('events.amazonaws.com');

/**
 * A queue as a rule's target, with its dead letters for what cannot be sent. Of all rules of the account only this
 * one may send there: it is known by its name, since the queue's policy is made before the rule.
 */
export function onlyFrom(ruleArn: string, { queue, deadLetters }: QueueWithDeadLetters): IRuleTarget {
  admit(ruleArn, queue);
  admit(ruleArn, deadLetters);
  return { bind: () => ({ arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }) };
}

/** Lets EventBridge send to a queue for one rule or one bus. */
export function admit(sourceArn: string, queue: Queue): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventBridgeSends',
      principals: [EVENT_BRIDGE],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    }),
  );
}

/** Lets EventBridge send into queues that a key encrypts. */
export function letRulesUse(key: IKey): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'RulesUseKey',
      principals: [EVENT_BRIDGE],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(key).account } },
    }),
  );
}
