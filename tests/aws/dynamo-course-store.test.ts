import {
  type CancellationReason,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { headToItem } from '../../shared/aws/head-item.ts';
import { eventToItem } from '../../shared/aws/items.ts';
import { epochSeconds } from '../../shared/core/time/instant.ts';
import { EVENT_LIMIT, STOP_RESERVE } from '../../shared/course/intake.ts';
import { TornReadError } from '../../shared/ports/course-store.ts';
import { startCourseTable } from '../support/course-table.ts';
import { courseEvents } from '../support/events.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { largest } from '../support/flood.ts';
import { commitClaim, headWith, storedEvents } from '../support/stored-records.ts';
import { testClock } from '../support/test-clock.ts';

type Table = Awaited<ReturnType<typeof startCourseTable>>;
type Before = (operation: string, input: object) => unknown;

describe.each(ENGINES)('the course store on %s', (engine) => {
  let running: Table | undefined;
  const table = (): Table => {
    if (!running) throw new Error('the engine is not running');
    return running;
  };
  /** A store whose client calls `before` ahead of each operation: it may look, write or throw. */
  const storeWith = (before: Before = () => undefined) => {
    const client = table().newClient();
    beforeEachCall(client, before);
    return createCourseStore(client, table().tableName, testClock);
  };
  beforeAll(async () => {
    running = await startCourseTable(engine);
  });
  afterAll(() => running?.stop());

  test('loads all pages of the largest course that there may be, and erases them', async () => {
    const queries: string[] = [];
    const store = storeWith((operation) => operation === 'QueryCommand' && queries.push(operation));
    const course = courseEvents();
    const all = Array.from({ length: EVENT_LIMIT + STOP_RESERVE }, (_, index) => ({
      ...largest(course),
      eventId: String(index).padStart(64, '0'),
    }));
    const big = storedEvents(all);
    const courseId = all[0]?.courseId ?? '';
    for (let from = 0; from < big.length; from += 90) {
      const newEvents = big.slice(from, from + 90);
      const version = 1 + from / 90;
      const head = headWith({ version, events: from + newEvents.length });
      await store.commit(courseId, { head, expectedVersion: version - 1 || null, newEvents, messages: [] });
    }
    const ids = (await store.load(courseId)).events.map(({ event: { eventId } }) => eventId);
    expect(ids).toEqual(all.map(({ eventId }) => eventId));
    expect(queries).toHaveLength(3);
    await store.eraseItems(courseId);
    expect((await table().items()).filter(({ pk }) => pk === `COURSE#${courseId}`)).toHaveLength(1);
  });

  test('reads what was written last', async () => {
    const reads: unknown[] = [];
    const store = storeWith((_, input) => reads.push('ConsistentRead' in input && input.ConsistentRead));
    await store.load('C-9');
    await store.version('C-9');
    expect(reads).toEqual([true, true]);
  });

  test('takes what has expired as gone, though the table has deleted only some of it', async () => {
    const store = storeWith();
    const yesterday = epochSeconds(testClock()) - 86_400;
    const { enrolled } = courseEvents('C-old');
    const events = storedEvents([enrolled('2024-01-01')]);
    const head = headWith({ events: 2, expiresAt: yesterday });
    await table().put(headToItem('C-old', head));
    for (const event of events) await table().put(eventToItem('C-old', event, yesterday));
    expect(await store.load('C-old')).toEqual({ head: null, events: [], messages: [] });
    const fresh = { head: headWith({ events: 1 }), expectedVersion: null, newEvents: events, messages: [] };
    expect(await store.commit('C-old', fresh)).toBe(true);
    expect((await store.load('C-old')).events).toHaveLength(1);
  });

  test('a course that is forgotten in several transactions says so from the first on', async () => {
    const { enrolled, event } = courseEvents('C-half');
    const session = { session: 'self-training', date: '2026-03-01' };
    const sessions = Array.from({ length: 180 }, () => event('session.held', '2026-03-05', session));
    const events = storedEvents([enrolled('2026-03-01'), ...sessions]);
    const first = { expectedVersion: null, newEvents: events.slice(0, 90), messages: [] };
    const more = { expectedVersion: 1, newEvents: events.slice(90), messages: [] };
    await storeWith().commit('C-half', { ...first, head: headWith({ events: 90 }) });
    await storeWith().commit('C-half', { ...more, head: headWith({ version: 2, events: events.length }) });

    const expiresAt = epochSeconds(testClock()) + 86_400;
    const purged = headWith({ version: 3, events: events.length, purged: true, expiresAt });
    let transactions = 0;
    const stopping = storeWith((operation) => {
      if (operation.startsWith('TransactWrite')) transactions += 1;
      if (transactions === 2) throw new Error('crash');
    });
    const forgets = { events, messageIds: [], expiresAt };
    const commit = { head: purged, expectedVersion: 2, newEvents: [], messages: [], forgets };
    await expect(stopping.commit('C-half', commit)).rejects.toThrow('crash');
    const items = (await table().items()).filter(({ pk }) => pk === 'COURSE#C-half');
    expect(items.filter((item) => item['expiresAt'] === expiresAt).length).toBeGreaterThan(1);
    // A wake takes it back from what the head says, if by then the course is not to be forgotten.
    expect((await storeWith().load('C-half')).head).toMatchObject({ version: 2, purged: false, expiresAt });
    // Nor is it lost to one who had looked before.
    const unaware = headWith({ version: 3, events: events.length });
    const reopening = { head: unaware, expectedVersion: 2, newEvents: [], messages: [] };
    expect(await storeWith().commit('C-half', reopening)).toBe(false);
    expect(await storeWith().commit('C-half', commit)).toBe(true);
  });

  describe('a load that met another transaction', () => {
    const [first, second] = storedEvents([
      courseEvents('C-torn').enrolled('2026-03-01'),
      { ...courseEvents('C-torn').enrolled('2026-03-02'), eventId: 'e002' },
    ]);
    const write = async (head: object, ...events: (typeof first)[]) => {
      for (const event of events) if (event) await table().put(eventToItem('C-torn', event, null));
      await table().put({ ...headToItem('C-torn', headWith()), ...head });
    };

    test.each([
      ['misses an event', { events: 2 }],
      ['sees an event too many', { events: 0 }],
      ['misses a message', { events: 1, messages: 1 }],
    ])('and %s is repeated', async (_, torn) => {
      await write(torn, first);
      let queries = 0;
      const store = storeWith(async () => {
        queries += 1;
        if (queries === 2) await write({ events: 2 }, second);
      });
      const loaded = await store.load('C-torn');
      expect(loaded.events).toEqual([first, second]);
      expect(queries).toBe(2);
      await store.eraseItems('C-torn');
    });

    test('is given up when it never ends', async () => {
      await write({ events: 7 }, first);
      let queries = 0;
      const store = storeWith(() => {
        queries += 1;
      });
      await expect(store.load('C-torn')).rejects.toThrow(TornReadError);
      expect(queries).toBe(5);
      await store.eraseItems('C-torn');
    });

    test('and missed the head is repeated', async () => {
      const [event] = storedEvents([courseEvents('C-headless').enrolled('2026-03-01')]);
      if (event) await table().put(eventToItem('C-headless', event, null));
      await expect(storeWith().load('C-headless')).rejects.toThrow(TornReadError);
    });

    test('is as good as any when the course was erased', async () => {
      await write({ status: 'erased', events: 0 }, first);
      expect((await storeWith().load('C-torn')).head?.status).toBe('erased');
    });
  });

  describe('an answer that no local engine gives', () => {
    const canceled = (...codes: string[]) =>
      new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: codes.map((Code): CancellationReason => ({ Code })),
      });
    const commitWith = (error: Error) => {
      const store = storeWith(() => {
        throw error;
      });
      return store.commit('C-1', { head: headWith(), expectedVersion: null, newEvents: [], messages: [] });
    };

    test.each([
      ['a transaction in the way', ['TransactionConflict', 'None']],
      ['a condition and a transaction', ['ConditionalCheckFailed', 'TransactionConflict']],
    ])('%s is a lost race', async (_, codes) => {
      expect(await commitWith(canceled(...codes))).toBe(false);
    });

    test.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'ValidationError', 'AccessDenied'])(
      '%s is none',
      async (code) => {
        await expect(commitWith(canceled('ConditionalCheckFailed', code))).rejects.toThrow('cancelled');
      },
    );

    test('throttling is thrown', async () => {
      const error = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });
      await expect(commitWith(error)).rejects.toThrow('slow down');
    });

    describe('to a settlement', () => {
      const conflict = () => new TransactionConflictException({ message: 'conflict', $metadata: {} });
      const outcome = { status: 'sent', sentAt: headWith().lastReceivedAt } as const;
      const settleWith = async (before: Before) => {
        await commitClaim(storeWith(), 'C-settled');
        const settled = storeWith(before).settle('C-settled', { messageId: '0001', attempt: 1 }, outcome);
        return settled.finally(() => storeWith().eraseItems('C-settled'));
      };
      const failing = (times: number, error: Error) => {
        let left = times;
        return () => {
          left -= 1;
          if (left >= 0) throw error;
        };
      };

      test('a transaction in the way says nothing: it is tried again', async () => {
        expect(await settleWith(failing(4, conflict()))).toBe(true);
      });

      test('one that stays in the way throws', async () => {
        await expect(settleWith(failing(5, conflict()))).rejects.toThrow('conflict');
      });

      test('throttling throws', async () => {
        await expect(settleWith(failing(1, new Error('throttled')))).rejects.toThrow('throttled');
      });
    });
  });

  test('refuses to read an item that it cannot understand', async () => {
    await table().put({ ...headToItem('C-strange', headWith()), status: 'sleeping' });
    await expect(storeWith().load('C-strange')).rejects.toThrow('status');
  });
});

function beforeEachCall(client: DynamoDBDocumentClient, before: Before): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        await before(commandName ?? '', args.input);
        return next(args);
      },
    { step: 'initialize' },
  );
}
