import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createDigestStore } from '../../shared/aws/dynamo-digest-store.ts';
import { headToItem } from '../../shared/aws/head-item.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import {
  type Contact,
  type DigestEntry,
  type DigestStore,
  type Recipient,
  UnreadableDigestError,
} from '../../shared/ports/digest-store.ts';
import type { Head } from '../../shared/ports/head.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
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
  readAt: toInstant('2026-03-02T06:00:00Z'),
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

    test('the worklist has every course that is not forgotten, the oldest task first', async () => {
      const { digests, putHead } = tested();
      const head = (...due: string[]) => headWith({ tasks: due.map((day) => headTask(day)) });
      await putHead('C-later', head('2026-03-05', '2026-03-04'));
      await putHead('C-none', head());
      await putHead('C-first', head('2026-03-09', '2026-03-03'));
      await putHead('C-purged', { ...head('2026-03-01'), purged: true });
      const courses = [
        { courseId: 'C-first', head: head('2026-03-09', '2026-03-03') },
        { courseId: 'C-later', head: head('2026-03-05', '2026-03-04') },
        { courseId: 'C-none', head: head() },
      ];
      expect(await digests.worklist()).toEqual({ courses, unreadable: [] });
    });

    test('heads are read as they are, by their ids, however many; those that are not there are left out', async () => {
      const { digests, putHead, putItem } = tested();
      const ids = Array.from({ length: 130 }, (_, index) => `C-head-${index}`);
      for (const id of ids) await putHead(id, headWith({ events: 7 }));
      await putItem({ ...headToItem('C-head-bad', headWith()), status: 'asleep' });
      const { courses, unreadable } = await digests.heads(['C-nowhere', 'C-head-bad', ...ids]);
      expect(courses.map(({ courseId }) => courseId).sort()).toEqual(ids.toSorted());
      expect(courses[0]?.head).toEqual(headWith({ events: 7 }));
      expect(unreadable).toEqual(['C-head-bad']);
      expect(await digests.heads([])).toEqual({ courses: [], unreadable: [] });
    });

    test('of what is forgotten there are the figures', async () => {
      const { digests, putHead } = tested();
      const figures = {
        months: { '2026-03': { 'held-in-window/closing': { numerator: 1, denominator: 2 } } },
        from: on('2026-01-05'),
        until: on('2026-04-01'),
        isReachable: false,
      };
      await putHead('C-past', headWith({ purged: true, figures }));
      await putHead('C-past-without', headWith({ purged: true }));
      await putHead('C-present', headWith({ figures }));
      expect(await digests.forgottenFigures()).toEqual([figures]);
    });

    test('every page is read of a worklist that fills more than one', async () => {
      const { digests, putHead } = tested();
      const notices = [{ da: 'x'.repeat(100_000), en: '', since: toInstant('2026-03-02T06:00:00Z') }];
      const ids = Array.from({ length: 12 }, (_, index) => `C-large-${10 + index}`);
      for (const id of ids) await putHead(id, headWith({ notices, tasks: [headTask('2026-01-02')] }));
      const { courses } = await digests.worklist();
      expect(courses.map(({ courseId }) => courseId)).toEqual(expect.arrayContaining(ids));
    });

    test.each<[string, Item]>([
      ['without a list of tasks', { tasks: 'none' }],
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
      const { courses, unreadable } = await digests.worklist();
      expect(courses.map(({ courseId }) => courseId)).toEqual(
        expect.arrayContaining(['C-before', 'C-after']),
      );
      expect(unreadable).toContain('C-damaged');
    });

    test('a head of a later release, which knows more tasks and figures: what is known of it', async () => {
      const { digests, putItem } = tested();
      const [known] = [headTask('2026-02-03')];
      const months = { '2026-03': { 'held-in-time/closing': { numerator: 1, denominator: 2 } } };
      const later = {
        tasks: [{ ...known, task: 'greet:closing' }, known],
        figures: { months, from: '2026-01-05', until: null, isReachable: true },
      };
      await putItem({ ...headToItem('C-ahead', headWith({ tasks: [] })), ...later });
      const { courses } = await digests.worklist();
      const ahead = courses.find(({ courseId }) => courseId === 'C-ahead');
      expect(ahead?.head).toMatchObject({ tasks: [known], figures: { months: { '2026-03': {} } } });
    });

    test('an entry that cannot be read is an error of its recipient only', async () => {
      const { digests, putItem } = tested();
      await digests.write('THERAPIST#T-6', entry('2026-03-02'));
      await putItem({ pk: 'THERAPIST#T-5', sk: 'DIGEST#2026-03-02', day: '2026-03-02', version: 'x' });
      await expect(digests.log('THERAPIST#T-5', on('2026-03-02'))).rejects.toThrow(UnreadableDigestError);
      expect((await digests.log('THERAPIST#T-6', on('2026-03-02'))).entries).toHaveLength(1);
    });

    test('entries come back from a day on, the latest first, those of others not', async () => {
      const { digests } = tested();
      const days = ['2026-03-02', '2026-03-04', '2026-03-03'];
      for (const day of days) expect(await digests.write('THERAPIST#T-1', entry(day))).toBe(true);
      await digests.write('MANAGER', entry('2026-03-02'));
      await digests.write('THERAPIST#T-10', entry('2026-03-05'));
      const logOf = (recipient: Recipient, day: string) => digests.log(recipient, on(day));
      expect(await logOf('THERAPIST#T-1', '2026-03-03')).toEqual({
        contact: null,
        entries: [entry('2026-03-04'), entry('2026-03-03')],
      });
      expect((await logOf('MANAGER', '2026-01-01')).entries).toEqual([entry('2026-03-02')]);
      expect(await logOf('THERAPIST#T-2', '2026-01-01')).toEqual({ contact: null, entries: [] });
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
      expect((await digests.log('THERAPIST#T-3', on(day))).entries).toEqual([sent]);
    });

    test('where a therapist is reached comes with the log, and is written only over what was read', async () => {
      const { digests } = tested();
      const contact: Contact = {
        version: 1,
        name: 'Bo Holm',
        email: null,
        saidAt: toInstant('2026-03-02T09:00:00Z'),
        dead: null,
        unreadBefore: null,
        expiresAt: 1_800_000_000,
      };
      expect(await digests.writeContact('T-7', contact)).toBe(true);
      await digests.write('THERAPIST#T-7', entry('2026-03-02'));
      expect(await digests.writeContact('T-7', contact)).toBe(false);
      const dead = { because: 'bounced', at: toInstant('2026-03-03T06:00:00Z') } as const;
      expect(await digests.writeContact('T-7', { ...contact, version: 2, dead })).toBe(true);
      expect(await digests.log('THERAPIST#T-7', on('2026-03-02'))).toEqual({
        contact: { ...contact, version: 2, dead },
        entries: [entry('2026-03-02')],
      });
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

for (const engine of ENGINES) contract(`on ${engine}`, inTable(engine));
contract('in memory', async () => {
  const digests = new InMemoryDigests();
  return {
    digests,
    putHead: (courseId, head) => digests.putHead(courseId, head),
    putItem: (item) => digests.putItem(item),
    stop: async () => undefined,
  };
});
