import * as z from 'zod';
import { toInstant } from '../../../shared/core/time/instant.ts';
import type { Timing } from './expression.ts';

/** The name of a schedule or of a group. */
export const resourceName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[0-9a-zA-Z-_.]+$/);

const clientToken = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9-_]+$/)
  .optional();

const retryPolicy = z.object({
  MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
  MaximumRetryAttempts: z.int().min(0).max(185).default(185),
});

const target = z.looseObject({
  Arn: z.string().min(1).max(1600),
  RoleArn: z
    .string()
    .min(1)
    .max(1600)
    .regex(/^arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@/-]+$/),
  DeadLetterConfig: z
    .object({
      Arn: z
        .string()
        .min(1)
        .max(1600)
        .regex(/^arn:aws(-[a-z]+)?:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9-_]+$/)
        .optional(),
    })
    .optional(),
  RetryPolicy: retryPolicy.prefault({}),
  Input: z.string().min(1).max(262_144).optional(),
});

/** The members of a schedule that a caller decides, under the API's names; dates are epoch seconds. */
export const scheduleDefinition = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  Description: z.string().max(512).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  KmsKeyArn: z.string().min(1).max(2048).optional(),
  Target: target,
  FlexibleTimeWindow: z.object({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.int().min(1).max(1440).optional(),
  }),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
});

/** See {@link scheduleDefinition}. */
export type ScheduleDefinition = z.output<typeof scheduleDefinition>;

/** What CreateSchedule and UpdateSchedule take, the name in the path included. */
export const putScheduleRequest = scheduleDefinition.extend({
  Name: resourceName,
  GroupName: resourceName.default('default'),
  ClientToken: clientToken,
});

/** What GetSchedule and DeleteSchedule take. */
export const scheduleKeyRequest = z.object({
  Name: resourceName,
  GroupName: resourceName.default('default'),
  ClientToken: clientToken,
});

const page = {
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NextToken: z.string().min(1).max(2048).optional(),
  NamePrefix: resourceName.optional(),
};

/** What ListSchedules takes. */
export const listSchedulesRequest = z.object({
  ...page,
  ScheduleGroup: resourceName.optional(),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
});

/** What ListScheduleGroups takes. */
export const listGroupsRequest = z.object(page);

const tag = z.object({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(256) });

/** A tag of a schedule group. */
export type Tag = z.output<typeof tag>;

/** What CreateScheduleGroup, GetScheduleGroup and DeleteScheduleGroup take. */
export const groupRequest = z.object({
  Name: resourceName,
  ClientToken: clientToken,
  Tags: z.array(tag).max(200).default([]),
});

/** What TagResource takes. */
export const tagRequest = z.object({ Tags: z.array(tag).max(200) });

/** The part of a definition that decides when the schedule fires. */
export const timingOf = (definition: ScheduleDefinition): Timing => ({
  expression: definition.ScheduleExpression,
  timeZone: definition.ScheduleExpressionTimezone,
  enabled: definition.State === 'ENABLED',
  start: definition.StartDate === undefined ? null : toInstant(definition.StartDate * 1000),
  end: definition.EndDate === undefined ? null : toInstant(definition.EndDate * 1000),
});
