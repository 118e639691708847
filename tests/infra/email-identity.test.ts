import { describe, expect, it } from 'vitest';
import { clinic, resourceOf, statementsFor, templateOf } from './templates.ts';

const { template, assert } = templateOf(clinic('sample'));
const assertFor = (changes: object) => templateOf(clinic('sample', { ...changes })).assert;

describe('e-mail', () => {
  it('is sent from the clinic’s domain, signed, and never without TLS', () => {
    assert.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'sundby-fysioterapi.example',
      MailFromAttributes: { MailFromDomain: 'reminders.sundby-fysioterapi.example' },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
    assert.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'course-reminders-sample',
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
  });

  it('has its bounces come back to a subdomain that the clinic names: a host of that name must be free', () => {
    assertFor({ mailFromSubdomain: 'ses' }).hasResourceProperties('AWS::SES::EmailIdentity', {
      MailFromAttributes: { MailFromDomain: 'ses.sundby-fysioterapi.example' },
    });
  });

  it('is sent from a domain that the account has already, which the stack leaves alone', () => {
    const existing = templateOf(clinic('sample', { senderIdentity: 'existing' }));
    existing.assert.resourceCountIs('AWS::SES::EmailIdentity', 0);
    expect(Object.keys(existing.template.Outputs ?? {}).filter((name) => /Dkim|MailFrom/.test(name))).toEqual(
      [],
    );
  });

  it.each(['created', 'existing'])(
    'may be sent where the address itself is an identity too, %s',
    (senderIdentity) => {
      const { template } = templateOf(clinic('sample', { senderIdentity }));
      const send = statementsFor(template, 'FunctionsWakeCourse').find(({ Sid }) => Sid === 'SendEmail');
      const arn = 'arn:aws:ses:eu-north-1:111122223333:identity';
      expect(send?.Resource).toEqual(
        expect.arrayContaining([
          `${arn}/sundby-fysioterapi.example`,
          `${arn}/paamindelser@sundby-fysioterapi.example`,
        ]),
      );
    },
  );

  it('is reported to the account’s default bus and from there to this clinic only', () => {
    const [, destination] = resourceOf(template, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destination.Properties?.['EventDestination']).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject'],
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-north-1:111122223333:event-bus/default' },
    });
    const [, rule] = resourceOf(template, 'AWS::Events::Rule', 'Email');
    expect(rule.Properties?.['EventBusName']).toBeUndefined();
    expect(rule.Properties?.['EventPattern']).toEqual({
      source: ['aws.ses'],
      'detail-type': [
        'Email Sent',
        'Email Delivered',
        'Email Delivery Delayed',
        'Email Bounced',
        'Email Complaint Received',
        'Email Rejected',
      ],
      detail: { mail: { tags: { 'ses:configuration-set': ['course-reminders-sample'] } } },
    });
  });

  it('tells the DNS records that it needs', () => {
    const outputs = Object.entries(template.Outputs ?? {})
      .filter(([, output]) => output.Description === 'DNS record to create')
      .map(([name]) => name);
    expect(outputs).toEqual(['DkimRecord1', 'DkimRecord2', 'DkimRecord3', 'MailFromMx', 'MailFromSpf']);
  });
});
