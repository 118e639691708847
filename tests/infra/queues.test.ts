import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { clinic, propertiesOf, resourceOf, resourcesOf, templateOf } from './templates.ts';

const { template, assert } = templateOf(clinic('sample'));
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const sources = queues.filter(([, queue]) => queue.Properties?.['RedrivePolicy']);
const deadLetters = queues.filter(([, queue]) => !queue.Properties?.['RedrivePolicy']);

describe('queues', () => {
  it('are one for each function, each with dead letters of its own', () => {
    expect(sources.map(([, queue]) => queue.Properties?.['QueueName'])).toEqual(
      ['events', 'wakes', 'emails', 'digests', 'sweeps'].map((name) => `course-reminders-sample-${name}`),
    );
    const targets = sources.map(([, queue]) => {
      const redrive = queue.Properties?.['RedrivePolicy'] as {
        deadLetterTargetArn: { 'Fn::GetAtt': string[] };
      };
      return redrive.deadLetterTargetArn['Fn::GetAtt'][0];
    });
    expect(new Set(targets)).toEqual(new Set(deadLetters.map(([id]) => id)));
  });

  it('try for as long as nobody else brings it back, and keep what failed longer than what waits', () => {
    const attempts = sources.map(([, queue]) => {
      expect(queue.Properties?.['MessageRetentionPeriod']).toBe(7 * 86_400);
      return propertiesOf<{ RedrivePolicy: { maxReceiveCount: number } }>(queue).RedrivePolicy
        .maxReceiveCount;
    });
    // Every six minutes: two days, half an hour, two days, ten hours, half an hour.
    expect(attempts).toEqual([480, 5, 480, 100, 5]);
    for (const [, { Properties }] of deadLetters)
      expect(Properties?.['MessageRetentionPeriod']).toBe(14 * 86_400);
  });

  it('hide a message for six times as long as its function may run', () => {
    const read = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
      ([, mapping]) => propertiesOf<{ FunctionName: { Ref: string } }>(mapping).FunctionName.Ref,
    );
    const timeouts = read.map((id) => template.Resources[id]?.Properties?.['Timeout']);
    expect(timeouts).toEqual([60, 60, 60, 60, 60]);
    for (const [, queue] of sources) expect(queue.Properties?.['VisibilityTimeout']).toBe(360);
  });

  it('are encrypted and refuse connections without TLS', () => {
    for (const [, queue] of queues) expect(queue.Properties?.['SqsManagedSseEnabled']).toBe(true);
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy');
    expect(policies).toHaveLength(queues.length);
    for (const [, policy] of policies) {
      expect(JSON.stringify(policy)).toContain(
        '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
      );
    }
  });

  it('take the clinic’s own key when it has one', () => {
    const own = templateOf(clinic('maximal')).template;
    const [key] = resourceOf(own, 'AWS::KMS::Key');
    const ofFunctions = resourcesOf(own, 'AWS::SQS::Queue').filter(([id]) => id.startsWith('Queues'));
    expect(ofFunctions).toHaveLength(queues.length);
    for (const [, queue] of ofFunctions) {
      expect(queue.Properties?.['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [key, 'Arn'] });
    }
  });

  it('are read in batches of ten, of which single messages may fail', () => {
    const mapping = { BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] };
    assert.resourceCountIs('AWS::Lambda::EventSourceMapping', 5);
    assert.allResourcesProperties(
      'AWS::Lambda::EventSourceMapping',
      Match.objectLike({ ...mapping, ScalingConfig: { MaximumConcurrency: Match.anyValue() } }),
    );
  });
});
