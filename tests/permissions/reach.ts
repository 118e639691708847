import { decide, type Policies, type RequestContext, type StackModel } from '../../local/cloud/index.ts';

/** What functions are asked whether they may, on each resource: all that any of them may somewhere, and more. */
const ACTIONS = [
  ...[
    'Query',
    'Scan',
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'ConditionCheckItem',
    'BatchWriteItem',
  ].map((name) => `dynamodb:${name}`),
  ...[
    'CreateSchedule',
    'GetSchedule',
    'UpdateSchedule',
    'DeleteSchedule',
    'ListSchedules',
    'DeleteScheduleGroup',
  ].map((name) => `scheduler:${name}`),
  ...['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'PurgeQueue'].map(
    (name) => `sqs:${name}`,
  ),
  ...[
    'ses:SendEmail',
    'ses:SendRawEmail',
    'ses:GetEmailIdentity',
    'events:PutEvents',
    'iam:PassRole',
    'sts:AssumeRole',
  ],
];

/** The ARNs of what functions could reach in a clinic's stack. */
export function resourcesOf({ account, region, ...stack }: StackModel): string[] {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const indexesOf = ({ create }: StackModel['tables'][number]) =>
    ((create['GlobalSecondaryIndexes'] ?? []) as { IndexName: string }[]).map(({ IndexName }) => IndexName);
  return [
    ...stack.tables.flatMap((table) => [
      table.arn,
      ...indexesOf(table).map((index) => `${table.arn}/index/${index}`),
    ]),
    ...stack.queues.map((queue) => queue.arn),
    ...stack.buses.map((bus) => bus.arn),
    ...stack.scheduleGroups.flatMap((group) => [
      group.arn,
      arn('scheduler', `schedule/${group.name}/a-wake`),
    ]),
    ...stack.roles.map((role) => role.arn),
    ...stack.configurationSets.map((name) => arn('ses', `configuration-set/${name}`)),
    ...stack.identities.map((name) => arn('ses', `identity/${name}`)),
  ];
}

/** All that the functions of one stack may do to resources: `<function> <action> <resource>`. */
export function reachOf(
  { functions }: StackModel,
  resources: readonly string[],
  policies: Policies,
  senders: readonly string[],
): string[] {
  const contexts = senders.map(
    (sender): RequestContext => ({
      'iam:PassedToService': 'scheduler.amazonaws.com',
      'ses:FromAddress': sender,
      'aws:SecureTransport': 'true',
    }),
  );
  const asked = resources.flatMap((resource) =>
    ACTIONS.flatMap((action) => contexts.map((context) => ({ action, resource, context }))),
  );
  return functions.flatMap(({ name, arn }) => {
    const principal = policies.functions.get(arn);
    if (principal?.kind !== 'role') throw new Error(`${name} has no role`);
    const own = policies.ofRoles.get(principal.arn) ?? [];
    const allowed = asked.filter(
      (request) => decide(principal, request, own, policies.ofResources.get(request.resource) ?? []).allowed,
    );
    return allowed.map(({ action, resource }) => `${name} ${action} ${resource}`);
  });
}
