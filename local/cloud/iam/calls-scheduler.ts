import * as z from 'zod';
import { AwsError } from '../base/aws-error.ts';
import type { AwsCall } from '../base/calls.ts';
import { readCall, type SchedulerCall } from '../scheduler/api.ts';
import { type AccessRequest, onEverything, type Place } from './request.ts';

const bodySchema = z.looseObject({
  GroupName: z.string().optional().catch(undefined),
  Target: z.looseObject({ RoleArn: z.string() }).optional().catch(undefined),
});

/** What a call of EventBridge Scheduler needs; who makes a schedule also hands over the role it runs with. */
export function schedulerRequests({ operation, request }: AwsCall, place: Place): AccessRequest[] {
  const call = readable(() => readCall(request));
  if (!call) return onEverything(`scheduler:${operation}`);
  const { GroupName, Target } = bodySchema.parse(call.body);
  const action = `scheduler:${call.operation}`;
  const resource = resourceOf(call, GroupName ?? call.query.get('groupName') ?? 'default', place);
  const isWrite = call.operation === 'CreateSchedule' || call.operation === 'UpdateSchedule';
  return [
    { action, resource, context: {} },
    ...(isWrite && Target
      ? [
          {
            action: 'iam:PassRole',
            resource: Target.RoleArn,
            context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
          },
        ]
      : []),
  ];
}

function resourceOf(call: SchedulerCall, group: string, { account, region }: Place): string {
  const arn = (resource: string) => `arn:aws:scheduler:${region}:${account}:${resource}`;
  switch (call.operation) {
    case 'CreateSchedule':
    case 'GetSchedule':
    case 'UpdateSchedule':
    case 'DeleteSchedule':
      return arn(`schedule/${group}/${call.label}`);
    case 'ListSchedules':
      return arn(`schedule/${call.query.get('ScheduleGroup') ?? '*'}/*`);
    case 'CreateScheduleGroup':
    case 'GetScheduleGroup':
    case 'DeleteScheduleGroup':
      return arn(`schedule-group/${call.label}`);
    case 'ListScheduleGroups':
      return arn('schedule-group/*');
    case 'TagResource':
    case 'UntagResource':
    case 'ListTagsForResource':
      return call.label;
    default:
      return call.operation satisfies never;
  }
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
