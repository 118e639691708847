import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { clinic, resourceOf, templateOf } from './templates.ts';

const sample = templateOf(clinic('sample'));
const maximal = templateOf(clinic('maximal'));

describe('the bus', () => {
  it('lets in whatever comes from the clinic’s system: what is no event of ours must be seen to fail', () => {
    const [, rule] = resourceOf(sample.template, 'AWS::Events::Rule', 'Bus');
    expect(rule.Properties?.['EventPattern']).toEqual({ source: ['clinic.courses'] });
  });

  it('sends to the events queue, and to its dead letters what it cannot send', () => {
    const arnOf = (start: string) => ({
      'Fn::GetAtt': [resourceOf(sample.template, 'AWS::SQS::Queue', start)[0], 'Arn'],
    });
    const [, rule] = resourceOf(sample.template, 'AWS::Events::Rule', 'Bus');
    expect(rule.Properties?.['Targets']).toEqual([
      {
        Id: 'Target0',
        Arn: arnOf('QueuesEventsQueue'),
        DeadLetterConfig: { Arn: arnOf('QueuesEventsDeadLetters') },
      },
    ]);
  });

  it('lets no other rule of the account send there', () => {
    const policy = (start: string) =>
      resourceOf(sample.template, 'AWS::SQS::QueuePolicy', start)[1].Properties?.['PolicyDocument'];
    const arn = 'arn:aws:events:eu-north-1:111122223333:rule';
    const rules = {
      QueuesEventsQueuePolicy: `${arn}/course-reminders-sample/course-reminders-sample-events`,
      QueuesEventsDeadLettersPolicy: `${arn}/course-reminders-sample/course-reminders-sample-events`,
      QueuesEmailsQueuePolicy: `${arn}/course-reminders-sample-emails`,
      QueuesEmailsDeadLettersPolicy: `${arn}/course-reminders-sample-emails`,
    };
    for (const [start, rule] of Object.entries(rules)) {
      const [, admits, ...others] = (policy(start) as { Statement: unknown[] }).Statement;
      expect(others).toEqual([]);
      expect(admits).toMatchObject({
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': rule } },
      });
    }
  });

  it('keeps events for thirty days, to replay them', () => {
    sample.assert.hasResourceProperties('AWS::Events::Archive', {
      RetentionDays: 30,
      EventPattern: { source: ['clinic.courses'] },
    });
  });

  it('admits named accounts with course events only', () => {
    sample.assert.resourceCountIs('AWS::Events::EventBusPolicy', 0);
    maximal.assert.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: Match.objectLike({
        Action: 'events:PutEvents',
        Principal: { AWS: ['arn:aws:iam::777788889999:root', 'arn:aws:iam::222233334444:root'] },
        Condition: { StringEquals: { 'events:source': 'clinic.courses' } },
      }),
    });
  });

  it('and its archive are encrypted with the clinic’s own key when it has one', () => {
    const key = { 'Fn::GetAtt': [resourceOf(maximal.template, 'AWS::KMS::Key')[0], 'Arn'] };
    maximal.assert.hasResourceProperties('AWS::Events::EventBus', { KmsKeyIdentifier: key });
    maximal.assert.hasResourceProperties('AWS::Events::Archive', { KmsKeyIdentifier: key });
  });

  it('leaves what that key does not open in a queue with another key', () => {
    const [id, queue] = resourceOf(maximal.template, 'AWS::SQS::Queue', 'BusDeadLetters');
    expect(queue.Properties).toMatchObject({
      QueueName: 'course-reminders-maximal-bus-dead-letters',
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    maximal.assert.hasResourceProperties('AWS::Events::EventBus', {
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } },
    });
    sample.assert.hasResourceProperties('AWS::Events::EventBus', { DeadLetterConfig: Match.absent() });
  });
});
