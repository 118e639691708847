import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const START = toInstant('2027-01-01T10:00:00Z');
const LATER = toInstant('2027-06-01T00:00:00Z');

test('only the current time is virtual', async () => {
  const clock = new VirtualClock(START);
  const worker = new Worker(new URL('./fixtures/date-worker.ts', import.meta.url), {
    workerData: clock.memory,
  });
  const ask = async () => {
    worker.postMessage('');
    return (await once(worker, 'message'))[0];
  };
  const millis = Date.parse(START);
  expect(await ask()).toEqual({
    now: millis,
    current: START,
    asText: new Date(millis).toString(),
    explicit: [0, Date.parse('2020-02-29T12:00:00Z'), Number(new Date(2020, 1, 29))],
    parsed: Date.parse('2020-02-29T12:00:00Z'),
    subclasses: [millis, millis],
    kinds: [true, true, true],
    constructed: millis,
    length: 7,
  });
  clock.moveTo(LATER);
  expect(await ask()).toMatchObject({ now: Date.parse(LATER), current: LATER });
  await worker.terminate();
});
