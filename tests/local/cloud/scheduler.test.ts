import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { Deliveries } from '../../../local/cloud/deliveries.ts';
import { Queues } from '../../../local/cloud/queues/queues.ts';
import { SchedulerEmulator } from '../../../local/cloud/scheduler/scheduler.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { schedulerContract } from '../../conformance/scheduler/contract.ts';
import { serveService } from '../serve-service.ts';

const region = 'eu-north-1';
const account = '111122223333';
const roleArn = `arn:aws:iam::${account}:role/scheduler`;
const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;

schedulerContract('the scheduler emulator', async () => {
  const clock = new VirtualClock(toInstant('2027-01-01T00:00:20Z'));
  const mayAssume = (arn: string) => arn === roleArn;
  const emulator = new SchedulerEmulator({ clock, region, account, mayAssume });
  const server = await serveService(emulator);
  const queues = new Queues(clock);
  const [target, dead] = [queueArn('wake'), queueArn('wake-dead')].map((arn) =>
    queues.add({ name: arn, arn, url: arn, visibilityTimeout: 30, delay: 0, retention: 86_400 }),
  );
  const deliveries = new Deliveries({ queues, buses: [], interceptors: [], access: undefined });
  return {
    client: new SchedulerClient(server.clientOptions),
    targetArn: queueArn('wake'),
    roleArn,
    deadLetterArn: queueArn('wake-dead'),
    now: () => clock.now(),
    async until(at) {
      for (let next = emulator.nextDueAt(); next !== null && next <= at; next = emulator.nextDueAt()) {
        clock.moveTo(next);
        for (const { target, scheduleArn: sourceArn, ...firing } of emulator.takeDue()) {
          const { arn, roleArn: role, input: body, deadLetterArn } = target;
          const delivery = {
            from: 'schedule',
            sourceArn,
            roleArn: role,
            queueArn: arn,
            body,
            firing,
          } as const;
          deliveries.deliver(delivery, deadLetterArn);
        }
      }
      clock.moveTo(at);
    },
    delivered: async () =>
      (target?.messages() ?? []).map(({ body, sentAt }) => ({ body, sentAt: toInstant(sentAt) })),
    undelivered: async () => (dead?.messages() ?? []).map(({ body }) => body),
    patience: 1000,
    tell: () => {},
    close: server.close,
  };
});

describe('the scheduler emulator on its clock', () => {
  let clock: VirtualClock;
  let emulator: SchedulerEmulator;
  let client: SchedulerClient;
  let close = () => {};

  beforeEach(async () => {
    clock = new VirtualClock(toInstant('2027-03-01T09:30:20Z'));
    emulator = new SchedulerEmulator({ clock, region, account });
    const server = await serveService(emulator);
    client = new SchedulerClient(server.clientOptions);
    close = server.close;
  });
  afterEach(() => close());

  const inputOf = (Name: string, fields: Partial<CreateScheduleCommandInput>) => ({
    Name,
    ScheduleExpression: 'at(2027-03-01T10:00:00)',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: { Arn: queueArn('wake'), RoleArn: roleArn },
    ...fields,
  });
  const create = (Name: string, fields: Partial<CreateScheduleCommandInput> = {}) =>
    client.send(new CreateScheduleCommand(inputOf(Name, fields)));
  const firedAt = (until: string) => {
    const fired: string[] = [];
    for (let at = emulator.nextDueAt(); at !== null && at <= until; at = emulator.nextDueAt()) {
      clock.moveTo(at);
      fired.push(...emulator.takeDue().map(({ scheduledAt }) => scheduledAt));
    }
    return fired;
  };

  it('fires a one-time schedule once, at its minute', async () => {
    await create('once', { ScheduleExpression: 'at(2027-03-01T10:00:45)' });
    expect(emulator.nextDueAt()).toBe('2027-03-01T10:00:00.000Z');
    expect(emulator.takeDue()).toEqual([]);
    expect(firedAt('2028')).toEqual(['2027-03-01T10:00:00.000Z']);
    expect(await client.send(new GetScheduleCommand({ Name: 'once' }))).toMatchObject({ State: 'ENABLED' });
  });

  it('removes a one-time schedule that asks for it after it fired', async () => {
    await create('once', { ActionAfterCompletion: 'DELETE' });
    firedAt('2028');
    const missing = { name: 'ResourceNotFoundException', message: 'Schedule once does not exist.' };
    await expect(client.send(new DeleteScheduleCommand({ Name: 'once' }))).rejects.toMatchObject(missing);
    await expect(client.send(new GetScheduleCommand({ Name: 'once' }))).rejects.toMatchObject(missing);
    await create('once', { ScheduleExpression: 'at(2027-03-02T10:00:00)' });
  });

  it('fires a time that has passed at the next minute', async () => {
    await create('late', { ScheduleExpression: 'at(2020-01-01T00:00:00)' });
    expect(emulator.nextDueAt()).toBe('2027-03-01T09:31:00.000Z');
  });

  it('fires a time that has come at the next minute', async () => {
    clock.moveTo(toInstant('2027-03-01T10:00:00Z'));
    await create('now');
    expect(emulator.nextDueAt()).toBe('2027-03-01T10:01:00.000Z');
  });

  it('hands over what the target needs, with the context attributes filled in', async () => {
    const attributes = ['scheduled-time', 'schedule-arn', 'execution-id', 'attempt-number', 'else'];
    await create('wake', {
      Target: {
        Arn: queueArn('wake'),
        RoleArn: roleArn,
        Input: attributes.map((name) => `<aws.scheduler.${name}>`).join(' '),
        DeadLetterConfig: { Arn: queueArn('dead') },
        RetryPolicy: { MaximumRetryAttempts: 3 },
      },
    });
    clock.moveTo(toInstant('2027-03-01T11:00:00Z'));
    const scheduleArn = `arn:aws:scheduler:${region}:${account}:schedule/default/wake`;
    expect(emulator.takeDue()).toEqual([
      {
        scheduleArn,
        group: 'default',
        name: 'wake',
        scheduledAt: '2027-03-01T10:00:00.000Z',
        executionId: expect.stringMatching(/^[0-9a-f]{16}$/),
        target: {
          arn: queueArn('wake'),
          roleArn,
          input: expect.stringMatching(
            new RegExp(`^2027-03-01T10:00:00Z ${scheduleArn} [0-9a-f]{16} 1 <aws.scheduler.else>$`),
          ),
          deadLetterArn: queueArn('dead'),
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 3 },
        },
      },
    ]);
  });

  it('sends a notification when there is no input', async () => {
    await create('bare');
    clock.moveTo(toInstant('2027-03-01T10:00:00Z'));
    const input = emulator.takeDue()[0]?.target.input ?? '';
    expect(JSON.parse(input)).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      time: '2027-03-01T10:00:00Z',
      account,
      region,
    });
  });

  it('delivers in the order of time, then of name', async () => {
    await create('b', { ScheduleExpression: 'at(2027-03-01T10:00:00)' });
    await create('a-1', { ScheduleExpression: 'at(2027-03-01T10:00:00)' });
    await create('a', { ScheduleExpression: 'at(2027-03-01T10:00:00)' });
    await create('z', { ScheduleExpression: 'at(2027-03-01T09:40:00)' });
    await create('r', { ScheduleExpression: 'rate(20 minutes)' });
    clock.moveTo(toInstant('2027-03-01T10:00:00Z'));
    expect(emulator.takeDue().map(({ name }) => name)).toEqual(['r', 'z', 'r', 'a', 'a-1', 'b']);
  });

  it('fires at a rate, from its start to its end', async () => {
    await create('hourly', {
      ScheduleExpression: 'rate(1 hour)',
      StartDate: new Date('2027-03-01T12:15:00Z'),
      EndDate: new Date('2027-03-01T14:30:00Z'),
      ActionAfterCompletion: 'DELETE',
    });
    expect(firedAt('2028').map((at) => at.slice(11, 16))).toEqual(['12:15', '13:15', '14:15']);
    expect(emulator.list()).toEqual([]);
  });

  it('starts a rate without a start date at the next minute', async () => {
    await create('often', { ScheduleExpression: 'rate(2 days)' });
    expect(firedAt('2027-03-05')).toEqual(['2027-03-01T09:31:00.000Z', '2027-03-03T09:31:00.000Z']);
  });

  it('fires at the start of a flexible window', async () => {
    await create('flexible', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 60 } });
    expect(emulator.nextDueAt()).toBe('2027-03-01T10:00:00.000Z');
  });

  it('does not fire while disabled', async () => {
    await create('off', { State: 'DISABLED' });
    expect(emulator.nextDueAt()).toBeNull();
    await client.send(new UpdateScheduleCommand(inputOf('off', {})));
    expect(emulator.nextDueAt()).toBe('2027-03-01T10:00:00.000Z');
  });

  it('follows an update and forgets what was deleted', async () => {
    await create('moved');
    await create('gone');
    await client.send(
      new UpdateScheduleCommand(inputOf('moved', { ScheduleExpression: 'at(2027-03-01T09:45:00)' })),
    );
    await client.send(new DeleteScheduleCommand({ Name: 'gone' }));
    await create('gone', { ScheduleExpression: 'at(2027-03-01T12:00:00)' });
    expect(firedAt('2028').map((at) => at.slice(11, 16))).toEqual(['09:45', '12:00']);
  });

  it('fires once after a schedule was deleted and created anew for the same time', async () => {
    await create('twice');
    await client.send(new DeleteScheduleCommand({ Name: 'twice' }));
    await create('twice');
    expect(firedAt('2028')).toHaveLength(1);
  });

  it('goes on from a dump', async () => {
    emulator.createGroup('wakes');
    await create('often', { ScheduleExpression: 'rate(10 minutes)' });
    await create('once', { GroupName: 'wakes' });
    clock.moveTo(toInstant('2027-03-01T09:35:00Z'));
    emulator.takeDue();
    const copy = new SchedulerEmulator({ clock, region, account });
    copy.load(JSON.parse(JSON.stringify(emulator.dump())));
    expect(copy.list()).toEqual(emulator.list());
    expect(copy.nextDueAt()).toBe('2027-03-01T09:41:00.000Z');
    expect(() => copy.load({ schedules: [{}] })).toThrow();
  });

  it('takes schedules from a template, and leaves alone what a new deployment does not change', () => {
    emulator.createGroup('digest');
    emulator.createGroup('digest');
    const schedule = {
      name: 'sweep',
      groupName: 'digest',
      scheduleExpression: 'rate(1 hour)',
      target: { Arn: queueArn('sweep'), RoleArn: roleArn },
    };
    emulator.addFromTemplate(schedule);
    clock.moveTo(toInstant('2027-03-01T09:31:00Z'));
    emulator.takeDue();
    emulator.addFromTemplate(schedule);
    expect(emulator.nextDueAt()).toBe('2027-03-01T10:31:00.000Z');
    emulator.addFromTemplate({ ...schedule, scheduleExpression: 'rate(2 hours)' });
    expect(emulator.nextDueAt()).toBe('2027-03-01T09:32:00.000Z');
    expect(() => emulator.addFromTemplate({ ...schedule, groupName: 'none' })).toThrow('does not exist');
    expect(() => emulator.addFromTemplate({ ...schedule, scheduleExpression: 'often' })).toThrow('Invalid');
  });

  it('answers what it does not know with an error', async () => {
    const request = {
      service: 'scheduler',
      method: 'PATCH',
      path: '/schedules/a',
      query: new URLSearchParams(),
      headers: {},
      body: '',
      accessKeyId: 'AKID',
    };
    expect(emulator.operationOf(request)).toBeUndefined();
    expect(emulator.operationOf({ ...request, method: 'GET' })).toBe('GetSchedule');
    expect(emulator.operationOf({ ...request, method: 'GET', path: '/schedules' })).toBe('ListSchedules');
    expect(emulator.handle(request)).toMatchObject({ status: 404 });
    expect(emulator.handle({ ...request, method: 'POST', body: '{' })).toMatchObject({ status: 400 });
    expect(emulator.handle({ ...request, method: 'POST', body: '{}' }).body).toContain(
      "3 validation errors detected: Value null at 'scheduleExpression' failed to satisfy constraint: Member must not be null",
    );
    expect(emulator.handle({ ...request, method: 'GET', path: '/schedules/%' })).toMatchObject({
      status: 400,
    });
  });

  it('finds the next of many, one after the other', () => {
    const start = Date.parse('2027-04-01T00:00:00Z');
    for (let n = 0; n < 5000; n++) {
      emulator.addFromTemplate({
        name: `s${n}`,
        scheduleExpression: `at(${new Date(start + ((n * 7919) % 5000) * 60_000).toISOString().slice(0, 19)})`,
        actionAfterCompletion: 'DELETE',
        target: { Arn: queueArn('wake'), RoleArn: roleArn },
      });
    }
    const fired = firedAt('2028');
    expect(fired).toHaveLength(5000);
    expect(fired).toEqual([...fired].sort());
    expect(emulator.list()).toEqual([]);
  });
});
