import { type ReceiveMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type AwsRequest,
  type AwsService,
  type Queue,
  Queues,
  SqsApi,
  textAttributes,
  VirtualClock,
} from '../../../local/cloud/index.ts';
import { DeadLetters } from '../../../local/redrive/dead-letters.ts';
import type { Letter } from '../../../local/redrive/letter.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { serveService } from '../serve-service.ts';

let clock: VirtualClock;
let queues: Queues;
let source: Queue;
let dead: Queue;
let spoil: (operation: string, body: ReceiveMessageCommandInput) => 'fail' | 'nothing' | undefined;
let served: Awaited<ReturnType<typeof serveService>>;
let letters: DeadLetters;
let client: SQSClient;

beforeEach(async () => {
  clock = new VirtualClock(toInstant('2026-03-10T10:00:00Z'));
  queues = new Queues(clock);
  const add = (name: string, more: object = {}) =>
    queues.add({
      ...more,
      name,
      arn: `a:b:c:d:1:${name}`,
      url: name,
      visibilityTimeout: 30,
      delay: 0,
      retention: 86_400,
    });
  const redrive = { deadLetterArn: 'a:b:c:d:1:clinic-events-dead-letters', maxReceiveCount: 1 };
  source = add('clinic-events', { redrive });
  dead = add('clinic-events-dead-letters');
  spoil = () => undefined;
  const api = new SqsApi(queues, clock);
  const spoiled: AwsService = {
    operationOf: (request) => api.operationOf(request),
    handle(request: AwsRequest) {
      const troubled = spoil(api.operationOf(request) ?? '', JSON.parse(request.body));
      if (troubled === 'nothing') return { status: 200, headers: {}, body: '{}' };
      if (troubled === 'fail') return { status: 500, headers: {}, body: '{}' };
      return api.handle(request);
    },
  };
  served = await serveService(spoiled);
  client = new SQSClient(served.clientOptions);
  letters = await DeadLetters.open(client, 'clinic', 'events');
});
afterEach(() => {
  client.destroy();
  served.close();
});

async function all(): Promise<Letter[]> {
  const found: Letter[] = [];
  for await (const batch of letters.batches()) found.push(...batch);
  return found;
}
const bodies = (found: readonly { body: string }[]) => found.map(({ body }) => body).sort();
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `letter ${index + 10}`);
const visible = () => dead.messages().filter(({ visibleAt }) => visibleAt <= clock.millis()).length;

test('all are found, each once, and are seen by others again when they are given back', async () => {
  for (const body of numbered(23)) dead.send(body);
  expect(await letters.count()).toBe(23);
  expect(bodies(await all())).toEqual(numbered(23));
  expect([await letters.count(), visible()]).toEqual([23, 0]);
  await letters.giveBack();
  expect(visible()).toBe(23);
});

test('answers that hold nothing, as SQS gives them now and then, hide no letter', async () => {
  let asked = 0;
  for (const body of numbered(12)) dead.send(body);
  spoil = (operation) => {
    if (operation !== 'ReceiveMessage') return undefined;
    asked += 1;
    return asked % 3 === 0 ? undefined : 'nothing';
  };
  expect(await all()).toHaveLength(12);
});

test('a letter that comes twice counts once, and its newer receipt holds', async () => {
  dead.send('a');
  spoil = (operation) => {
    // Whatever was held comes back before the next answer.
    if (operation === 'ReceiveMessage') clock.moveTo(toInstant(clock.millis() + 301_000));
    return undefined;
  };
  const [letter, ...others] = await all();
  expect(others).toEqual([]);
  if (letter) await letters.remove(letter);
  expect(dead.messages()).toEqual([]);
});

test('a command that dies leaves letters hidden for five minutes, no longer', async () => {
  dead.send('a');
  await all();
  clock.moveTo(toInstant('2026-03-10T10:05:00Z'));
  expect(visible()).toBe(1);
});

test('a redriven letter goes to its queue, marked, and leaves the dead letters', async () => {
  dead.send('a');
  const [letter] = await all();
  if (letter) await letters.redrive(letter);
  expect(source.messages()).toMatchObject([{ body: 'a', attributes: { redriven: { DataType: 'String' } } }]);
  expect(dead.messages()).toEqual([]);
});

test.each(['SendMessage', 'DeleteMessage'])('when %s fails, the letter stays', async (failing) => {
  dead.send('a');
  const [letter] = await all();
  spoil = (operation) => (operation === failing ? 'fail' : undefined);
  await expect(letter && letters.redrive(letter)).rejects.toThrow();
  expect(dead.messages()).toHaveLength(1);
  expect(source.messages()).toHaveLength(failing === 'SendMessage' ? 0 : 1);
});

test('what could not be delivered says by whom and with which code, if it is one', async () => {
  const codes = ['NO_PERMISSIONS', 'AWS.SimpleQueueService.NonExistentQueue', 'Anna Jensen'];
  for (const ERROR_CODE of codes) dead.send('a', 0, textAttributes({ ERROR_CODE, RULE_ARN: 'arn' }));
  dead.send('a', 0, textAttributes({ ERROR_CODE: 'X', ERROR_MESSAGE: 'Anna', SCHEDULE_ARN: 'arn' }));
  dead.send('a');
  const found = (await all()).map(
    ({ undelivered }) => undelivered && `${undelivered.by}: ${undelivered.code}`,
  );
  expect(found).toEqual([
    'event bus: NO_PERMISSIONS',
    'event bus: AWS.SimpleQueueService.NonExistentQueue',
    'event bus: unknown code',
    'scheduler: X',
    null,
  ]);
});

test('what was sent again by hand, marks and all, and then failed counts as failed', async () => {
  source.send('a', 0, textAttributes({ ERROR_CODE: 'NO_PERMISSIONS', RULE_ARN: 'arn' }));
  source.receive(1);
  clock.moveTo(toInstant('2026-03-10T10:01:00Z'));
  source.receive(1);
  expect(await all()).toMatchObject([{ body: 'a', undelivered: null }]);
});

test('what a bus could not keep is an event that goes to its queue', async () => {
  const ofBus = queues.add({ ...dead.settings, name: 'clinic-bus-dead-letters', arn: 'a:b:c:d:1:bus' });
  ofBus.send('a', 0, textAttributes({ ERROR_CODE: 'KMS_ACCESS_DENIED' }));
  letters = await DeadLetters.openBus(client, 'clinic');
  const [letter] = await all();
  expect(letter).toMatchObject({
    queue: 'events',
    undelivered: { by: 'event bus', code: 'KMS_ACCESS_DENIED' },
  });
  if (letter) await letters.redrive(letter);
  expect([source.messages().length, ofBus.messages().length]).toEqual([1, 0]);
});
