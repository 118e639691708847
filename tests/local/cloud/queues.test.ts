import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import type { QueueSettings } from '../../../local/cloud/base/stack-model.ts';
import { Queues } from '../../../local/cloud/queues/queues.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const START = toInstant('2027-01-01T10:00:00Z');
let clock: VirtualClock;
let queues: Queues;

beforeEach(() => {
  clock = new VirtualClock(START);
  queues = new Queues(clock);
});

const add = (name: string, settings: Partial<QueueSettings> = {}) =>
  queues.add({ name, arn: name, url: name, visibilityTimeout: 60, delay: 0, retention: 3600, ...settings });
const pass = (seconds: number) => clock.moveTo(toInstant(clock.millis() + seconds * 1000));
const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);

test('hands out the oldest first, as many as asked for', () => {
  const queue = add('q');
  for (const body of ['a', 'b', 'c']) queue.send(body);
  expect(bodies(queue.receive(2))).toEqual(['a', 'b']);
  expect(bodies(queue.receive(2))).toEqual(['c']);
});

test('hides what is received until the visibility timeout ends', () => {
  const queue = add('q');
  queue.send('a');
  queue.receive(1);
  pass(59.999);
  expect(queue.receive(1)).toEqual([]);
  expect(queue.nextVisibleMillis()).toBe(Date.parse('2027-01-01T10:01:00Z'));
  pass(0.001);
  expect(queue.receive(1)).toMatchObject([
    { body: 'a', receiveCount: 2, firstReceivedAt: Date.parse(START) },
  ]);
});

test('a receipt deletes once, and not after the message was received again', () => {
  const queue = add('q');
  queue.send('a');
  const [first] = queue.receive(1);
  pass(60);
  const [second] = queue.receive(1);
  queue.delete(first?.receiptHandle ?? '');
  expect(queue.messages()).toHaveLength(1);
  queue.delete(second?.receiptHandle ?? '');
  expect(queue.messages()).toEqual([]);
});

test('a delayed message comes later', () => {
  const queue = add('q', { delay: 90 });
  queue.send('a');
  expect(queue.oldestVisible()).toBeNull();
  pass(90);
  expect(bodies(queue.receive(1))).toEqual(['a']);
});

test('moves a message to the dead letters when it would be received too often', () => {
  const dead = add('dead');
  const queue = add('q', { redrive: { deadLetterArn: 'dead', maxReceiveCount: 2 } });
  queue.send('poison');
  queue.receive(1);
  pass(60);
  queue.send('fresh');
  expect(queue.receive(2)).toHaveLength(2);
  expect(dead.messages()).toEqual([]);
  pass(60);
  expect(bodies(queue.receive(2))).toEqual(['fresh']);
  expect(dead.messages()).toMatchObject([{ body: 'poison', receiveCount: 2, sentAt: Date.parse(START) }]);
});

test('forgets a message after its retention, counted from when it was sent', () => {
  const queue = add('q', { retention: 100 });
  queue.send('a');
  pass(100);
  expect(queue.receive(1)).toHaveLength(1);
  pass(60);
  expect(queue.receive(1)).toEqual([]);
  expect(queue.messages()).toEqual([]);
});

test('goes on from a dump', () => {
  const queue = add('q');
  queue.send('a');
  queue.receive(1);
  const dump = JSON.parse(JSON.stringify(queues.dump()));
  queues.clear();
  expect(queue.messages()).toEqual([]);
  queues.load(dump);
  pass(60);
  expect(queue.receive(1)).toMatchObject([{ body: 'a', receiveCount: 2 }]);
  expect(queue.send('b').messageId).not.toBe(queue.messages()[0]?.messageId);
});
