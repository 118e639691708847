import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClinicCloud, startClinicCloud } from '../../../local/clinic/clinic-cloud.ts';
import { accessKeyIdOf } from '../../../local/cloud/lambda/environment.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { clinicWith } from '../../support/plan.ts';
import { signedCall } from './signed-call.ts';

const START = toInstant('2026-03-02T08:00:00Z');
const TABLE = 'course-reminders-sample';
const ACCOUNT = '111122223333';
const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-north-1:${ACCOUNT}:${rest}`;
const WAKE_ROLE = `arn:aws:iam::${ACCOUNT}:role/course-reminders-sample-wakes`;

let clinic: ClinicCloud;
beforeAll(async () => {
  clinic = await startClinicCloud(clinicWith(), { startAt: START });
});
beforeEach(() => clinic.cloud.reset(START));
afterAll(() => clinic.cloud.stop());

const functionArn = (name: string) => ARN('lambda', `function:course-reminders-sample-${name}`);
/** How an SDK client is set up in a function; or in somebody's shell. */
const as = (name: string) => ({
  endpoint: clinic.cloud.endpoint,
  region: 'eu-north-1',
  maxAttempts: 1,
  credentials: {
    accessKeyId: name === 'operator' ? name : accessKeyIdOf(functionArn(name)),
    secretAccessKey: 'x',
  },
});
const errorOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it was allowed');
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, status: $metadata?.httpStatusCode, message: error.message };
};
const denials = () =>
  clinic.cloud.denials().map(({ caller, action, resource }) => [caller, action, resource]);

describe('DynamoDB', () => {
  const dynamo = (name: string) => new DynamoDBClient(as(name));
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  const query = (IndexName?: string, TableName = TABLE) =>
    new QueryCommand({
      TableName,
      ...(IndexName && { IndexName }),
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': IndexName ?? 'pk' },
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    });

  test('a denied call throws what AWS throws, and is noted', async () => {
    const user =
      /^User: arn:aws:sts::111122223333:assumed-role\/[^/]+\/course-reminders-sample-record-event is not /;
    const error = await errorOf(dynamo('record-event').send(new GetItemCommand({ TableName: TABLE, Key })));
    expect(error).toMatchObject({ name: 'AccessDeniedException', status: 400 });
    expect(error.message).toMatch(user);
    expect(error.message.replace(user, '')).toBe(
      `authorized to perform: dynamodb:GetItem on resource: ${ARN('dynamodb', `table/${TABLE}`)} ` +
        'because no identity-based policy allows the dynamodb:GetItem action',
    );
    const denial = [functionArn('record-event'), 'dynamodb:GetItem', ARN('dynamodb', `table/${TABLE}`)];
    expect(denials()).toEqual([denial]);
    await clinic.cloud.reset(START);
    expect(denials()).toEqual([]);
  });

  test('an index is a resource of its own', async () => {
    await dynamo('sweep').send(query('wakes'));
    await dynamo('sweep').send(query());
    expect((await errorOf(dynamo('sweep').send(query('worklist')))).message).toContain('/index/worklist ');
    expect((await errorOf(dynamo('record-event').send(query('wakes')))).message).toContain('/index/wakes ');
    await expect(dynamo('sweep').send(query(undefined, 'course-reminders-other'))).rejects.toThrow(
      'table/course-reminders-other',
    );
  });

  test('a transaction needs what its parts need', async () => {
    const put = { Put: { TableName: TABLE, Item: Key } };
    const other = { pk: { S: 'a' }, sk: { S: 'c' } };
    const write = (name: string, ...TransactItems: object[]) =>
      dynamo(name).send(new TransactWriteItemsCommand({ TransactItems }));
    await write('send-digest', put);
    await write('record-event', put, { Delete: { TableName: TABLE, Key: other } });
    const conditional = { TableName: TABLE, Key: other, ConditionExpression: 'attribute_exists(pk)' };
    const update = {
      ...conditional,
      UpdateExpression: 'SET x = :x',
      ExpressionAttributeValues: { ':x': Key.pk },
    };
    for (const [part, action] of [
      [{ Delete: { TableName: TABLE, Key: other } }, 'DeleteItem'],
      [{ Update: update }, 'UpdateItem'],
      [{ ConditionCheck: conditional }, 'ConditionCheckItem'],
      [{ Put: { TableName: `${TABLE}-2`, Item: other } }, 'PutItem'],
    ] as const) {
      const { name, message } = await errorOf(write('send-digest', put, part));
      expect([name, message]).toEqual(['AccessDeniedException', expect.stringContaining(`:${action} on`)]);
    }
    expect(clinic.cloud.denials().at(-1)?.resource).toBe(ARN('dynamodb', `table/${TABLE}-2`));
  });

  test('other operations have permissions of their own', async () => {
    const RequestItems = { [TABLE]: [{ PutRequest: { Item: Key } }] };
    const batch = errorOf(dynamo('sweep').send(new BatchWriteItemCommand({ RequestItems })));
    expect((await batch).message).toContain('dynamodb:BatchWriteItem on');
    const list = errorOf(dynamo('sweep').send(new ListTablesCommand({})));
    expect((await list).message).toContain('dynamodb:ListTables on resource: * because');
  });

  test('who is no function may all', async () => {
    await dynamo('operator').send(new ListTablesCommand({}));
    expect(denials()).toEqual([]);
  });
});

describe('EventBridge Scheduler', () => {
  const scheduler = (name: string) => new SchedulerClient(as(name));
  const create = (name: string, changes: Partial<CreateScheduleCommandInput> = {}, RoleArn = WAKE_ROLE) =>
    scheduler(name).send(
      new CreateScheduleCommand({
        Name: 'a-wake',
        GroupName: TABLE,
        ScheduleExpression: 'at(2027-01-01T10:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: ARN('sqs', `${TABLE}-wakes`), RoleArn },
        ...changes,
      }),
    );

  test.each([
    ['a function that arms none', 'send-digest', {}, WAKE_ROLE, 'scheduler:CreateSchedule'],
    ['the default group', 'sweep', { GroupName: undefined }, WAKE_ROLE, 'schedule/default/a-wake'],
    [
      'a group that starts alike',
      'sweep',
      { GroupName: `${TABLE}-2` },
      WAKE_ROLE,
      `schedule/${TABLE}-2/a-wake`,
    ],
    ['a role of others', 'sweep', {}, `${WAKE_ROLE}-2`, `iam:PassRole on resource: ${WAKE_ROLE}-2 because`],
  ])('%s', async (_, name, changes, role, message) => {
    const error = await errorOf(create(name, changes, role));
    expect(error).toMatchObject({ name: 'AccessDeniedException', status: 403 });
    expect(error.message).toContain(message);
    expect(clinic.cloud.schedules().map((schedule) => schedule.name)).toEqual(['digest', 'sweep']);
  });

  test('its own group with its own role, and only to create', async () => {
    await create('sweep');
    const remove = new DeleteScheduleCommand({ Name: 'a-wake', GroupName: TABLE });
    expect((await errorOf(scheduler('sweep').send(remove))).message).toContain('scheduler:DeleteSchedule');
    const list = new ListSchedulesCommand({ GroupName: TABLE });
    expect((await errorOf(scheduler('sweep').send(list))).message).toContain(`schedule/${TABLE}/* because`);
    await scheduler('operator').send(list);
  });
});

describe('SES', () => {
  const FROM = 'paamindelser@sundby-fysioterapi.example';
  const send = (name: string, changes: Partial<SendEmailCommandInput> = {}) =>
    new SESv2Client(as(name)).send(
      new SendEmailCommand({
        FromEmailAddress: `Sundby <${FROM}>`,
        Destination: { ToAddresses: ['anna@patients.example'] },
        ConfigurationSetName: TABLE,
        Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
        ...changes,
      }),
    );

  test('on the identity and the configuration set, from the clinic’s address', async () => {
    await send('wake-course');
    await send('send-digest');
    expect(clinic.cloud.inbox()).toHaveLength(2);
    expect(denials()).toEqual([]);
  });

  test.each<[string, string, Partial<SendEmailCommandInput>, string]>([
    ['a function that sends nothing', 'record-event', {}, 'identity/sundby-fysioterapi.example'],
    [
      'another address of the domain',
      'wake-course',
      { FromEmailAddress: 'leder@sundby-fysioterapi.example' },
      'identity/sundby-fysioterapi.example',
    ],
    ['another domain', 'wake-course', { FromEmailAddress: 'a@b.example' }, 'identity/a@b.example'],
    [
      'another configuration set',
      'wake-course',
      { ConfigurationSetName: 'course-reminders-2' },
      'configuration-set/course-reminders-2',
    ],
  ])('%s', async (_, name, changes, resource) => {
    const { message, ...error } = await errorOf(send(name, changes));
    expect(error).toEqual({ name: 'AccessDeniedException', status: 403 });
    expect(message).toMatch(
      /^User `arn:aws:sts::111122223333:assumed-role\/\S+' is not authorized to perform /,
    );
    expect(message).toContain(`\`ses:SendEmail' on resource \`${ARN('ses', resource)}'`);
    expect(clinic.cloud.inbox()).toEqual([]);
  });

  test.each<[string, SendEmailCommandInput['Content']]>([
    ['raw content', { Raw: { Data: new Uint8Array([1]) } }],
    [
      'an attachment',
      {
        Simple: {
          Subject: { Data: 's' },
          Body: { Text: { Data: 't' } },
          Attachments: [{ FileName: 'visit.ics', RawContent: new Uint8Array([1]) }],
        },
      },
    ],
  ])('%s needs a permission of its own', async (_, Content) => {
    expect((await errorOf(send('send-digest', { Content }))).message).toContain("`ses:SendRawEmail'");
  });
});

test('EventBridge: a function puts no events', async () => {
  const key = accessKeyIdOf(functionArn('sweep'));
  const Entries = [{ EventBusName: TABLE, Source: 'clinic.courses', DetailType: 'd', Detail: '{}' }];
  const { status, body } = await signedCall<{ __type: string }>(
    clinic.cloud.endpoint,
    'events',
    'AWSEvents.PutEvents',
    { Entries },
    key,
  );
  expect({ status, type: body.__type }).toEqual({ status: 400, type: 'AccessDeniedException' });
  expect(denials()).toEqual([
    [functionArn('sweep'), 'events:PutEvents', ARN('events', `event-bus/${TABLE}`)],
  ]);
});
