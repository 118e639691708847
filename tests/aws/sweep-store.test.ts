import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createSweepStore } from '../../shared/aws/dynamo-sweep-store.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { CourseStore } from '../../shared/ports/course-store.ts';
import type { Head } from '../../shared/ports/head.ts';
import {
  AT_THE_START,
  type IndexPage,
  type IndexPlace,
  type SweepProgress,
  type SweepStore,
} from '../../shared/ports/sweep-store.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { InMemoryStore } from '../support/in-memory-store.ts';
import { InMemorySweep } from '../support/in-memory-sweep.ts';
import { claimWith, commitClaim, headWith } from '../support/stored-records.ts';
import { testClock } from '../support/test-clock.ts';

type UnderTest = { readonly sweep: SweepStore; readonly courses: CourseStore; stop(): Promise<void> };

const wakeAt = (minute: string) => toInstant(`2026-03-02T09:${minute}:00Z`);
const idsOf = ({ entries }: IndexPage) => entries.map(({ courseId }) => courseId);
const COURSES = ['C-a', 'C-b', 'C-c', 'C-d', 'C-e'] as const;

/** Every entry, page by page, as the sweep asks for them run by run. */
async function pages(ask: (after: IndexPlace | null) => Promise<IndexPage>): Promise<string[][]> {
  const found: string[][] = [];
  let after: IndexPlace | null = null;
  for (let isEnd = false; !isEnd; ) {
    const page: IndexPage = await ask(after);
    found.push(idsOf(page));
    after = page.entries.at(-1) ?? after;
    isEnd = page.isEnd;
  }
  return found;
}

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`the sweep's store ${title}:`, () => {
    let running: UnderTest | undefined;
    const tested = (): UnderTest => {
      if (!running) throw new Error('the store is not running');
      return running;
    };
    const versions = new Map<string, number>();
    /** Writes a head, over the one that is there. */
    const put = async (courseId: string, head: Partial<Head>) => {
      const version = (versions.get(courseId) ?? 0) + 1;
      const commit = { head: headWith({ ...head, version }), newEvents: [], messages: [] };
      await tested().courses.commit(courseId, { ...commit, expectedVersion: version - 1 || null });
      versions.set(courseId, version);
    };
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    describe('wakes', () => {
      beforeAll(async () => {
        for (const [index, courseId] of COURSES.entries()) {
          await put(courseId, { nextWakeAt: wakeAt(`1${9 - index}`) });
        }
        await put('C-none', {});
        await commitClaim(tested().courses, 'C-claimed', claimWith({ leaseUntil: wakeAt('16') }));
        versions.set('C-claimed', 1);
      });
      const until = (minute: string, after: IndexPlace | null = null, limit = 100) =>
        tested().sweep.wakes(wakeAt(minute), after, limit);

      test('come the earliest first, up to an instant, those of messages too', async () => {
        const { entries, isEnd } = await until('18');
        expect(isEnd).toBe(true);
        expect(entries.map(({ courseId, sk, by }) => [courseId, sk, by])).toEqual([
          ['C-e', '#HEAD', wakeAt('15')],
          expect.arrayContaining([wakeAt('16')]),
          expect.arrayContaining([wakeAt('16')]),
          ['C-c', '#HEAD', wakeAt('17')],
        ]);
        expect(
          entries
            .slice(1, 3)
            .map(({ courseId, sk, isHead }) => `${courseId} ${sk} ${isHead ? 'head' : 'message'}`)
            .sort(),
        ).toEqual(['C-claimed MESSAGE#0001 message', 'C-d #HEAD head']);
        expect(await until('15')).toEqual({ entries: [], isEnd: true });
      });

      test.each([1, 2, 3, 4])('go on behind any place, by %i', async (limit) => {
        const all = idsOf(await until('30'));
        const found = await pages((after) => until('30', after, limit));
        expect(found.flat()).toEqual(all);
        expect(all).toHaveLength(6);
        for (const page of found) expect(page.length).toBeLessThanOrEqual(limit);
      });

      test('go on behind a place that is empty by now', async () => {
        const gone = { courseId: 'C-gone', sk: '#HEAD', by: wakeAt('17') };
        expect(idsOf(await until('30', gone)).slice(-2)).toEqual(['C-b', 'C-a']);
      });

      test('behind a place that is later than all of them begin at the start', async () => {
        const beyond = { courseId: 'C-a', sk: '#HEAD', by: wakeAt('19') };
        expect(idsOf(await until('16', beyond))).toEqual(['C-e']);
      });

      describe('a run', () => {
        const resume = (limit = 100) => tested().sweep.resume(wakeAt('30'), limit);
        const PLACE: IndexPlace = { courseId: 'C-1', sk: '#HEAD', by: 'f' };
        const PROGRESS: SweepProgress = {
          wakes: null,
          plans: PLACE,
          fingerprint: 'f',
          plansCheckedAt: wakeAt('10'),
        };

        test('begins at the start when nothing was saved', async () => {
          const wakes = await tested().sweep.wakes(wakeAt('30'), null, 2);
          expect(await resume(2)).toEqual({ progress: AT_THE_START, wakes });
        });

        test('goes on with what was saved last, and behind the wake that is named there', async () => {
          const { sweep } = tested();
          await sweep.saveProgress(PROGRESS);
          const all = await sweep.wakes(wakeAt('30'), null, 100);
          expect(await resume()).toEqual({ progress: PROGRESS, wakes: all });
          const [first] = all.entries;
          if (!first) throw new Error('there is no wake');
          const { isHead: _, ...wakes } = first;
          await sweep.saveProgress({ ...PROGRESS, wakes, plans: null });
          expect(await resume()).toEqual({
            progress: { ...PROGRESS, wakes, plans: null },
            wakes: { ...all, entries: all.entries.slice(1) },
          });
        });

        test.each([1, 2, 3, 4])('sees as many wakes as without a note: %i', async (limit) => {
          await tested().sweep.saveProgress(PROGRESS);
          const { wakes } = await resume(limit);
          expect(idsOf(wakes)).toHaveLength(limit);
          expect(wakes).toEqual(await tested().sweep.wakes(wakeAt('30'), null, limit));
        });

        test('can note the longest places', async () => {
          const longest = { courseId: 'ø'.repeat(128), sk: `MESSAGE#${'9'.repeat(64)}`, by: wakeAt('10') };
          const progress = { ...PROGRESS, wakes: longest, plans: longest, fingerprint: 'f'.repeat(16) };
          await tested().sweep.saveProgress(progress);
          expect((await resume()).progress).toEqual(progress);
          await tested().sweep.saveProgress(AT_THE_START);
        });
      });
    });

    describe('plans', () => {
      const FINGERPRINTS = ['0', '4', '5', '6', 'f'];
      beforeEach(async () => {
        for (const [index, courseId] of COURSES.entries()) {
          await put(courseId, { fingerprint: FINGERPRINTS[index] ?? '' });
        }
        for (const courseId of ['C-none', 'C-claimed']) await put(courseId, { fingerprint: '5' });
      });
      const outdated = (fingerprint: string, after: IndexPlace | null = null, limit = 100) =>
        tested().sweep.outdated(fingerprint, after, limit);

      test.each([
        ['5', ['C-a', 'C-b', 'C-d', 'C-e']],
        ['0', ['C-b', 'C-c', 'C-claimed', 'C-d', 'C-e', 'C-none']],
        ['7', ['C-a', 'C-b', 'C-c', 'C-claimed', 'C-d', 'C-e', 'C-none']],
      ])('that were not made with %s', async (fingerprint, courses) => {
        const page = await outdated(fingerprint);
        expect(idsOf(page).sort()).toEqual(courses);
        expect(page.isEnd).toBe(true);
      });

      test.each([1, 2, 3, 4])('go on behind any place, by %i', async (limit) => {
        const found = await pages((after) => outdated('5', after, limit));
        expect(found.flat()).toEqual(['C-a', 'C-b', 'C-d', 'C-e']);
        for (const page of found) expect(page.length).toBeLessThanOrEqual(limit);
      });

      test('of courses whose contact details are erased are not looked for', async () => {
        await put('C-a', { fingerprint: '0', purged: true });
        await put('C-e', { fingerprint: 'f', purged: true, status: 'erased' });
        expect(idsOf(await outdated('5'))).toEqual(['C-b', 'C-d']);
      });
    });
  });
}

const inTable = (engine: EngineChoice) => async (): Promise<UnderTest> => {
  const { client, tableName, stop } = await startCourseTable(engine);
  const courses = createCourseStore(client, tableName, testClock);
  return { courses, sweep: createSweepStore(client, tableName), stop };
};

for (const engine of ENGINES) contract(`on ${engine}`, inTable(engine));
contract('in memory', async () => {
  const courses = new InMemoryStore();
  return { courses, sweep: new InMemorySweep(courses), stop: async () => undefined };
});

test.each([
  '{',
  JSON.stringify({ ...AT_THE_START, wakes: 7 }),
  JSON.stringify({ ...AT_THE_START, plansCheckedAt: 'tomorrow' }),
])('progress that cannot be read counts as none, the sweep begins at the start: %s', async (broken) => {
  const { client, tableName, put, stop } = await startCourseTable('memory');
  await put({ pk: 'SWEEP', sk: 'PROGRESS', wakes: 'WAKE', nextWakeAt: `!${broken}` });
  const { progress } = await createSweepStore(client, tableName).resume(wakeAt('30'), 10);
  expect(progress).toEqual(AT_THE_START);
  await stop();
});
