import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
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
import { onlyFrom } from './rule-target.ts';

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
  /** Subdomain of the sender's domain that is SES's alone. */
  readonly mailFromSubdomain: string;
  /** Whether the account sends from this domain or address already: then its identity is left as it is. */
  readonly hasIdentity: boolean;
  /** Where SES's reports go. */
  readonly reports: QueueWithDeadLetters;
};

/** The clinic's right to send from its domain, and the way back of what became of each e-mail. */
export class ClinicEmail extends Construct {
  /** What SES may send from: the domain, and the address itself, which comes first when it is an identity too. */
  readonly identityArns: readonly string[];
  /** That of the sender's domain. */
  readonly domainIdentityArn: string;
  /** DNS records to make, as `name TYPE value` by the name of their output; none for an identity that was there. */
  readonly dnsRecords: Readonly<Record<string, string>>;
  readonly configurationSet: ConfigurationSet;
  readonly configurationSetArn: string;
  readonly senderAddress: string;
  readonly ruleName: string;

  constructor(scope: Construct, id: string, props: ClinicEmailProps) {
    super(scope, id);
    const domain = domainOf(props.senderAddress);
    this.senderAddress = props.senderAddress;
    this.ruleName = `${props.configurationSetName}-emails`;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // A bounce is remembered by the course, which forgets it when the clinic gives the address again.
      suppressionReasons: SuppressionReasons.COMPLAINTS_ONLY,
    });
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    this.configurationSetArn = arn('configuration-set', this.configurationSet.configurationSetName);
    this.domainIdentityArn = arn('identity', domain);
    this.identityArns = [domain, props.senderAddress].map((name) => arn('identity', name));
    this.dnsRecords = props.hasIdentity ? {} : this.createIdentity(domain, props.mailFromSubdomain);
    this.report(props);
  }

  private createIdentity(domain: string, subdomain: string): Record<string, string> {
    const mailFromDomain = `${subdomain}.${domain}`;
    const { dkimRecords } = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
      mailFromDomain,
      // Reports go to the bus; forwarding would put patients' addresses into the sender's mailbox too.
      feedbackForwarding: false,
    });
    const dkim = dkimRecords.map(({ name, value }, index) => [
      `DkimRecord${index + 1}`,
      `${name} CNAME ${value}`,
    ]);
    return {
      ...Object.fromEntries(dkim),
      MailFromMx: `${mailFromDomain} MX 10 feedback-smtp.${Stack.of(this).region}.amazonses.com`,
      MailFromSpf: `${mailFromDomain} TXT "v=spf1 include:amazonses.com ~all"`,
    };
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
    const ruleArn = Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: this.ruleName,
    });
    new Rule(this, 'Emails', {
      ruleName: this.ruleName,
      description: 'What became of this clinic’s e-mails, to track-email',
      eventPattern: {
        source: ['aws.ses'],
        detailType: TRACKED.map(([, detailType]) => detailType),
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
      },
      targets: [onlyFrom(ruleArn, reports)],
    });
  }
}
