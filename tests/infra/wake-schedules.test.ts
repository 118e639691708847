import { describe, expect, it } from 'vitest';
import { clinic, resourceOf, statementsFor, templateOf } from './templates.ts';

const { template } = templateOf(clinic('maximal', { timeZone: 'Atlantic/Faroe' }));
const queue = (start: string) => ({
  'Fn::GetAtt': [resourceOf(template, 'AWS::SQS::Queue', `Queues${start}`)[0], 'Arn'],
});

describe('schedules', () => {
  it('repeat the digest on weekdays at the clinic’s time and the sweep hourly', () => {
    const [group] = resourceOf(template, 'AWS::Scheduler::ScheduleGroup');
    const common = {
      GroupName: { Ref: group },
      ScheduleExpressionTimezone: 'Atlantic/Faroe',
      FlexibleTimeWindow: { Mode: 'OFF' },
    };
    expect(resourceOf(template, 'AWS::Scheduler::Schedule', 'Schedulesdigest')[1].Properties).toMatchObject({
      ...common,
      ScheduleExpression: 'cron(30 6 ? * MON-FRI *)',
      Target: {
        Arn: queue('DigestsQueue'),
        DeadLetterConfig: { Arn: queue('DigestsDeadLetters') },
        Input: '{"kind":"digest"}',
      },
    });
    expect(resourceOf(template, 'AWS::Scheduler::Schedule', 'Schedulessweep')[1].Properties).toMatchObject({
      ...common,
      ScheduleExpression: 'rate(1 hour)',
      Target: {
        Arn: queue('SweepsQueue'),
        DeadLetterConfig: { Arn: queue('SweepsDeadLetters') },
        Input: '{"kind":"sweep"}',
      },
    });
  });

  it('act in a role that only this clinic’s group can take on', () => {
    const [, role] = resourceOf(template, 'AWS::IAM::Role', 'Schedules');
    const trust = role.Properties?.['AssumeRolePolicyDocument'] as { Statement: unknown[] };
    expect(trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '444455556666',
            'aws:SourceArn':
              'arn:aws:scheduler:eu-central-1:444455556666:schedule-group/course-reminders-maximal',
          },
        },
      },
    ]);
  });

  it('may send to the queues of wakes, digests and sweeps and to their dead letters, and nowhere else', () => {
    const [send, key] = statementsFor(template, 'Schedules');
    expect(send?.Action).toBe('sqs:SendMessage');
    expect(new Set([send?.Resource].flat().map((arn) => JSON.stringify(arn)))).toEqual(
      new Set(
        ['Wakes', 'Digests', 'Sweeps']
          .flatMap((name) => [queue(`${name}Queue`), queue(`${name}DeadLetters`)])
          .map((arn) => JSON.stringify(arn)),
      ),
    );
    expect(key?.Sid).toBe('UseClinicKey');
  });

  it('keep the names that armed wakes carry, however the stack is rearranged', () => {
    expect(resourceOf(template, 'AWS::IAM::Role', 'Schedules')[1].Properties?.['RoleName']).toBe(
      'course-reminders-maximal-wakes',
    );
    expect(resourceOf(template, 'AWS::SQS::Queue', 'QueuesWakesQueue')[1].Properties?.['QueueName']).toBe(
      'course-reminders-maximal-wakes',
    );
  });
});
