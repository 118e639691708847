import type { SchedulerCall } from './api.ts';
import { datesBody, digestOf, isRepetition, type Operation, type SchedulerContext } from './call.ts';
import { conflict, readRequest } from './errors.ts';
import { pageOf } from './pages.ts';
import * as schema from './schema.ts';
import type { ScheduleGroup } from './state.ts';

/** The operations on groups and their tags. Only groups carry tags. */
export const GROUP_OPERATIONS = {
  CreateScheduleGroup: createGroup,
  GetScheduleGroup: ({ groups }, call) => groupBody(groups.get(readGroupName(call))),
  DeleteScheduleGroup: deleteGroup,
  ListScheduleGroups: listGroups,
  TagResource: ({ groups }, { label, body }) => {
    groups.retag(label, readRequest(schema.tagRequest, body).Tags, []);
    return {};
  },
  UntagResource: ({ groups }, { label, query }) => {
    groups.retag(label, [], query.getAll('TagKeys'));
    return {};
  },
  ListTagsForResource: ({ groups }, { label }) => ({ Tags: groups.ofArn(label).tags }),
} satisfies Record<string, Operation>;

function createGroup(context: SchedulerContext, { label, body }: SchedulerCall) {
  const { Name, ClientToken, Tags } = readRequest(schema.groupRequest, { ...body, Name: label });
  const createdBy = digestOf(ClientToken, body);
  const arn = context.arn(`schedule-group/${Name}`);
  const existing = context.groups.find(Name);
  if (existing && !isRepetition(existing, createdBy)) throw conflict(`Schedule Group ${Name}`);
  if (!existing) {
    const now = context.now();
    context.groups.put({ name: Name, arn, createdAt: now, modifiedAt: now, tags: Tags, createdBy });
  }
  return { ScheduleGroupArn: arn };
}

function deleteGroup({ store, groups }: SchedulerContext, call: SchedulerCall) {
  const name = readGroupName(call);
  groups.remove(name);
  for (const record of store.list()) if (record.group === name) store.remove(record);
  return {};
}

function listGroups({ groups }: SchedulerContext, { query }: SchedulerCall) {
  const request = readRequest(schema.listGroupsRequest, Object.fromEntries(query));
  const { NamePrefix, MaxResults, NextToken } = request;
  const matching = groups.list().filter(({ name }) => name.startsWith(NamePrefix ?? ''));
  const page = pageOf(matching, ({ name }) => name, MaxResults, NextToken);
  return { ScheduleGroups: page.items.map(groupBody), NextToken: page.nextToken };
}

const readGroupName = ({ label }: SchedulerCall) => readRequest(schema.groupRequest, { Name: label }).Name;

const groupBody = (group: ScheduleGroup) => ({
  Arn: group.arn,
  Name: group.name,
  State: 'ACTIVE',
  ...datesBody(group),
});
