import { epochMillis, toInstant } from '../../../shared/core/time/instant.ts';
import type { TargetInput } from './schema.ts';

/** The properties of an `AWS::Scheduler::Schedule`; `target` and the window as in the template. */
export type TemplateSchedule = {
  readonly name: string;
  readonly groupName?: string;
  readonly description?: string;
  readonly scheduleExpression: string;
  readonly scheduleExpressionTimezone?: string;
  /** ISO 8601 date-times. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly state?: 'ENABLED' | 'DISABLED';
  readonly flexibleTimeWindow?: {
    readonly Mode: 'OFF' | 'FLEXIBLE';
    readonly MaximumWindowInMinutes?: number;
  };
  readonly actionAfterCompletion?: 'NONE' | 'DELETE';
  readonly target: TargetInput;
};

/** The CreateSchedule request that makes the schedule of a template. */
export const templateRequest = (schedule: TemplateSchedule): unknown => ({
  Name: schedule.name,
  GroupName: schedule.groupName,
  Description: schedule.description,
  ScheduleExpression: schedule.scheduleExpression,
  ScheduleExpressionTimezone: schedule.scheduleExpressionTimezone,
  StartDate: secondsOf(schedule.startDate),
  EndDate: secondsOf(schedule.endDate),
  State: schedule.state,
  FlexibleTimeWindow: schedule.flexibleTimeWindow ?? { Mode: 'OFF' },
  ActionAfterCompletion: schedule.actionAfterCompletion,
  Target: schedule.target,
});

const secondsOf = (date: string | undefined): number | undefined =>
  date === undefined ? undefined : epochMillis(toInstant(date)) / 1000;
