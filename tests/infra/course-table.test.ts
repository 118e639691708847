import { describe, expect, it } from 'vitest';
import { clinic, propertiesOf, resourceOf, templateOf } from './templates.ts';

const tableOf = (clinicId: 'sample' | 'maximal') =>
  resourceOf(templateOf(clinic(clinicId)).template, 'AWS::DynamoDB::GlobalTable')[1];
const sample = tableOf('sample');
const maximal = tableOf('maximal');
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const replicaOf = (table: typeof sample) =>
  propertiesOf<{ Replicas: Record<string, unknown>[] }>(table).Replicas[0];

describe('the table', () => {
  it('holds items by course, with sparse indexes of wakes, of open tasks and of plans', () => {
    expect(sample.Properties).toMatchObject({
      TableName: 'course-reminders-sample',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key('pk', 'sk'),
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'wakes',
          KeySchema: key('wakes', 'nextWakeAt'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        { IndexName: 'worklist', KeySchema: key('worklist', 'dueOn'), Projection: { ProjectionType: 'ALL' } },
        {
          IndexName: 'plans',
          KeySchema: key('plans', 'fingerprint'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });

  it('can be restored to any second of 35 days', () => {
    expect(replicaOf(sample)).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    });
  });

  it('of a production clinic refuses deletion and outlives its stack', () => {
    expect(maximal.DeletionPolicy).toBe('Retain');
    expect(maximal.UpdateReplacePolicy).toBe('Retain');
    expect(replicaOf(maximal)).toMatchObject({ DeletionProtectionEnabled: true });
    expect(sample.DeletionPolicy).toBe('Delete');
  });

  it('is encrypted with the clinic’s own key when it has one', () => {
    expect(maximal.Properties?.['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(sample.Properties?.['SSESpecification']).toEqual({ SSEEnabled: false });
  });
});
