import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { domainOf } from '../clinics/email-domain.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

/** What SES tells about an e-mail: the event type of the configuration set, and its name on the bus. */
const TRACKED = [
  [EmailSendingEvent.SEND, 'Email Sent'],
  [EmailSendingEvent.DELIVERY, 'Email Delivered'],
  [EmailSendingEvent.DELIVERY_DELAY, 'Email Delivery Delayed'],
  [EmailSendingEvent.BOUNCE, 'Email Bounced'],
  [EmailSendingEvent.COMPLAINT, 'Email Complaint Received'],
  [EmailSendingEvent.REJECT, 'Email Rejected'],
] as const;

export type ClinicEmailProps = {
  readonly configurationSetName: string;
  /** The address that every e-mail comes from; SES lets the clinic send from its domain. */
  readonly senderAddress: string;
  /** Where SES's reports go. */
  readonly reports: QueueWithDeadLetters;
};

/** The clinic's right to send from its domain, and the way back of what became of each e-mail. */
export class ClinicEmail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  readonly configurationSetArn: string;
  readonly mailFromDomain: string;
  readonly senderAddress: string;
  readonly ruleName: string;

  constructor(scope: Construct, id: string, props: ClinicEmailProps) {
    super(scope, id);
    const domain = domainOf(props.senderAddress);
    this.senderAddress = props.senderAddress;
    this.mailFromDomain = `mail.${domain}`;
    this.ruleName = `${props.configurationSetName}-emails`;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // A bounce is remembered by the course, which forgets it when the clinic gives the address again.
      suppressionReasons: SuppressionReasons.COMPLAINTS_ONLY,
    });
    this.configurationSetArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
      mailFromDomain: this.mailFromDomain,
      // Reports go to the bus; forwarding would put patients' addresses into the sender's mailbox too.
      feedbackForwarding: false,
    });
    this.report(props);
  }

  /** SES reports to the account's default bus, which all its clinics share: the rule takes only this clinic's. */
  private report({ configurationSetName, reports }: ClinicEmailProps): void {
    const defaultBus = EventBus.fromEventBusArn(
      this,
      'DefaultBus',
      Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
    );
    this.configurationSet.addEventDestination('Reports', {
      configurationSetEventDestinationName: 'reports',
      destination: EventDestination.eventBus(defaultBus),
      events: TRACKED.map(([event]) => event),
    });
    new Rule(this, 'Emails', {
      ruleName: this.ruleName,
      description: 'What became of this clinic’s e-mails, to track-email',
      eventPattern: {
        source: ['aws.ses'],
        detailType: TRACKED.map(([, detailType]) => detailType),
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
      },
      targets: [new SqsQueue(reports.queue, { deadLetterQueue: reports.deadLetters })],
    });
  }
}
