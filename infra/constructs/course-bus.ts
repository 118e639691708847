import { Stack } from 'aws-cdk-lib';
import { CfnArchive, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import { EVENT_SOURCE } from '../../shared/names.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

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

  constructor(scope: Construct, id: string, props: CourseBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: props.busName,
      ...(props.key ? { kmsKey: props.key } : {}),
    });
    new CfnArchive(this, 'Archive', {
      archiveName: props.busName,
      sourceArn: this.bus.eventBusArn,
      eventPattern: { source: [EVENT_SOURCE] },
      retentionDays: ARCHIVE_DAYS,
      ...(props.key ? { kmsKeyIdentifier: props.key.keyArn } : {}),
    });
    if (props.key) this.letArchiveUse(props.key, props.busName);
    this.admitSenders(props.senderAccounts);
    this.ruleName = `${props.busName}-events`;
    new Rule(this, 'Events', {
      ruleName: this.ruleName,
      description: 'Events that a clinic’s system may send, to record-event',
      eventBus: this.bus,
      eventPattern: { source: [EVENT_SOURCE], detailType: [...SENDER_EVENT_TYPES] },
      targets: [new SqsQueue(props.events.queue, { deadLetterQueue: props.events.deadLetters })],
    });
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

  /** The bus's own use of the key comes with the bus; the archive re-encrypts what it keeps. */
  private letArchiveUse(key: IKey, busName: string): void {
    const busArn = Stack.of(this).formatArn({
      service: 'events',
      resource: 'event-bus',
      resourceName: busName,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ArchiveUsesKey',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn } },
      }),
    );
  }
}
