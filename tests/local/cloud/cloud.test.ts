import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Interceptor } from '../../../local/cloud/base/calls.ts';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { callDynamo } from '../../../local/cloud/dynamodb/call.ts';
import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { mailStack } from './fixtures/mail-stack.ts';
import { smallStack } from './fixtures/small-stack.ts';
import { signedCall } from './signed-call.ts';

const START = toInstant('2027-01-01T10:00:00Z');
const RECORDER = 'arn:aws:lambda:eu-north-1:111122223333:function:small-Recorder';
let cloud: Cloud;

const event = (name: string, wish: object = {}, source = 'clinic') => ({
  Source: source,
  DetailType: 'd',
  Detail: JSON.stringify({ name, ...wish }),
});
const put = (...entries: ReturnType<typeof event>[]) => cloud.putEvents('small', entries);
const minutes = (count: number) => addMinutes(START, count);

async function items(stack = 'small', from = cloud): Promise<Record<string, Record<string, string>>[]> {
  const { Items } = await callDynamo(from.engineEndpoint, 'Scan', { TableName: from.tableName(stack) });
  return Items as Record<string, Record<string, string>>[];
}
const names = async (stack?: string) => (await items(stack)).map(({ pk }) => pk?.['S']).sort();

describe.each(['threads', 'here'] as const)('with functions in %s', (sandboxes) => {
  beforeAll(async () => {
    cloud = await startCloud({
      stacks: [mailStack('small'), mailStack('other')],
      startAt: START,
      policies: 'ignored',
      sandboxes,
    });
    return () => cloud.stop();
  });
  beforeEach(() => cloud.reset(START));

  describe('the way of an event', () => {
    test('bus, rule, queue, worker, table', async () => {
      expect(put(event('a')).FailedEntryCount).toBe(0);
      expect(await items()).toEqual([]);
      await cloud.settle();
      expect(await names()).toEqual(['a']);
      expect(await names('other')).toEqual([]);
      expect(cloud.calls()).toEqual({ 'dynamodb.PutItem': 1 });
      expect(cloud.callsOf('small-Recorder')).toEqual({ 'dynamodb.PutItem': 1 });
      expect(cloud.callsOf('other-Recorder')).toEqual({});
      expect(cloud.nextDueAt()).toBeNull();
    });

    test('the same over HTTP', async () => {
      const Entries = [{ ...event('http'), EventBusName: 'small-bus' }];
      await signedCall(cloud.endpoint, 'events', 'AWSEvents.PutEvents', { Entries });
      await cloud.settle();
      expect(await names()).toEqual(['http']);
      expect(cloud.callsOf('AKIDTEST')).toEqual({ 'events.PutEvents': 1 });
    });

    test('the handler lives in virtual time and in an environment of its own', async () => {
      process.env['LEAKED'] = 'yes';
      put(event('a'));
      await cloud.settle();
      const [item] = await items();
      expect(item).toMatchObject({ at: { S: START }, now: { N: `${Date.parse(START)}` } });
      const environment = JSON.parse(item?.['environment']?.['S'] ?? '');
      expect(environment).toMatchObject({
        TABLE_NAME: 'small-Table',
        STACK: 'small',
        AWS_REGION: 'eu-north-1',
        AWS_ENDPOINT_URL: cloud.endpoint,
        AWS_LAMBDA_FUNCTION_NAME: 'small-Recorder',
        TZ: 'UTC',
      });
      expect(
        Object.keys(environment).filter((name) => !/^(AWS_|LAMBDA_|TZ|TABLE_NAME|STACK)/.test(name)),
      ).toEqual([]);
      expect(Date.now()).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
      expect(cloud.logs()).toMatchObject([
        { at: START, function: RECORDER, json: { message: 'recorded', at: START } },
      ]);
    });

    test('a wake armed by a handler fires, sends an e-mail, and SES reports it', async () => {
      put(event('x', { at: '2027-01-01T12:00:00' }, 'mailer'));
      await cloud.settle();
      expect(cloud.schedules()).toMatchObject([{ group: 'small-Group', name: 'wake' }]);
      expect(cloud.nextDueAt()).toBe('2027-01-01T12:00:00.000Z');
      const steps: Instant[] = [];
      await cloud.advanceTo(toInstant('2027-01-02T00:00:00Z'), { onStep: (at) => void steps.push(at) });
      expect(cloud.clock.now()).toBe('2027-01-02T00:00:00.000Z');
      expect(steps).toEqual(['2027-01-01T12:00:00.000Z', '2027-01-01T12:00:05.000Z']);
      expect(cloud.schedules()).toEqual([]);
      expect(cloud.inbox()).toMatchObject([{ sentAt: '2027-01-01T12:00:00.000Z', subject: 'Påmindelse' }]);
      expect(await names('small')).toEqual(['Delivery']);
      expect(await names('other')).toEqual([]);
      expect(cloud.calls()).toEqual({
        'dynamodb.PutItem': 1,
        'scheduler.CreateSchedule': 1,
        'ses.SendEmail': 1,
      });
    });
  });

  describe('what fails', () => {
    test('comes back after the visibility timeout, three times, then to the dead letters', async () => {
      put(event('bad', { fail: true }), event('good'));
      await cloud.settle();
      expect(await names()).toEqual(['good']);
      expect(cloud.nextDueAt()).toBe(minutes(1));
      await cloud.advanceTo(minutes(2));
      expect(cloud.deadLetters()).toEqual([]);
      await cloud.advanceTo(minutes(3));
      expect(cloud.deadLetters()).toMatchObject([
        {
          queue: 'small-DeadLetters',
          receiveCount: 3,
          sentAt: START,
          reason: 'the function reported it as failed',
        },
      ]);
      expect(cloud.nextDueAt()).toBeNull();
    });

    test('a handler that throws leaves the line that Lambda writes', async () => {
      put(event('guilty', { crash: true }));
      await cloud.settle();
      const message = { errorType: 'RangeError', errorMessage: 'cannot go on' };
      expect(cloud.logs()).toMatchObject([{ at: START, json: { level: 'ERROR', message } }]);
    });

    test.each([
      ['a handler that throws', { crash: true }, 'RangeError: cannot go on'],
      ['a handler that takes too long', { hang: true }, 'Task timed out after 2 seconds'],
      ['a handler that ends its process', { die: true }, 'the function exited with code 3'],
    ])('%s fails its whole batch, and the next batch runs', async (_, wish, reason) => {
      put(event('innocent'), event('guilty', wish));
      await cloud.settle();
      const { messages } = (await cloud.dump()).queues;
      const waiting = messages['arn:aws:sqs:eu-north-1:111122223333:small-Events'];
      expect(waiting).toMatchObject([
        { receiveCount: 1, reason },
        { receiveCount: 1, reason },
      ]);
      put(event('next'));
      await cloud.settle();
      expect(await names()).toContain('next');
    });

    test('an invocation that an interceptor crashes has no further effect', async () => {
      let crashes = 0;
      const crashOnce: Interceptor = { before: () => (crashes++ === 0 ? 'crash' : undefined) };
      const remove = cloud.intercept(crashOnce);
      put(event('a'), event('b'));
      await cloud.settle();
      expect(await names()).toEqual([]);
      await cloud.advanceTo(minutes(1));
      remove();
      expect(await items()).toMatchObject([{ receives: { N: '2' } }, { receives: { N: '2' } }]);
    });

    test('deliveries can be lost, doubled and late', async () => {
      const fates: (readonly number[])[] = [[], [0, 0], [90]];
      const remove = cloud.intercept({ deliver: () => fates.shift() ?? [0] });
      const counted: number[] = [];
      const count = cloud.intercept({
        after: (_, response) => {
          counted.push(1);
          return response;
        },
      });
      put(event('lost'), event('twice'), event('late'));
      await cloud.settle();
      expect(await names()).toEqual(['twice']);
      expect(counted).toHaveLength(2);
      await cloud.advanceTo(addMinutes(START, 1.5));
      expect(await names()).toEqual(['late', 'twice']);
      remove();
      count();
    });
  });

  test('reset empties everything and keeps the workers', async () => {
    put(event('x', { at: '2027-01-01T12:00:00' }, 'mailer'), event('bad', { fail: true }));
    await cloud.advanceTo(minutes(300));
    const [before] = cloud.logs().filter(({ function: name }) => name.endsWith('small-Mailer'));
    const earlier = toInstant('2026-06-01T00:00:00Z');
    await cloud.reset(earlier);
    expect(cloud.clock.now()).toBe(earlier);
    expect([cloud.schedules(), cloud.inbox(), cloud.deadLetters(), cloud.logs(), cloud.calls()]).toEqual([
      [],
      [],
      [],
      [],
      {},
    ]);
    expect(await items()).toEqual([]);
    put(event('x', { at: '2026-06-01T12:00:00' }, 'mailer'));
    await cloud.settle();
    const [after] = cloud.logs();
    expect(before?.json).toMatchObject({ message: 'mailer' });
    expect(after?.json).not.toEqual(before?.json);
  });

  test('the same input gives the same state', async () => {
    const run = async () => {
      await cloud.reset(START);
      put(event('x', { at: '2027-01-01T12:00:00' }, 'mailer'), event('bad', { fail: true }), event('a'));
      await cloud.advanceTo(minutes(200));
      const { tables: _, ...state } = await cloud.dump();
      return state;
    };
    expect(await run()).toEqual(await run());
  });
});

describe('what cannot start', () => {
  test.each([
    ['no stack', [], 'at least one stack'],
    [
      'two accounts',
      [smallStack(), { ...smallStack('b'), account: '444455556666' }],
      'one account and Region',
    ],
    [
      'a rule without its queue',
      [
        smallStack('a', {
          Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: {}, Targets: [{ Arn: 'x' }] } },
        }),
      ],
      'its target x is no queue',
    ],
  ])('%s', async (_, stacks, message) => {
    await expect(startCloud({ stacks, startAt: START })).rejects.toThrow(message);
  });

  test('a port that is taken', async () => {
    const taken = await startCloud({ stacks: [smallStack()], startAt: START });
    const port = Number(new URL(taken.endpoint).port);
    await expect(startCloud({ stacks: [smallStack()], startAt: START, port })).rejects.toThrow('EADDRINUSE');
    await taken.stop();
  });
});
