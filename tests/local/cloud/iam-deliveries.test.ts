import { expect, test } from 'vitest';
import { stackOf } from '../../../local/clinic/template-cache.ts';
import { Account } from '../../../local/cloud/account.ts';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { AccessControl } from '../../../local/cloud/iam/iam.ts';
import type { StackTemplate } from '../../../local/cloud/template/resolve.ts';
import { readTemplate } from '../../../local/cloud/template/template.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { readWake } from '../../../shared/course/inbox.ts';
import { clinicWith } from '../../support/plan.ts';
import {
  changeResource,
  changeStatement,
  resourceId,
  statementsIn,
  withoutStatement,
} from '../../support/policies.ts';

const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-north-1:111122223333:${rest}`;
const ROLE = 'arn:aws:iam::111122223333:role/course-reminders-sample-wakes';
const queueArn = (name: string) => ARN('sqs', `course-reminders-sample-${name}`);
const stack = await stackOf(clinicWith({ senderAccounts: ['777788889999'] }));

const controlOf = (changed: StackTemplate) =>
  new AccessControl([readTemplate(changed)], { account: changed.account, region: changed.region });
const control = controlOf(stack);

/** The statement of a role that a text of its JSON tells from others. */
function placeOf(start: string, text: string) {
  const [found, ...others] = statementsIn(stack).filter(
    ({ resource, statement }) => resource.startsWith(start) && JSON.stringify(statement).includes(text),
  );
  if (!found || others.length > 0)
    throw new Error(`${1 + others.length} statements of ${start} with ${text}`);
  return found;
}

const byRule = (
  from: AccessControl,
  queue = 'events',
  rule = 'course-reminders-sample/course-reminders-sample-events',
) =>
  from.mayDeliver({
    from: 'rule',
    sourceArn: ARN('events', `rule/${rule}`),
    queueArn: queueArn(queue),
    body: '',
  });
const bySchedule = (
  from: AccessControl,
  queue = 'wakes',
  group = 'course-reminders-sample',
  roleArn = ROLE,
) =>
  from.mayDeliver({
    from: 'schedule',
    sourceArn: ARN('scheduler', `schedule/${group}/a-wake`),
    roleArn,
    queueArn: queueArn(queue),
    body: '',
  });

test('a rule sends where the queue’s policy names it, to the dead letters as well', () => {
  expect(byRule(control)).toBe(true);
  expect(byRule(control, 'events-dead-letters')).toBe(true);
  expect(byRule(control, 'wakes')).toBe(false);
  expect(byRule(control, 'events', 'other/course-reminders-sample-events')).toBe(false);
  expect(byRule(controlOf(withoutStatement(stack, placeOf('QueuesEventsQueue', 'SendMessage'))))).toBe(false);
});

test('what a rule may not send lies in the dead letters with the reason', () => {
  const changed = withoutStatement(stack, placeOf('QueuesEventsQueue', 'SendMessage'));
  const account = new Account({
    account: stack.account,
    region: stack.region,
    clock: new VirtualClock(toInstant('2026-03-05T10:00:00Z')),
    stacks: [readTemplate(changed)],
    interceptors: [],
    access: controlOf(changed),
  });
  const entry = { Source: 'clinic.courses', DetailType: 'visit.held', Detail: '{}' };
  account.events.putEvents([{ ...entry, EventBusName: 'course-reminders-sample' }]);
  expect(account.queues.byArn(queueArn('events'))?.messages()).toEqual([]);
  const [letter] = account.queues.byArn(queueArn('events-dead-letters'))?.messages() ?? [];
  expect(letter?.attributes).toMatchObject({
    ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
    TARGET_ARN: { DataType: 'String', StringValue: queueArn('events') },
  });
});

test('a schedule sends with a role that trusts its group and may send there', () => {
  expect(bySchedule(control)).toBe(true);
  expect(bySchedule(control, 'wakes-dead-letters')).toBe(true);
  expect(bySchedule(control, 'events')).toBe(false);
  expect(bySchedule(control, 'wakes', 'course-reminders-other')).toBe(false);
  expect(bySchedule(control, 'wakes', 'course-reminders-sample', `${ROLE}-2`)).toBe(false);
  const trust = placeOf('SchedulesRole', 'scheduler.amazonaws.com');
  const otherAccount = changeStatement(stack, trust, (statement) => ({
    ...statement,
    Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
  }));
  expect(bySchedule(controlOf(otherAccount))).toBe(false);
  expect(bySchedule(controlOf(withoutStatement(stack, trust)))).toBe(false);
});

test('a queue’s policy can deny what a role may', () => {
  const denyUnencrypted = placeOf('QueuesWakesQueuePolicy', 'SecureTransport');
  const denyAll = changeStatement(stack, denyUnencrypted, ({ Condition: _, ...statement }) => statement);
  expect(bySchedule(controlOf(denyAll))).toBe(false);
});

test('Lambda polls a queue only with all that it needs', () => {
  const sweep = ARN('lambda', 'function:course-reminders-sample-sweep');
  expect(control.mayPoll(sweep, queueArn('sweeps'))).toBe(true);
  expect(control.mayPoll(sweep, queueArn('wakes'))).toBe(false);
  expect(control.mayPoll(ARN('lambda', 'function:none'), queueArn('sweeps'))).toBe(false);
  const poll = placeOf('FunctionsSweepRole', 'ReceiveMessage');
  const withoutDelete = changeStatement(stack, poll, (statement) => ({
    ...statement,
    Action: ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'],
  }));
  const lessened = controlOf(withoutDelete);
  expect(lessened.mayPoll(sweep, queueArn('sweeps'))).toBe(false);
  expect(lessened.log.denials()).toMatchObject([{ caller: sweep, action: 'sqs:DeleteMessage', count: 1 }]);
});

test('named accounts put events of the clinic’s system on its bus', () => {
  const put = (account: string, Source = 'clinic.courses', EventBusName = 'course-reminders-sample') =>
    control.assertMayPutEvents(account, [{ EventBusName, Source, DetailType: 'd', Detail: '{}' }]);
  expect(() => put('777788889999')).not.toThrow();
  expect(() => put('111122223333', 'anything')).not.toThrow();
  expect(() => put('222233334444')).toThrow(
    'User: arn:aws:iam::222233334444:root is not authorized to perform: events:PutEvents on resource: ' +
      `${ARN('events', 'event-bus/course-reminders-sample')} because no resource-based policy allows`,
  );
  expect(() => put('777788889999', 'another.system')).toThrow('events:PutEvents');
  expect(() => put('777788889999', 'clinic.courses', 'default')).toThrow('event-bus/default');
});

test('statements that allowed something are noted by policy and Sid', () => {
  const fresh = controlOf(stack);
  bySchedule(fresh);
  expect(fresh.log.used()).toEqual([
    { policy: `${ROLE} (trust)`, sid: '#1' },
    { policy: ROLE, sid: 'SendWakes' },
  ]);
});

test('a role with a policy that is not in the template is refused', () => {
  const role = resourceId(stack, 'AWS::IAM::Role', 'FunctionsSweepRole');
  const withManaged = (arn: string) =>
    changeResource(stack, role, (properties) => ({ ...properties, ManagedPolicyArns: [arn] }));
  expect(() => controlOf(withManaged('arn:aws:iam::aws:policy/AdministratorAccess'))).toThrow(
    'AdministratorAccess',
  );
  const logs = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  expect(() => controlOf(withManaged(logs))).not.toThrow();
  const bounded = changeResource(stack, role, (properties) => ({
    ...properties,
    PermissionsBoundary: 'arn:x',
  }));
  expect(() => controlOf(bounded)).toThrow('permissions boundary');
});

test('a wake that may not be sent lies there as the request that was not made, with all that AWS tells of it', () => {
  const changed = changeStatement(stack, placeOf('SchedulesRole', 'sqs:SendMessage'), (statement) => ({
    ...statement,
    Resource: queueArn('wakes-dead-letters'),
  }));
  const clock = new VirtualClock(toInstant('2026-03-05T05:30:00Z'));
  const account = new Account({
    account: stack.account,
    region: stack.region,
    clock,
    stacks: [readTemplate(changed)],
    interceptors: [],
    access: controlOf(changed),
  });
  const wake = { courseId: 'C-1', wakeAt: '2026-03-05T06:00:00.000Z' };
  account.scheduler.addFromTemplate({
    name: 'a-wake',
    groupName: 'course-reminders-sample',
    scheduleExpression: 'at(2026-03-05T06:00:00)',
    target: {
      Arn: queueArn('wakes'),
      RoleArn: ROLE,
      Input: JSON.stringify(wake),
      DeadLetterConfig: { Arn: queueArn('wakes-dead-letters') },
    },
  });
  clock.moveTo(toInstant('2026-03-05T06:00:00Z'));
  account.release();
  const [letter] = account.queues.byArn(queueArn('wakes-dead-letters'))?.messages() ?? [];
  expect(JSON.parse(letter?.body ?? '')).toEqual({
    MessageBody: JSON.stringify(wake),
    QueueUrl: expect.stringContaining('-wakes'),
  });
  expect(readWake(letter?.body ?? '')).toEqual(wake);
  expect(
    Object.fromEntries(
      Object.entries(letter?.attributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  ).toEqual({
    SCHEDULE_ARN: ARN('scheduler', 'schedule/course-reminders-sample/a-wake'),
    TARGET_ARN: queueArn('wakes'),
    ERROR_CODE: 'AccessDenied',
    ERROR_MESSAGE: 'The target may not be sent to.',
    EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
    SCHEDULED_TIME: '2026-03-05T06:00:00Z',
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: '0',
  });
});
