import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  MessageNotInflight,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { SqsApi } from '../../../local/cloud/queues/api.ts';
import type { Queue } from '../../../local/cloud/queues/queue.ts';
import { Queues } from '../../../local/cloud/queues/queues.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { serveService } from '../serve-service.ts';

const START = toInstant('2027-01-01T10:00:00Z');
let clock: VirtualClock;
let dead: Queue;
let served: Awaited<ReturnType<typeof serveService>>;
let client: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  clock = new VirtualClock(START);
  const queues = new Queues(clock);
  const add = (name: string, deadLetterArn?: string) =>
    queues.add({
      name,
      arn: `arn:aws:sqs:eu-north-1:111122223333:${name}`,
      url: name,
      visibilityTimeout: 60,
      delay: 0,
      retention: 3600,
      ...(deadLetterArn && { redrive: { deadLetterArn, maxReceiveCount: 5 } }),
    });
  dead = add('q-dead');
  add('q', dead.settings.arn);
  add('other');
  served = await serveService(new SqsApi(queues, clock));
  client = new SQSClient(served.clientOptions);
  ({ QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: 'q-dead' })));
});
afterEach(() => {
  client.destroy();
  served.close();
});

const pass = (seconds: number) => clock.moveTo(toInstant(clock.millis() + seconds * 1000));
const send = (MessageBody: string, queue = QueueUrl) =>
  client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
async function receive(options: Partial<ReceiveMessageCommandInput> = {}) {
  const { Messages } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...options }),
  );
  return Messages ?? [];
}
const receiptOf = async () => (await receive())[0]?.ReceiptHandle ?? '';
const isGone = new ReceiveMessageCommand({ QueueUrl: 'http://127.0.0.1/111122223333/gone' });

test('queues are found by name, and the address of a queue is that of the endpoint', async () => {
  expect(QueueUrl).toBe(`${served.clientOptions.endpoint}/111122223333/q-dead`);
  const { QueueUrls } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'q' }));
  expect(QueueUrls?.map((url) => url.split('/').at(-1))).toEqual(['q-dead', 'q']);
  expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: 'x' }))).QueueUrls).toBeUndefined();
});

test('what is sent is received with its attributes, at most ten at once', async () => {
  const MessageAttributes = {
    ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
    RULE_ARN: { DataType: 'String', StringValue: 'arn' },
  };
  const { MessageId } = await client.send(
    new SendMessageCommand({ QueueUrl, MessageBody: 'æ', MessageAttributes }),
  );
  for (let count = 0; count < 11; count += 1) await send('more');
  const messages = await receive({
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['ERROR_*'],
  });
  expect(messages).toHaveLength(10);
  expect(messages[0]).toMatchObject({
    MessageId,
    Body: 'æ',
    Attributes: { ApproximateReceiveCount: '1', SentTimestamp: `${Date.parse(START)}` },
  });
  expect(messages[0]?.MessageAttributes).toBeUndefined();
  expect(await receive()).toHaveLength(2);
  expect(await receive()).toEqual([]);
  pass(60);
  const [again] = await receive({
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    MessageAttributeNames: ['ERROR_CODE'],
  });
  expect(again?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  expect(again?.MessageAttributes).toEqual({ ERROR_CODE: MessageAttributes.ERROR_CODE });
});

test('a caller says how long nobody else gets a message, and gives it back', async () => {
  await send('a');
  const [first] = await receive({ VisibilityTimeout: 10 });
  expect(await receive()).toEqual([]);
  pass(10);
  const [second] = await receive({ VisibilityTimeout: 300 });
  const giveBack = (ReceiptHandle = '') =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  await expect(giveBack(first?.ReceiptHandle)).rejects.toThrow(MessageNotInflight);
  await giveBack(second?.ReceiptHandle);
  expect(await receive()).toHaveLength(1);
  await expect(giveBack('no receipt')).rejects.toThrow(ReceiptHandleIsInvalid);
});

test('many are given back at once; one that cannot be does not keep the others', async () => {
  await send('a');
  await send('b');
  const [a, b] = await receive();
  pass(60);
  const [newer] = await receive({ MaxNumberOfMessages: 1 });
  const receipts = [a, b, newer].map((message) => message?.ReceiptHandle);
  const { Successful, Failed } = await client.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: receipts.map((ReceiptHandle, index) => ({
        Id: `${index}`,
        ReceiptHandle,
        VisibilityTimeout: 0,
      })),
    }),
  );
  // The second was not received again: its receipt still holds.
  expect(Successful?.map(({ Id }) => Id)).toEqual(['1', '2']);
  expect(Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([['0', 'MessageNotInflight']]);
});

test('deleting removes for good; a receipt that was good once does nothing', async () => {
  await send('a');
  const stale = await receiptOf();
  pass(60);
  const receipt = await receiptOf();
  const remove = (ReceiptHandle: string) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  await remove(stale);
  expect(dead.messages()).toHaveLength(1);
  await remove(receipt);
  expect(dead.messages()).toEqual([]);
  await expect(remove('garbage')).rejects.toThrow(ReceiptHandleIsInvalid);
});

test('a queue tells how much it holds and where its worn-out messages go', async () => {
  await send('a');
  await send('b');
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 60 }));
  await receive({ MaxNumberOfMessages: 1 });
  const attributesOf = async (url: string) =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }))).Attributes;
  expect(await attributesOf(QueueUrl)).toMatchObject({
    ApproximateNumberOfMessages: '1',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
  });
  pass(3601);
  expect(await attributesOf(QueueUrl)).toMatchObject({ ApproximateNumberOfMessages: '0' });
  const source = await attributesOf(QueueUrl.replace('-dead', ''));
  expect(JSON.parse(source?.['RedrivePolicy'] ?? '')).toEqual({
    deadLetterTargetArn: dead.settings.arn,
    maxReceiveCount: 5,
  });
});

test('a queue that does not exist, and requests that break the model', async () => {
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'gone' }))).rejects.toThrow(QueueDoesNotExist);
  await expect(client.send(isGone)).rejects.toThrow(QueueDoesNotExist);
  await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toThrow('maxNumberOfMessages');
  await expect(receive({ VisibilityTimeout: -1 })).rejects.toThrow('visibilityTimeout');
});
