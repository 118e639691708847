import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { IndexName } from '../support/course-table.ts';
import { courseEvents } from '../support/events.ts';
import { claimWith, commitClaim, headTask, headWith, storedEvents } from '../support/stored-records.ts';
import { narrowContract, reportContract } from './course-store-reports.contract.ts';
import { forgettingContract, sparseIndexContract } from './course-store-upkeep.contract.ts';
import { keysInIndex, newCourse, type StoreUnderTest } from './store-under-test.ts';

const nothing = { newEvents: [], messages: [] };
const LATER = toInstant('2026-03-02T09:20:00Z');
const WAKE = toInstant('2026-03-09T08:00:00Z');

/** What every store of courses promises. */
export function courseStoreContract(title: string, start: () => Promise<StoreUnderTest>): void {
  describe(`${title}:`, () => {
    let running: StoreUnderTest | undefined;
    const tested = (): StoreUnderTest => {
      if (!running) throw new Error('the store is not running');
      return running;
    };
    const course = () => newCourse(tested());
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());
    const keysIn = (name: IndexName, courseId: string) => keysInIndex(tested(), name, courseId);

    describe('commit', () => {
      test('a course that was never heard of is empty', async () => {
        const { store, courseId } = course();
        expect(await store.load(courseId)).toEqual({ head: null, events: [], messages: [] });
        expect(await store.version(courseId)).toBeNull();
      });

      test('what was committed is loaded again', async () => {
        const { store, courseId } = course();
        const newEvents = storedEvents([courseEvents(courseId).enrolled('2026-03-01')]);
        const head = headWith({ events: 1, messages: 1, nextWakeAt: WAKE, tasks: [headTask('2026-03-09')] });
        const messages = [{ message: claimWith(), replaces: null }];
        expect(await store.commit(courseId, { head, expectedVersion: null, newEvents, messages })).toBe(true);
        expect(await store.load(courseId)).toEqual({ head, events: newEvents, messages: [claimWith()] });
        expect(await store.version(courseId)).toBe(1);
      });

      test.each([
        ['was made by another', null, 1],
        ['has moved on', 1, 2],
        ['is not there', 1, null],
      ])('a course that %s is not written', async (_, expectedVersion, found) => {
        const { store, courseId } = course();
        const there = headWith({ version: found ?? 0, fingerprint: 'theirs' });
        if (found) await store.commit(courseId, { head: there, expectedVersion: null, ...nothing });
        const newEvents = storedEvents([courseEvents(courseId).enrolled('2026-03-01')]);
        const head = headWith({ version: 2, events: 1, fingerprint: 'ours' });
        const commit = { head, expectedVersion, newEvents, messages: [] };
        expect(await store.commit(courseId, commit)).toBe(false);
        expect((await store.load(courseId)).head).toEqual(found ? there : null);
        expect((await store.load(courseId)).events).toEqual([]);
      });

      test('of two at once exactly one goes through', async () => {
        const { store, courseId } = course();
        await store.commit(courseId, { head: headWith(), expectedVersion: null, ...nothing });
        const commits = ['a', 'b'].map((fingerprint) =>
          store.commit(courseId, {
            head: headWith({ version: 2, fingerprint }),
            expectedVersion: 1,
            ...nothing,
          }),
        );
        expect((await Promise.all(commits)).sort()).toEqual([false, true]);
      });

      test('an event is never written over', async () => {
        const { store, courseId } = course();
        const { enrolled } = courseEvents(courseId);
        const [first] = storedEvents([enrolled('2026-03-01')]);
        const [second] = storedEvents([{ ...enrolled('2026-03-02'), eventId: 'e001' }]);
        const head = headWith({ events: 1 });
        if (!first || !second) throw new Error('no events');
        await store.commit(courseId, { head, expectedVersion: null, newEvents: [first], messages: [] });
        const again = { head: { ...head, version: 2 }, expectedVersion: 1, messages: [] };
        expect(await store.commit(courseId, { ...again, newEvents: [second] })).toBe(false);
        expect(await store.load(courseId)).toEqual({ head, events: [first], messages: [] });
      });
    });

    describe('messages', () => {
      const second = claimWith({ attempt: 2, leaseUntil: LATER });

      test('are replaced in the state that was read', async () => {
        const { store, courseId } = course();
        await commitClaim(store, courseId);
        const messages = [{ message: second, replaces: claimWith() }];
        const commit = { head: headWith({ version: 2, messages: 1 }), expectedVersion: 1, newEvents: [] };
        expect(await store.commit(courseId, { ...commit, messages })).toBe(true);
        expect((await store.load(courseId)).messages).toEqual([second]);
      });

      test.each([
        ['that is there already', claimWith(), null],
        ['of another attempt', claimWith({ attempt: 2 }), claimWith()],
        ['settled in the meantime', { ...claimWith(), status: 'sent' as const, sentAt: LATER }, claimWith()],
        ['that is gone', null, claimWith()],
      ])('one %s is not replaced', async (_, found, replaces) => {
        const { store, courseId } = course();
        if (found) await commitClaim(store, courseId, found);
        else await store.commit(courseId, { head: headWith(), expectedVersion: null, ...nothing });
        const head = headWith({ version: 2, messages: 1 });
        const commit = { head, expectedVersion: 1, newEvents: [], messages: [{ message: second, replaces }] };
        expect(await store.commit(courseId, commit)).toBe(false);
        expect(await store.version(courseId)).toBe(1);
      });
    });

    describe('settle', () => {
      const ref = { messageId: '0001', attempt: 1 };
      const { leaseUntil: _, status: __, ...rest } = claimWith();

      test.each([
        { status: 'sent' as const, sentAt: LATER },
        { status: 'withdrawn' as const, settledAt: LATER, attempt: 0 },
        { status: 'failed' as const, settledAt: LATER, reason: 'MessageRejected', attempt: 0 },
      ])('as $status ends the message', async (outcome) => {
        const { store, courseId } = course();
        await commitClaim(store, courseId);
        expect(await keysIn('wakes', courseId)).toEqual(['MESSAGE#0001']);
        expect(await store.settle(courseId, ref, outcome)).toBe(true);
        expect((await store.load(courseId)).messages).toEqual([{ ...rest, ...outcome }]);
        expect(await keysIn('wakes', courseId)).toEqual([]);
      });

      test('as released keeps it where the sweep finds it', async () => {
        const { store, courseId } = course();
        await commitClaim(store, courseId);
        expect(await store.settle(courseId, ref, { status: 'released', retryAt: LATER })).toBe(true);
        expect((await store.load(courseId)).messages).toEqual([
          { ...rest, status: 'released', retryAt: LATER },
        ]);
        const found = (await tested().index('wakes')).find(({ pk }) => pk === `COURSE#${courseId}`);
        expect(found).toMatchObject({ sk: 'MESSAGE#0001', nextWakeAt: LATER });
      });

      test.each([
        ['another attempt', claimWith({ attempt: 2 })],
        ['a message that is settled', { ...rest, status: 'withdrawn' as const, settledAt: WAKE }],
        ['no message', null],
      ])('changes nothing for %s', async (_title, found) => {
        const { store, courseId } = course();
        if (found) await commitClaim(store, courseId, found);
        expect(await store.settle(courseId, ref, { status: 'sent', sentAt: LATER })).toBe(false);
        expect((await store.load(courseId)).messages).toEqual(found ? [found] : []);
      });
    });

    narrowContract(tested);
    reportContract(tested);
    sparseIndexContract(tested);
    forgettingContract(tested);
  });
}
