import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { QUEUE_NAMES } from '../../shared/names.ts';
import { clinic, resourceOf, resourcesOf, templateOf } from './templates.ts';

const { template, assert } = templateOf(clinic('sample'));
const maximal = templateOf(clinic('maximal'));
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties ?? {});

describe('alarms', () => {
  it('watch everything that can be lost, stuck or refused', () => {
    const expected = [
      ...QUEUE_NAMES.map((queue) => `${queue}-dead-letters`),
      ...['events', 'wakes', 'emails', 'digests'].map((queue) => `${queue}-oldest-message`),
      ...['record-event', 'wake-course', 'track-email', 'send-digest', 'sweep'].map(
        (name) => `${name}-errors`,
      ),
      'functions-throttled',
      'pages-failed',
      'overdue-wakes',
      'missing-schedules',
      'sweep-silent',
      'events-lost',
      'reports-lost',
      'wakes-lost',
      'events-silent',
      'unknown-courses',
      'emails-put-off',
      'emails-refused',
      'reports-silent',
      'manager-unreachable',
      'bounce-rate',
      'complaint-rate',
    ];
    expect(alarms.map((alarm) => alarm['AlarmName'])).toEqual(
      expected.map((name) => `course-reminders-sample-${name}`),
    );
  });

  it('e-mail the operator, at the start and at the end', () => {
    const topic = { Ref: resourceOf(template, 'AWS::SNS::Topic')[0] };
    for (const alarm of alarms) expect(alarm).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
    assert.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'drift@sundby-fysioterapi.example',
    });
  });

  it('cost no key: the topic has the clinic’s own, or none', () => {
    expect(resourcesOf(template, 'AWS::KMS::Key')).toEqual([]);
    const [, topic] = resourceOf(template, 'AWS::SNS::Topic');
    expect(topic.Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  it('can publish to a topic that the clinic’s own key encrypts', () => {
    const [key] = resourceOf(maximal.template, 'AWS::KMS::Key');
    maximal.assert.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] },
    });
    maximal.assert.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });

  const own = (MetricName: string) => ({
    Namespace: 'CourseReminders',
    MetricName,
    Dimensions: [{ Name: 'service', Value: 'course-reminders-sample' }],
  });

  it('sound when the sweep finds lost wakes, and when it is silent', () => {
    for (const name of ['OverdueWakes', 'MissingSchedules']) {
      assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
        ...own(name),
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      });
    }
    const [sweep] = resourceOf(template, 'AWS::Lambda::Function', 'FunctionsSweep');
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: sweep } }],
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('sound when an e-mail has been put off for an hour', () => {
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...own('PutOffMinutes'),
      Statistic: 'Maximum',
      Period: 3600,
      EvaluationPeriods: 1,
      Threshold: 60,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it('sound when of no e-mail that was looked at anything was reported, until something is', () => {
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...own('UnheardReports'),
      Statistic: 'Minimum',
      Period: 6 * 3600,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'ignore',
    });
  });

  it('sound when one e-mail is refused for good', () => {
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...own('EmailsRefused'),
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('alarms about the clinic’s people', () => {
  it.each(['ManagerUnreachable', 'UnknownCourses'])('sound when there is one: %s', (MetricName) => {
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'CourseReminders',
      MetricName,
      Dimensions: [{ Name: 'service', Value: 'course-reminders-sample' }],
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('the dashboard', () => {
  it('shows alarms, flow, health, e-mails and the latest problems', () => {
    const [, dashboard] = resourceOf(maximal.template, 'AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(dashboard.Properties?.['DashboardBody']);
    for (const title of ['Alarms', 'Events taken in', 'Messages waiting', 'Dead letters']) {
      expect(body).toContain(title);
    }
    for (const metric of [
      'OverdueWakes',
      'MissingSchedules',
      'OutdatedPlans',
      'PutOffMinutes',
      'EmailsRefused',
    ]) {
      expect(body).toContain(metric);
    }
    expect(body).toContain('Latest warnings and errors');
  });

  it('is there only when the clinic says so', () => {
    expect(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).toEqual([]);
    expect(Object.keys(template.Outputs ?? {})).not.toContain('DashboardUrl');
    expect(Object.keys(maximal.template.Outputs ?? {})).toContain('DashboardUrl');
  });
});
