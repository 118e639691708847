import { beforeEach, expect, test } from 'vitest';
import type { Letter } from '../../../local/redrive/letter.ts';
import type { LogEntry } from '../../../local/redrive/operator-log.ts';
import {
  type DeadLetterQueue,
  type Order,
  type RedriveTools,
  redriveClinic,
} from '../../../local/redrive/redrive-clinic.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { clinicWith } from '../../support/plan.ts';

const now = toInstant('2026-03-10T10:00:00Z');
let done: string[];
let logged: { entry: LogEntry; days: number }[];
let failing: string;

beforeEach(() => {
  done = [];
  logged = [];
  failing = '';
});

const step = async (what: string) => {
  if (what === failing) throw new Error(`no ${what}`);
  done.push(what);
};

/** A queue whose letters are named; those that start with `bad` are no wakes. */
const queueOf = (name: DeadLetterQueue['name'], ...ids: readonly string[]): DeadLetterQueue => ({
  name,
  count: async () => ids.length + (name === 'emails' ? 2 : 0),
  async *batches() {
    const letters = ids.map(
      (letterId, index): Letter => ({
        queue: name,
        letterId,
        body: letterId.startsWith('bad') ? 'Anna' : '{"courseId":"C-1","wakeAt":"2026-03-10T08:00:00.000Z"}',
        firstSentAt: toInstant(Date.parse(now) - index * 1000),
        receives: 5,
        undelivered: null,
      }),
    );
    if (letters.length > 0) yield letters;
  },
  redrive: ({ letterId }) => step(`redrive ${letterId}`),
  remove: ({ letterId }) => step(`remove ${letterId}`),
  giveBack: () => step(`give back ${name}`),
});

const head = { status: 'open', lastReceivedAt: now };
const tools = (...queues: DeadLetterQueue[]): RedriveTools => ({
  queues,
  table: { course: async () => ({ head, events: [], messages: [] }) as never },
  worklist: async () => ({ courses: [], unreadable: [] }),
  log: {
    async add(entry, days) {
      await step(`log ${entry.letterId}`);
      logged.push({ entry, days });
    },
  },
  clinic: clinicWith({ retention: { logDays: 400 } }),
  now,
});
const work = (order: Order) => redriveClinic(tools(queueOf('wakes', 'good', 'bad')), order);
const outcomes = async (order: Order) =>
  (await work(order)).letters.map(({ letterId, outcome }) => [letterId, outcome]);

test('listing does nothing but look, oldest first', async () => {
  expect(await outcomes({ action: 'list' })).toEqual([
    ['bad', 'left'],
    ['good', 'left'],
  ]);
  expect(done).toEqual(['give back wakes']);
});

test('redriving all leaves what would come back; named, it goes all the same', async () => {
  expect(await outcomes({ action: 'redrive', ids: 'all' })).toEqual([
    ['bad', 'skipped'],
    ['good', 'redriven'],
  ]);
  expect(done).toEqual(['log good', 'redrive good', 'give back wakes']);
  expect(await outcomes({ action: 'redrive', ids: new Set(['bad']) })).toEqual([
    ['bad', 'redriven'],
    ['good', 'left'],
  ]);
});

test('discarding is recorded first, with the reason, for as long as the clinic keeps its logs', async () => {
  const order: Order = { action: 'discard', ids: new Set(['bad', 'gone']), reason: 'sent again' };
  const { unknown } = await work(order);
  expect(unknown).toEqual(['gone']);
  expect(done).toEqual(['log bad', 'remove bad', 'give back wakes']);
  expect(logged).toEqual([
    {
      entry: {
        at: now,
        action: 'discarded',
        queue: 'wakes',
        letterId: 'bad',
        eventId: null,
        type: null,
        courseId: null,
        cause: 'invalid',
        diagnosis: 'invalid: expected courseId and wakeAt',
        reason: 'sent again',
      },
      days: 400,
    },
  ]);
});

test.each(['log bad', 'remove bad'])(
  'when the step "%s" fails, everything held is given back',
  async (what) => {
    failing = what;
    const order: Order = { action: 'discard', ids: new Set(['bad']), reason: 'sent again' };
    const queues = tools(queueOf('wakes', 'bad'), queueOf('events', 'bad-2'));
    await expect(redriveClinic(queues, order)).rejects.toThrow(`no ${what}`);
    expect(done).not.toContain('remove bad');
    expect(done).toEqual(expect.arrayContaining(['give back wakes', 'give back events']));
  },
);

test('letters that SQS counts and does not hand out are told apart from none', async () => {
  const progress: string[] = [];
  const { unseen } = await redriveClinic(
    tools(queueOf('events', 'bad'), queueOf('emails')),
    { action: 'list' },
    (count, total) => progress.push(`${count} of ${total}`),
  );
  expect(unseen).toBe(2);
  expect(progress).toEqual(['1 of 3']);
});
