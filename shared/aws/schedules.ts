import { createHash } from 'node:crypto';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { later } from '../core/time/civil-date.ts';
import { addMinutes, ceilToMinute, type Instant } from '../core/time/instant.ts';
import { deadLettersName } from '../names.ts';
import type { Wakes } from '../ports/wakes.ts';
import { lean } from './lean.ts';
import { requestLimits } from './request-limits.ts';

/** Where wakes go, else among the dead letters of that queue, and on whose behalf. */
export type WakeTarget = {
  readonly group: string;
  readonly queueArn: string;
  readonly roleArn: string;
};

const RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/** A client that gives up. @param answersWithin milliseconds that each attempt may take */
export const createSchedulerClient = (answersWithin?: number): SchedulerClient =>
  lean(new SchedulerClient({ requestHandler: requestLimits(answersWithin) }));

/** Wakes as one-time EventBridge schedules. Their name is their content, so arming needs no order and no update. */
export function createWakes(client: SchedulerClient, target: WakeTarget): Wakes {
  return {
    async arm(courseId, at, now, consumed = null) {
      const wakeAt = wakeInstant(at, now, consumed);
      const command = new CreateScheduleCommand({
        Name: scheduleName(courseId, wakeAt),
        GroupName: target.group,
        ScheduleExpression: `at(${wakeAt.slice(0, 19)})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: target.queueArn,
          RoleArn: target.roleArn,
          Input: JSON.stringify({ courseId, wakeAt }),
          DeadLetterConfig: { Arn: deadLettersName(target.queueArn) },
          RetryPolicy: RETRIES,
        },
      });
      try {
        await client.send(command);
        return true;
      } catch (error) {
        if (error instanceof ConflictException) return false;
        throw error;
      }
    },
  };
}

/** A whole minute, at least one from now, and never the minute of the schedule that is being used up. */
export function wakeInstant(at: Instant, now: Instant, consumed: Instant | null): Instant {
  const wakeAt = ceilToMinute(later(at, addMinutes(now, 1)));
  return wakeAt === consumed ? addMinutes(wakeAt, 1) : wakeAt;
}

/** A name that holds nothing personal and says all: the course's hash and the minute. */
export function scheduleName(courseId: string, wakeAt: Instant): string {
  const course = createHash('sha256').update(courseId).digest('hex').slice(0, 32);
  return `${course}-${wakeAt.slice(0, 16).replace(/\D/g, '')}`;
}
