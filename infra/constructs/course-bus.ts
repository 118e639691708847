import { Stack, Validations } from 'aws-cdk-lib';
import { CfnArchive, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { busDeadLettersName, EVENT_SOURCE } from '../../shared/names.ts';
import { DEAD_LETTER_RETENTION, type QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { admit, onlyFrom } from './rule-target.ts';

/** How long events can be replayed. They hold contact details, so they are kept no longer than that. */
const ARCHIVE_DAYS = 30;

export type CourseBusProps = {
  readonly busName: string;
  readonly senderAccounts: readonly string[];
  readonly events: QueueWithDeadLetters;
  readonly key: IKey | undefined;
};

/** Where the clinic's system puts its events, who may put them there, and the rule that takes them in. */
export class CourseBus extends Construct {
  readonly bus: EventBus;
  readonly ruleName: string;
  /** What a bus with a key of the clinic's own could not encrypt or decrypt. */
  readonly deadLetters: Queue | undefined;

  constructor(scope: Construct, id: string, props: CourseBusProps) {
    super(scope, id);
    const { busName, key } = props;
    this.deadLetters = key ? this.keepUnreadable(busName) : undefined;
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: busName,
      ...(key && this.deadLetters ? { kmsKey: key, deadLetterQueue: this.deadLetters } : {}),
    });
    new CfnArchive(this, 'Archive', {
      archiveName: busName,
      sourceArn: this.bus.eventBusArn,
      eventPattern: { source: [EVENT_SOURCE] },
      retentionDays: ARCHIVE_DAYS,
      ...(key ? { kmsKeyIdentifier: key.keyArn } : {}),
    });
    if (key) this.letEventBridgeUse(key, busName);
    this.admitSenders(props.senderAccounts);
    this.ruleName = `${busName}-events`;
    new Rule(this, 'Events', {
      ruleName: this.ruleName,
      description: 'Events of the clinic’s system, to record-event',
      eventBus: this.bus,
      // Of any type: what record-event does not know ends among the dead letters, where it is seen.
      eventPattern: { source: [EVENT_SOURCE] },
      targets: [onlyFrom(this.arn('rule', `${busName}/${this.ruleName}`), props.events)],
    });
  }

  /** Made from names: the key's policy, which mentions them, is made before bus and rule. */
  private arn(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({ service: 'events', resource, resourceName });
  }

  private admitSenders(accounts: readonly string[]): void {
    if (accounts.length === 0) return;
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NamedAccounts',
        principals: accounts.map((account) => new AccountPrincipal(account)),
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': EVENT_SOURCE } },
      }),
    );
  }

  /** With a key of SQS's own: what the clinic's key does not open would not open there either. */
  private keepUnreadable(busName: string): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      queueName: busDeadLettersName(busName),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It holds dead letters itself: those of the event bus.',
    });
    admit(this.arn('event-bus', busName), queue);
    return queue;
  }

  /** The bus's own use of the key comes with the bus; the archive re-encrypts what it keeps. */
  private letEventBridgeUse(key: IKey, busName: string): void {
    const principals = [new ServicePrincipal('events.amazonaws.com')];
    key.addToResourcePolicy(
      // Asked before a bus or an archive is made, when there is nothing yet that a condition could name.
      new PolicyStatement({
        sid: 'EventBridgeLooksAtKey',
        principals,
        actions: ['kms:DescribeKey'],
        resources: ['*'],
      }),
    );
    const busArn = this.arn('event-bus', busName);
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ArchiveUsesKey',
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn } },
      }),
    );
  }
}
