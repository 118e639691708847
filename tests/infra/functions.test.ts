import { globSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES, FUNCTION_TIMEOUT } from '../../infra/constructs/clinic-function.ts';
import { synthesizeTemplate } from '../../infra/synthesize.ts';
import { LEASE_MINUTES } from '../../shared/core/reminders/settle.ts';
import { clinic, propertiesOf, resourceOf, resourcesOf, templateOf } from './templates.ts';

const { template, assert } = templateOf(clinic('sample'));
const environmentOf = (start: string) => {
  const [, fn] = resourceOf(template, 'AWS::Lambda::Function', `Functions${start}`);
  return propertiesOf<{ Environment: { Variables: Record<string, unknown> } }>(fn).Environment.Variables;
};
const ROOT = join(import.meta.dirname, '../..');
const COMMON = ['CLINIC', 'TABLE_NAME', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
const ARMING = ['SCHEDULE_GROUP', 'WAKE_QUEUE_ARN', 'SCHEDULER_ROLE_ARN'];
const SENDING = ['CONFIGURATION_SET', 'PAGES_URL'];
const REFUSING = ['DEAD_LETTERS_URL'];

describe('functions', () => {
  it('name their source in the template', () => {
    const sources = synthesizeTemplate(clinic('sample')).functions.map(({ entry }) => entry);
    expect(sources).toEqual(FUNCTION_NAMES.map((name) => `functions/${name}.ts`));
    expect(sources.toSorted()).toEqual(globSync('functions/*.ts', { cwd: ROOT }).sort());
  });

  it('run on Node 24 on arm64, outside any network, untraced', () => {
    assert.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      VpcConfig: Match.absent(),
      TracingConfig: Match.absent(),
    });
  });

  it('have stopped long before a message that one of them has claimed may be claimed by another', () => {
    expect(FUNCTION_TIMEOUT.toMinutes() * 5).toBeLessThanOrEqual(LEASE_MINUTES);
  });

  it('are told exactly what they need', () => {
    const keys = (start: string) => Object.keys(environmentOf(start)).sort();
    const exactly = (...names: string[]) => names.sort();
    expect(keys('RecordEvent')).toEqual(exactly(...COMMON, ...ARMING, ...REFUSING));
    expect(keys('WakeCourse')).toEqual(exactly(...COMMON, ...ARMING, ...SENDING));
    expect(keys('TrackEmail')).toEqual(exactly(...COMMON, ...ARMING, ...SENDING, ...REFUSING));
    expect(keys('SendDigest')).toEqual(exactly(...COMMON, ...SENDING));
    expect(keys('Sweep')).toEqual(exactly(...COMMON, ...ARMING));
    for (const answering of ['PatientPages', 'Api'])
      expect(keys(answering)).toEqual(exactly(...COMMON, ...ARMING));
    expect(keys('StaffPages')).toEqual(exactly(...COMMON, ...ARMING, 'SIGN_IN_ISSUER', 'SIGN_IN_CLIENT_ID'));
  });

  it('find the clinic’s own resources in their environment', () => {
    const [wakes] = resourceOf(template, 'AWS::SQS::Queue', 'QueuesWakesQueue');
    const [role] = resourceOf(template, 'AWS::IAM::Role', 'Schedules');
    expect(environmentOf('WakeCourse')).toMatchObject({
      TABLE_NAME: { Ref: resourceOf(template, 'AWS::DynamoDB::GlobalTable')[0] },
      SCHEDULE_GROUP: { Ref: resourceOf(template, 'AWS::Scheduler::ScheduleGroup')[0] },
      WAKE_QUEUE_ARN: { 'Fn::GetAtt': [wakes, 'Arn'] },
      SCHEDULER_ROLE_ARN: { 'Fn::GetAtt': [role, 'Arn'] },
      CONFIGURATION_SET: { Ref: resourceOf(template, 'AWS::SES::ConfigurationSet')[0] },
      POWERTOOLS_SERVICE_NAME: 'course-reminders-sample',
    });
    for (const [name, queue] of [
      ['RecordEvent', 'Events'],
      ['TrackEmail', 'Emails'],
    ]) {
      const [id] = resourceOf(template, 'AWS::SQS::Queue', `Queues${queue}DeadLetters`);
      expect(environmentOf(String(name))['DEAD_LETTERS_URL']).toEqual({ Ref: id });
    }
  });

  it('log to groups of their own, for three months', () => {
    const logs = resourcesOf(template, 'AWS::Logs::LogGroup')
      .filter(([id]) => id.startsWith('Functions'))
      .map(([, log]) => log.Properties);
    expect(logs.map((log) => log?.['LogGroupName'])).toEqual(
      FUNCTION_NAMES.map((name) => `/course-reminders/sample/${name}`),
    );
    for (const log of logs) expect(log?.['RetentionInDays']).toBe(90);
  });
});
