import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createDigestStore } from '../../shared/aws/dynamo-digest-store.ts';
import { headToItem } from '../../shared/aws/items.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import {
  type DigestEntry,
  type DigestStore,
  UnreadableDigestError,
} from '../../shared/ports/digest-store.ts';
import type { Head } from '../../shared/ports/head.ts';
import { startCourseTable } from '../support/course-table.ts';
import { InMemoryDigests } from '../support/in-memory-digests.ts';
import type { Item } from '../support/in-memory-store.ts';
import { headTask, headWith } from '../support/stored-records.ts';
import { testClock } from '../support/test-clock.ts';

type UnderTest = {
  readonly digests: DigestStore;
  putHead(courseId: string, head: Head): unknown;
  /** Writes an item as it is. */
  putItem(item: Item): unknown;
  stop(): Promise<void>;
};

const on = parseCivilDate;
const entry = (day: string, changes: Partial<DigestEntry> = {}): DigestEntry => ({
  day: on(day),
  version: 1,
  status: 'claimed',
  attempt: 1,
  leaseUntil: toInstant('2026-03-02T06:05:00Z'),
  tasks: ['C-1/book:closing'],
  expiresAt: 1_800_000_000,
  ...changes,
});

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`the digest store ${title}:`, () => {
    let running: UnderTest | undefined;
    const tested = (): UnderTest => {
      if (!running) throw new Error('the store is not running');
      return running;
    };
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('the worklist has the courses with a task due before the day, the oldest first', async () => {
      const { digests, putHead } = tested();
      const head = (...due: string[]) => headWith({ tasks: due.map((day) => headTask(day)) });
      await putHead('C-later', head('2026-03-05', '2026-03-04'));
      await putHead('C-today', head('2026-03-06'));
      await putHead('C-first', head('2026-03-09', '2026-03-03'));
      await putHead('C-none', head());
      await putHead('C-purged', { ...head('2026-03-01'), purged: true });
      const courses = [
        { courseId: 'C-first', head: head('2026-03-09', '2026-03-03') },
        { courseId: 'C-later', head: head('2026-03-05', '2026-03-04') },
      ];
      expect(await digests.worklist(on('2026-03-06'))).toEqual({ courses, unreadable: [] });
    });

    test.each<[string, Item]>([
      ['without a list of tasks', { tasks: 'none' }],
      [
        'with a task that is none',
        { tasks: [{ task: 'book:opening', due: '2026-02-03', snoozedUntil: null }] },
      ],
      [
        'with a day that is none',
        { tasks: [{ task: 'book:closing', due: '2026-02-30', snoozedUntil: null }] },
      ],
      ['with another status', { status: 'asleep' }],
    ])('a head %s is set aside, and the courses around it come', async (_, damage) => {
      const { digests, putHead, putItem } = tested();
      const head = (day: string) => headWith({ tasks: [headTask(day)] });
      await putItem({ ...headToItem('C-damaged', head('2026-02-03')), ...damage });
      await putHead('C-before', head('2026-02-02'));
      await putHead('C-after', head('2026-02-04'));
      const { courses, unreadable } = await digests.worklist(on('2026-02-05'));
      expect(courses.map(({ courseId }) => courseId)).toEqual(['C-before', 'C-after']);
      expect(unreadable).toEqual(['C-damaged']);
    });

    test('an entry that cannot be read is an error of its recipient only', async () => {
      const { digests, putItem } = tested();
      await digests.write('THERAPIST#T-6', entry('2026-03-02'));
      await putItem({ pk: 'THERAPIST#T-5', sk: 'DIGEST#2026-03-02', day: '2026-03-02', version: 'x' });
      await expect(digests.entries('THERAPIST#T-5', on('2026-03-02'))).rejects.toThrow(UnreadableDigestError);
      expect(await digests.entries('THERAPIST#T-6', on('2026-03-02'))).toHaveLength(1);
    });

    test('entries come back from a day on, the latest first, those of others not', async () => {
      const { digests } = tested();
      const days = ['2026-03-02', '2026-03-04', '2026-03-03'];
      for (const day of days) expect(await digests.write('THERAPIST#T-1', entry(day))).toBe(true);
      await digests.write('MANAGER', entry('2026-03-02'));
      await digests.write('THERAPIST#T-10', entry('2026-03-05'));
      expect(await digests.entries('THERAPIST#T-1', on('2026-03-03'))).toEqual([
        entry('2026-03-04'),
        entry('2026-03-03'),
      ]);
      expect(await digests.entries('MANAGER', on('2026-01-01'))).toEqual([entry('2026-03-02')]);
      expect(await digests.entries('THERAPIST#T-2', on('2026-01-01'))).toEqual([]);
    });

    test('an entry is written only over the version that was read', async () => {
      const { digests } = tested();
      const day = '2026-03-20';
      expect(await digests.write('THERAPIST#T-3', entry(day, { version: 2 }))).toBe(false);
      expect(await digests.write('THERAPIST#T-3', entry(day))).toBe(true);
      expect(await digests.write('THERAPIST#T-3', entry(day, { attempt: 9 }))).toBe(false);
      const sent = entry(day, { version: 2, status: 'sent' });
      expect(await digests.write('THERAPIST#T-3', sent)).toBe(true);
      expect(await digests.write('THERAPIST#T-3', entry(day, { version: 2, status: 'failed' }))).toBe(false);
      expect(await digests.entries('THERAPIST#T-3', on(day))).toEqual([sent]);
    });

    test('of two that claim at once exactly one does', async () => {
      const { digests } = tested();
      const claims = [1, 2].map(() => digests.write('THERAPIST#T-4', entry('2026-03-02')));
      expect((await Promise.all(claims)).sort()).toEqual([false, true]);
    });
  });
}

const inTable = (engine: EngineChoice) => async (): Promise<UnderTest> => {
  const { client, tableName, put, stop } = await startCourseTable(engine);
  const courses = createCourseStore(client, tableName, testClock);
  return {
    digests: createDigestStore(client, tableName),
    putHead: (courseId, head) =>
      courses.commit(courseId, { head, expectedVersion: null, newEvents: [], messages: [] }),
    putItem: put,
    stop,
  };
};

contract('on dynoxide', inTable('dynoxide'));
contract('on DynamoDB Local', inTable('dynamodb-local'));
contract('in memory', async () => {
  const digests = new InMemoryDigests();
  return {
    digests,
    putHead: (courseId, head) => digests.putHead(courseId, head),
    putItem: (item) => digests.putItem(item),
    stop: async () => undefined,
  };
});
