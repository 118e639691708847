import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { ClinicQueues } from './clinic-queues.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { useKey } from './service-statements.ts';

export type WakeSchedulesProps = {
  readonly groupName: string;
  readonly timeZone: string;
  /** `HH:mm` in `timeZone`. */
  readonly digestTime: string;
  readonly queues: ClinicQueues;
  readonly key: IKey | undefined;
};

/** The clinic's schedules: one wake ahead for each course (armed by the functions), the digest and the sweep. */
export class WakeSchedules extends Construct {
  readonly group: CfnScheduleGroup;
  readonly role: Role;
  /** Every schedule of the group: a wake's name is made from its course and minute. */
  readonly anyWakeArn: string;

  constructor(scope: Construct, id: string, props: WakeSchedulesProps) {
    super(scope, id);
    this.group = new CfnScheduleGroup(this, 'Group', { name: props.groupName });
    this.anyWakeArn = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${props.groupName}/*`,
    });
    this.role = this.createRole(props);
    const [hour, minute] = props.digestTime.split(':').map(Number);
    this.repeat('digest', `cron(${minute} ${hour} ? * MON-FRI *)`, props.queues.digests, props);
    this.repeat('sweep', 'rate(1 hour)', props.queues.sweeps, props);
  }

  private createRole(props: WakeSchedulesProps): Role {
    const { account } = Stack.of(this);
    const { wakes, digests, sweeps } = props.queues;
    const role = new Role(this, 'Role', {
      // Schedules that are already armed carry this name: it must outlive every refactoring of the stack.
      roleName: `${props.groupName}-wakes`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': account,
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: props.groupName,
            }),
          },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'SendWakes',
        actions: ['sqs:SendMessage'],
        resources: [wakes, digests, sweeps].flatMap(({ queue, deadLetters }) => [
          queue.queueArn,
          deadLetters.queueArn,
        ]),
      }),
    );
    if (props.key) role.addToPolicy(useKey(props.key));
    return role;
  }

  private repeat(
    kind: 'digest' | 'sweep',
    expression: string,
    target: QueueWithDeadLetters,
    { timeZone }: WakeSchedulesProps,
  ): void {
    const schedule = new CfnSchedule(this, kind, {
      name: kind,
      groupName: this.group.ref,
      scheduleExpression: expression,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.queue.queueArn,
        roleArn: this.role.roleArn,
        input: JSON.stringify({ kind }),
        deadLetterConfig: { arn: target.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      },
    });
    schedule.node.addDependency(this.role);
  }
}
