import { createHash } from 'node:crypto';
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
  return {
    scheduleArn: record.arn,
    group: record.group,
    name: record.name,
    scheduledAt,
    executionId: executionId(record.arn, scheduledAt),
    target: {
      arn: Arn,
      roleArn: RoleArn,
      input:
        Input === undefined ? notificationOf(record, scheduledAt) : fillIn(Input, record.arn, scheduledAt),
      ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
      retryPolicy: {
        maximumEventAgeInSeconds: RetryPolicy.MaximumEventAgeInSeconds,
        maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
      },
    },
  };
}

const secondsOf = (at: Instant) => `${at.slice(0, 19)}Z`;

const executionId = (arn: string, at: Instant) =>
  createHash('sha256').update(`${arn} ${at}`).digest('hex').slice(0, 16);

function fillIn(input: string, arn: string, at: Instant): string {
  const values: Record<string, string> = {
    'scheduled-time': secondsOf(at),
    'schedule-arn': arn,
    'execution-id': executionId(arn, at),
    'attempt-number': '1',
  };
  return input.replaceAll(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (attribute, name: string) => values[name] ?? attribute,
  );
}

/** What the service sends for a schedule without input. */
function notificationOf(record: ScheduleRecord, at: Instant): string {
  const [, , , region, account] = record.arn.split(':');
  return JSON.stringify({
    version: '0',
    id: executionId(record.arn, at),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: secondsOf(at),
    region,
    resources: [record.arn],
    detail: '{}',
  });
}
