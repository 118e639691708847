import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import type { FunctionModel, MappingModel } from '../../../local/cloud/base/stack-model.ts';
import { Consumer } from '../../../local/cloud/lambda/consumer.ts';
import type { InvocationResult } from '../../../local/cloud/lambda/lambda.ts';
import type { Queue } from '../../../local/cloud/queues/queue.ts';
import { Queues } from '../../../local/cloud/queues/queues.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const START = Date.parse('2027-01-01T10:00:00Z');
const QUEUE = 'arn:aws:sqs:eu-north-1:111122223333:q';
const target: FunctionModel = {
  logicalId: 'F',
  name: 'f',
  arn: 'arn:f',
  roleArn: 'arn:r',
  entry: 'file:///f.ts',
  environment: {},
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  isThrottled: false,
};
const mapping: MappingModel = {
  queueArn: QUEUE,
  function: 'f',
  batchSize: 3,
  reportsItemFailures: true,
  filters: [],
};

let queue: Queue;
let events: { Records: { messageId: string; body: string }[] }[];

beforeEach(() => {
  const queues = new Queues(new VirtualClock(toInstant(START)));
  queue = queues.add({ name: 'q', arn: QUEUE, url: 'u', visibilityTimeout: 60, delay: 0, retention: 3600 });
  events = [];
});

const consume = async (result: InvocationResult, changes: Partial<MappingModel> = {}) => {
  const invoke = async (_: unknown, event: unknown) => {
    events.push(event as (typeof events)[number]);
    return result;
  };
  await new Consumer(queue, target, { ...mapping, ...changes }, { invoke }).consume();
  return queue.messages().map(({ body, reason }) => [body, reason]);
};
const done = (payload: unknown): InvocationResult => ({ ok: true, payload });
const send = (...bodies: string[]) => bodies.map((body) => queue.send(body).messageId);

test('the event has the shape that SQS gives Lambda', async () => {
  const [messageId] = send('{"a":1}');
  await consume(done(null));
  expect(events).toEqual([
    {
      Records: [
        {
          messageId,
          receiptHandle: expect.any(String),
          body: '{"a":1}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: `${START}`,
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: `${START}`,
          },
          messageAttributes: {},
          md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
          eventSource: 'aws:sqs',
          eventSourceARN: QUEUE,
          awsRegion: 'eu-north-1',
        },
      ],
    },
  ]);
});

test('a message’s attributes reach the function', async () => {
  queue.send('a', 0, { redriven: { DataType: 'String', StringValue: 'yes' } });
  await consume(done(null));
  expect(events[0]?.Records[0]).toMatchObject({
    messageAttributes: { redriven: { dataType: 'String', stringValue: 'yes' } },
  });
});

test('takes no more than a batch', async () => {
  send('a', 'b', 'c', 'd');
  expect(await consume(done({ batchItemFailures: [] }))).toEqual([['d', undefined]]);
  expect(events[0]?.Records.map(({ body }) => body)).toEqual(['a', 'b', 'c']);
});

test('keeps only what the function reported', async () => {
  const [, second] = send('a', 'b', 'c');
  const failures = { batchItemFailures: [{ itemIdentifier: second }] };
  expect(await consume(done(failures))).toEqual([['b', 'the function reported it as failed']]);
});

test.each([
  ['a failed invocation', { ok: false, reason: 'boom' } as const, 'boom'],
  [
    'an answer of another shape',
    done({ batchItemFailures: 'all' }),
    'the function answered with an invalid batch response',
  ],
  [
    'an empty identifier',
    done({ batchItemFailures: [{ itemIdentifier: '' }] }),
    'the function answered with an invalid batch response',
  ],
  [
    'an unknown identifier',
    done({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
    'the function reported an unknown message',
  ],
])('keeps the whole batch after %s', async (_, result, reason) => {
  send('a', 'b');
  expect(await consume(result)).toEqual([
    ['a', reason],
    ['b', reason],
  ]);
});

test.each([[undefined], [null], [{}], [{ batchItemFailures: null }]])(
  'takes %j for success',
  async (payload) => {
    send('a');
    expect(await consume(done(payload))).toEqual([]);
  },
);

test('does not look into the answer unless the mapping says so', async () => {
  const [first] = send('a');
  const failures = { batchItemFailures: [{ itemIdentifier: first }] };
  expect(await consume(done(failures), { reportsItemFailures: false })).toEqual([]);
});

test('drops what the filters exclude, without asking the function when nothing is left', async () => {
  const filters = [{ body: { kind: ['wake'] } }];
  send('{"kind":"other"}', 'no json');
  expect(await consume(done(null), { filters })).toEqual([]);
  expect(events).toEqual([]);
  send('{"kind":"wake"}', '{"kind":"other"}');
  await consume(done(null), { filters });
  expect(events[0]?.Records.map(({ body }) => body)).toEqual(['{"kind":"wake"}']);
});
