import { hash } from 'node:crypto';
import type { Instant } from '../../../shared/core/time/instant.ts';
import type { ScheduleRecord } from './state.ts';

/** One firing of a schedule, ready to be handed to its target. */
export type ScheduledDelivery = {
  readonly scheduleArn: string;
  readonly group: string;
  readonly name: string;
  readonly scheduledAt: Instant;
  readonly executionId: string;
  readonly target: {
    readonly arn: string;
    readonly roleArn: string;
    /** The schedule's input with its context attributes filled in. */
    readonly input: string;
    readonly deadLetterArn?: string;
    readonly retryPolicy: {
      readonly maximumEventAgeInSeconds: number;
      readonly maximumRetryAttempts: number;
    };
  };
};

/** The delivery that a schedule makes when it fires at `scheduledAt`. */
export function deliveryOf(record: ScheduleRecord, scheduledAt: Instant): ScheduledDelivery {
  const { Arn, RoleArn, DeadLetterConfig, RetryPolicy, Input } = record.definition.Target;
  const deadLetterArn = DeadLetterConfig?.Arn;
  const firing: Firing = { id: executionId(record.arn, scheduledAt), at: scheduledAt };
  return {
    scheduleArn: record.arn,
    group: record.group,
    name: record.name,
    scheduledAt,
    executionId: firing.id,
    target: {
      arn: Arn,
      roleArn: RoleArn,
      input: Input === undefined ? notificationOf(record, firing) : fillIn(Input, record.arn, firing),
      ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
      retryPolicy: {
        maximumEventAgeInSeconds: RetryPolicy.MaximumEventAgeInSeconds,
        maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
      },
    },
  };
}

const secondsOf = (at: Instant) => `${at.slice(0, 19)}Z`;

type Firing = { readonly id: string; readonly at: Instant };

const executionId = (arn: string, at: Instant) => hash('sha256', `${arn} ${at}`).slice(0, 16);

function fillIn(input: string, arn: string, { id, at }: Firing): string {
  const values: Record<string, string> = {
    'scheduled-time': secondsOf(at),
    'schedule-arn': arn,
    'execution-id': id,
    'attempt-number': '1',
  };
  return input.replaceAll(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (attribute, name: string) => values[name] ?? attribute,
  );
}

/** What the service sends for a schedule without input. */
function notificationOf(record: ScheduleRecord, { id, at }: Firing): string {
  const [, , , region, account] = record.arn.split(':');
  return JSON.stringify({
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: secondsOf(at),
    region,
    resources: [record.arn],
    detail: '{}',
  });
}
