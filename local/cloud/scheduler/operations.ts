import type { SchedulerCall, SchedulerOperation } from './api.ts';
import { datesBody, digestOf, isRepetition, type Operation, type SchedulerContext } from './call.ts';
import { assertValid, conflict, notFound, readRequest } from './errors.ts';
import { GROUP_OPERATIONS } from './group-operations.ts';
import { pageOf } from './pages.ts';
import * as schema from './schema.ts';
import type { ScheduleRecord } from './state.ts';
import { listOrder } from './store.ts';

/** Each operation: takes the request, answers with the body. @throws AwsError */
export const SCHEDULER_OPERATIONS: Readonly<Record<SchedulerOperation, Operation>> = {
  CreateSchedule: createSchedule,
  UpdateSchedule: updateSchedule,
  GetSchedule: (context, call) => scheduleBody(findSchedule(context, call)),
  DeleteSchedule: (context, call) => {
    context.store.remove(findSchedule(context, call));
    return {};
  },
  ListSchedules: listSchedules,
  ...GROUP_OPERATIONS,
};

function createSchedule(context: SchedulerContext, { label, body }: SchedulerCall) {
  const { Name, GroupName, ClientToken, ...definition } = readRequest(schema.putScheduleRequest, {
    ...body,
    Name: label,
  });
  const now = context.now();
  assertValid(definition, now);
  context.groups.get(GroupName);
  context.assertAssumable(definition.Target.RoleArn, GroupName);
  const arn = context.arn(`schedule/${GroupName}/${Name}`);
  const createdBy = digestOf(ClientToken, body);
  const existing = context.store.get(GroupName, Name);
  if (existing && !isRepetition(existing, createdBy)) throw conflict(`Schedule ${Name}`);
  if (!existing) {
    const times = { createdAt: now, modifiedAt: now };
    context.store.put({ group: GroupName, name: Name, arn, definition, ...times, createdBy }, now);
  }
  return { ScheduleArn: arn };
}

function updateSchedule(context: SchedulerContext, { label, body }: SchedulerCall) {
  const { Name, GroupName, ClientToken, ...definition } = readRequest(schema.putScheduleRequest, {
    ...body,
    Name: label,
  });
  const now = context.now();
  assertValid(definition, now);
  const existing = context.store.get(GroupName, Name);
  if (!existing) throw notFound(`Schedule ${Name}`);
  context.assertAssumable(definition.Target.RoleArn, GroupName);
  context.store.put({ ...existing, definition, modifiedAt: now }, now);
  return { ScheduleArn: existing.arn };
}

function findSchedule(context: SchedulerContext, { label, query }: SchedulerCall): ScheduleRecord {
  const { Name, GroupName } = readRequest(schema.scheduleKeyRequest, {
    Name: label,
    GroupName: query.get('groupName') ?? undefined,
    ClientToken: query.get('clientToken') ?? undefined,
  });
  const record = context.store.get(GroupName, Name);
  if (!record) throw notFound(`Schedule ${Name}`);
  return record;
}

function listSchedules({ store, groups }: SchedulerContext, { query }: SchedulerCall) {
  const request = readRequest(schema.listSchedulesRequest, Object.fromEntries(query));
  const { ScheduleGroup, NamePrefix, State, MaxResults, NextToken } = request;
  if (ScheduleGroup !== undefined) groups.get(ScheduleGroup);
  const matching = store
    .list()
    .filter(({ group }) => ScheduleGroup === undefined || group === ScheduleGroup)
    .filter(({ name }) => name.startsWith(NamePrefix ?? ''))
    .filter(({ definition }) => State === undefined || definition.State === State);
  const page = pageOf(matching, listOrder, MaxResults, NextToken);
  return { Schedules: page.items.map(summaryBody), NextToken: page.nextToken };
}

const scheduleBody = (record: ScheduleRecord) => ({
  Arn: record.arn,
  GroupName: record.group,
  Name: record.name,
  ...record.definition,
  ...datesBody(record),
});

const summaryBody = (record: ScheduleRecord) => ({
  Arn: record.arn,
  GroupName: record.group,
  Name: record.name,
  State: record.definition.State,
  Target: { Arn: record.definition.Target.Arn },
  ...datesBody(record),
});
