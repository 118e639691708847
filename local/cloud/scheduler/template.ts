import { epochMillis, toInstant } from '../../../shared/core/time/instant.ts';
import type { TemplateSchedule } from '../base/stack-model.ts';

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
