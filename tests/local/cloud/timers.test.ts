import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeEach, expect, test } from 'vitest';
import { startCloud } from '../../../local/cloud/cloud.ts';
import { type TimerFunctions, Timers } from '../../../local/cloud/lambda/timers.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { smallStack } from './fixtures/small-stack.ts';

/** Pauses of functions that are skipped. */
const HOUR = 3_600_000;
let isBusy: boolean;
let timers: Timers;
let own: TimerFunctions;

beforeEach(() => {
  isBusy = false;
  timers = new Timers(() => isBusy);
  own = timers.of(Number.POSITIVE_INFINITY, () => undefined);
});
const pause = (milliseconds: number, by = own) =>
  new Promise<void>((done) => by.setTimeout(() => done(), milliseconds));

test('who waits for nothing else gets the next one at once, and the time until then has passed', async () => {
  const before = timers.now();
  const heard: string[] = [];
  own.setTimeout((...words) => heard.push(words.join(' ')), 2 * HOUR, 'the', 'second');
  own.setTimeout(() => heard.push('the first'), HOUR);
  await pause(3 * HOUR);
  expect(heard).toEqual(['the first', 'the second']);
  const passed = timers.now() - before;
  expect(passed).toBeGreaterThanOrEqual(3 * HOUR);
  expect(passed).toBeLessThan(4 * HOUR);
});

test('while something is not answered, time is real: its limit does not end it sooner, and ends it', async () => {
  isBusy = true;
  const heard: string[] = [];
  own.setTimeout(() => heard.push('skipped'), HOUR);
  await pause(20);
  expect(heard).toEqual([]);
  isBusy = false;
  timers.look();
  await pause(HOUR);
  expect(heard).toEqual(['skipped']);
});

test('one that is cleared does not come', async () => {
  const heard: string[] = [];
  own.clearTimeout(own.setTimeout(() => heard.push('cleared'), HOUR));
  own.clearTimeout(Number(own.setTimeout(() => heard.push('cleared by number'), HOUR)));
  own.clearTimeout(undefined);
  await pause(2 * HOUR);
  expect(heard).toEqual([]);
});

test('it runs in the surroundings in which it was set', async () => {
  const whose = new AsyncLocalStorage<string>();
  const heard: unknown[] = [];
  const listen = () => heard.push(whose.getStore());
  whose.run('first', () => own.setTimeout(listen, 1));
  whose.run('second', () => own.setTimeout(listen, HOUR));
  await pause(2 * HOUR);
  expect(heard).toEqual(['first', 'second']);
});

test('a function that pauses for longer than it may run times out; the next run has its whole time', async () => {
  const cloud = await startCloud({
    stacks: [smallStack('small')],
    startAt: toInstant('2027-01-01T10:00:00Z'),
    policies: 'ignored',
    pauses: 'skipped',
  });
  const put = (...names: string[]) =>
    cloud.putEvents(
      'small',
      names.map((name) => ({
        Source: 'clinic',
        DetailType: 'd',
        Detail: JSON.stringify({ name, pause: 1_500 }),
      })),
    );
  try {
    put('a', 'b');
    await cloud.settle();
    const { messages } = (await cloud.dump()).queues;
    const reason = 'Task timed out after 2 seconds';
    expect(messages['arn:aws:sqs:eu-north-1:111122223333:small-Events']).toMatchObject([
      { reason },
      { reason },
    ]);
    put('c');
    await cloud.settle();
    put('d');
    await cloud.settle();
    expect(cloud.calls()).toEqual({ 'dynamodb.PutItem': 3 });
  } finally {
    await cloud.stop();
  }
});
