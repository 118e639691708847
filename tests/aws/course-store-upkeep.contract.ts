import { describe, expect, test } from 'vitest';
import { pseudonymized } from '../../shared/core/events/pseudonymize.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { StoredEvent } from '../../shared/ports/stored-event.ts';
import { courseEvents } from '../support/events.ts';
import { claimWith, headTask, headWith, storedEvents } from '../support/stored-records.ts';
import { keysInIndex, newCourse, type StoreUnderTest } from './store-under-test.ts';

const nothing = { newEvents: [], messages: [] };
const LAST_DAY = 1_800_000_000;
const INDEXES = ['wakes', 'worklist', 'plans'] as const;

/** An item is in an index exactly while that has something to find; every course is in the worklist, for what it is to tell of. */
export function sparseIndexContract(tested: () => StoreUnderTest): void {
  describe('the sparse indexes', () => {
    test.each([
      ['a wake', { nextWakeAt: toInstant('2026-03-09T08:00:00Z') }, [1, 1, 1]],
      ['open tasks', { tasks: [headTask('2026-03-09'), headTask('2026-03-02')] }, [0, 1, 1]],
      ['neither', {}, [0, 1, 1]],
      ['only a last day', { purged: true, expiresAt: 1_800_000_000 }, [0, 0, 0]],
    ])('find a head with %s', async (_, changes, found) => {
      const { store, courseId } = newCourse(tested());
      await store.commit(courseId, { head: headWith(changes), expectedVersion: null, ...nothing });
      const keys = [];
      for (const name of INDEXES) keys.push(await keysInIndex(tested(), name, courseId));
      expect(keys.map(({ length }) => length)).toEqual(found);
    });

    test('lose a head that has nothing left to find', async () => {
      const { store, courseId } = newCourse(tested());
      const head = headWith({
        nextWakeAt: toInstant('2026-03-09T08:00:00Z'),
        tasks: [headTask('2026-03-09')],
      });
      await store.commit(courseId, { head, expectedVersion: null, ...nothing });
      const purged = headWith({ version: 2, purged: true });
      await store.commit(courseId, { head: purged, expectedVersion: 1, ...nothing });
      for (const name of INDEXES) expect(await keysInIndex(tested(), name, courseId)).toEqual([]);
    });
  });
}

/** Purge and erasure. */
export function forgettingContract(tested: () => StoreUnderTest): void {
  describe('forgetting', () => {
    async function enrolledCourse(sessions = 0) {
      const { store, courseId } = newCourse(tested());
      const { enrolled, event } = courseEvents(courseId);
      const held = (index: number) =>
        event('session.held', '2026-03-05', {
          session: 'self-training',
          date: `2026-03-0${1 + (index % 5)}`,
        });
      const events = storedEvents([
        enrolled('2026-03-01'),
        ...Array.from({ length: sessions }, (_, i) => held(i)),
      ]);
      let version = 0;
      for (let from = 0; from === 0 || from < events.length; from += 50) {
        const newEvents = events.slice(from, from + 50);
        version += 1;
        const head = headWith({ version, events: from + newEvents.length, messages: 1 });
        const messages = from === 0 ? [{ message: claimWith(), replaces: null }] : [];
        await store.commit(courseId, { head, expectedVersion: version - 1 || null, newEvents, messages });
      }
      return { store, courseId, events, version };
    }

    /** The commit that forgets a course of so many events, based on a version. */
    const forgetting = (events: readonly StoredEvent[], expectedVersion: number) => ({
      head: headWith({
        version: expectedVersion + 1,
        events: events.length,
        messages: 1,
        purged: true,
        expiresAt: LAST_DAY,
        therapist: null,
        patient: null,
      }),
      expectedVersion,
      ...nothing,
      forgets: {
        events: events.map(({ event, contentHash }) => ({ event: pseudonymized(event), contentHash })),
        messageIds: ['0001'],
        expiresAt: LAST_DAY,
      },
    });
    const itemsOf = async (courseId: string) =>
      (await tested().items()).filter(({ pk }) => pk === `COURSE#${courseId}`);

    test.each([0, 96, 97, 98, 240])(
      'a commit that forgets writes over the enrolment and %i more events, and gives every item its last day',
      async (sessions) => {
        const { store, courseId, events, version } = await enrolledCourse(sessions);
        const commit = forgetting(events, version);
        expect(await store.commit(courseId, commit)).toBe(true);
        const { head, events: stored } = await store.load(courseId);
        expect(head).toEqual(commit.head);
        expect(stored).toEqual(commit.forgets.events);
        const items = await itemsOf(courseId);
        expect(items).toHaveLength(events.length + 2);
        expect(items.filter(({ expiresAt }) => expiresAt !== LAST_DAY)).toEqual([]);
        expect(JSON.stringify(items)).not.toMatch(/Anna|anna@|Bo Holm|bo@/);
      },
    );

    test.each([0, 240])(
      'a course that has changed since is not forgotten: of it and %i more events all stays',
      async (sessions) => {
        const { store, courseId, events, version } = await enrolledCourse(sessions);
        const items = await itemsOf(courseId);
        expect(await store.commit(courseId, forgetting(events, version - 1))).toBe(false);
        expect(await itemsOf(courseId)).toEqual(items);
      },
    );

    test('a message written from then on has that last day', async () => {
      const { store, courseId } = newCourse(tested());
      const head = headWith({ messages: 1, purged: true, expiresAt: LAST_DAY });
      const messages = [{ message: claimWith(), replaces: null }];
      await store.commit(courseId, { head, expectedVersion: null, newEvents: [], messages });
      const items = (await tested().items()).filter(({ pk }) => pk === `COURSE#${courseId}`);
      expect(items.map(({ expiresAt }) => expiresAt)).toEqual([LAST_DAY, LAST_DAY]);
    });

    test.each([0, 240])(
      'a commit that recalls takes the last day off the enrolment and %i more events',
      async (sessions) => {
        const { store, courseId, events, version } = await enrolledCourse(sessions);
        const forgotten = forgetting(events, version);
        await store.commit(courseId, forgotten);
        const recalls = { eventIds: events.map(({ event }) => event.eventId), messageIds: ['0001'] };
        const head = { ...forgotten.head, version: version + 2, purged: false, expiresAt: null };
        const commit = { head, expectedVersion: version + 1, ...nothing, recalls };
        expect(await store.commit(courseId, { ...commit, expectedVersion: version })).toBe(false);
        expect((await itemsOf(courseId)).every(({ expiresAt }) => expiresAt === LAST_DAY)).toBe(true);
        expect(await store.commit(courseId, commit)).toBe(true);
        expect((await itemsOf(courseId)).flatMap(({ expiresAt }) => expiresAt ?? [])).toEqual([]);
        expect((await store.load(courseId)).events).toEqual(forgotten.forgets.events);
      },
    );

    test('forgetting brings nothing back that was erased', async () => {
      const { store, courseId, events, version } = await enrolledCourse(0);
      await store.eraseItems(courseId);
      const left = await itemsOf(courseId);
      expect(await store.commit(courseId, forgetting(events, version))).toBe(false);
      expect(await itemsOf(courseId)).toEqual(left);
    });

    test('eraseItems leaves the head alone, of however many items', async () => {
      const { store, courseId, events } = await enrolledCourse(240);
      expect((await store.load(courseId)).events).toHaveLength(events.length);
      await store.eraseItems(courseId);
      const left = (await tested().items()).filter(({ pk }) => pk === `COURSE#${courseId}`);
      expect(left.map(({ sk }) => sk)).toEqual(['#HEAD']);
      await store.eraseItems(courseId);
    });
  });
}
