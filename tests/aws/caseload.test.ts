import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createCaseload } from '../../shared/aws/dynamo-caseload.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createSweepStore } from '../../shared/aws/dynamo-sweep-store.ts';
import { headToItem } from '../../shared/aws/head-item.ts';
import { lineToItem } from '../../shared/aws/line-item.ts';
import { parseReminderKey } from '../../shared/core/ids/reminder-key.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { CaseLine, Caseload } from '../../shared/ports/caseload.ts';
import type { CourseStore } from '../../shared/ports/course-store.ts';
import { AT_THE_START } from '../../shared/ports/sweep-store.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { inMemoryCaseload } from '../support/in-memory-caseload.ts';
import { InMemoryStore, type Item } from '../support/in-memory-store.ts';
import { headTask, headWith } from '../support/stored-records.ts';
import { testClock } from '../support/test-clock.ts';

const on = parseCivilDate;
const AT = toInstant('2026-03-02T09:00:00Z');

/** A course as lists show it. */
const lineWith = (changes: Partial<CaseLine> = {}): CaseLine => ({
  status: 'open',
  protocol: 'low-back-pain',
  enrolledOn: on('2026-01-12'),
  endsOn: null,
  patient: { patientId: 'P-17', name: 'Anne-Marie Jensen', phone: '+45 20 30 40 50' },
  therapist: { therapistId: 'T-1', name: 'Bo Holm' },
  unreachable: null,
  capDate: on('2027-01-05'),
  visits: [
    {
      visit: 'closing',
      status: 'booked',
      window: { earliest: on('2026-03-30'), target: on('2026-04-13'), latest: on('2026-04-27') },
      bookedAt: toInstant('2026-04-13T07:00:00Z'),
      heldOn: null,
      isFollowUp: false,
    },
    {
      visit: 'follow-up-3-months',
      status: 'infeasible',
      window: null,
      bookedAt: null,
      heldOn: on('2026-05-04'),
      isFollowUp: true,
    },
  ],
  tasks: [
    headTask('2026-04-10'),
    { ...headTask('2026-04-14', 'hold:closing'), snoozedUntil: on('2026-04-20') },
  ],
  noticesSince: [AT],
  mails: [
    { key: parseReminderKey('closing/questionnaires'), status: 'planned', on: on('2026-04-06') },
    { key: parseReminderKey('closing/booking/2026-01-19/1'), status: 'sent', on: on('2026-03-23') },
  ],
  expiresAt: 1_900_000_000,
  ...changes,
});

type UnderTest = {
  readonly caseload: Caseload;
  readonly store: CourseStore;
  put(item: Item): unknown;
  /** From then on every course has been planned by the settings of now. */
  allPlanned(): unknown;
  stop(): Promise<void>;
};
const NOTHING = { newEvents: [], messages: [] };
const byId = (a: { courseId: string }, b: { courseId: string }) => (a.courseId < b.courseId ? -1 : 1);

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`the caseload ${title}:`, () => {
    let running: UnderTest | undefined;
    const tested = (): UnderTest => {
      if (!running) throw new Error('the store is not running');
      return running;
    };
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('a line is read as it was committed, stays until it changes, and goes with the contact details', async () => {
      const { caseload, store } = tested();
      const line = lineWith();
      const head = headWith({ tasks: [headTask('2026-04-10')] });
      await store.commit('C-1', { head, expectedVersion: null, ...NOTHING, line });
      expect((await store.load('C-1')).line).toEqual(line);
      const { mails: _, expiresAt: __, ...listed } = line;
      expect(await caseload.all()).toEqual({ courses: [{ courseId: 'C-1', line: listed }], unreadable: [] });
      const second = { ...head, version: 2 };
      await store.commit('C-1', { head: second, expectedVersion: 1, ...NOTHING });
      expect(await caseload.current(['C-1', 'C-nowhere'])).toEqual({
        courses: [{ courseId: 'C-1', line, head: second }],
        unreadable: [],
      });
      const late = { head: second, expectedVersion: 1, ...NOTHING, line: lineWith({ patient: null }) };
      expect(await store.commit('C-1', late)).toBe(false);
      expect((await store.load('C-1')).line).toEqual(line);
      const purged = headWith({ version: 3, purged: true });
      await store.commit('C-1', { head: purged, expectedVersion: 2, ...NOTHING, line: null });
      expect((await store.load('C-1')).line).toBeUndefined();
      expect(await caseload.all()).toEqual({ courses: [], unreadable: [] });
      expect(await caseload.current(['C-1'])).toEqual({ courses: [], unreadable: [] });
    });

    test('a course that was written before there were lines appears by its head, and what cannot be read is told', async () => {
      const { caseload, put } = tested();
      const head = headWith({ tasks: [headTask('2026-04-10')] });
      const { mails: _, expiresAt: __, ...line } = lineWith();
      await put(headToItem('C-old', head));
      await put(headToItem('C-new', headWith()));
      await put(lineToItem('C-new', lineWith()));
      await put(headToItem('C-bad', headWith()));
      await put({ ...lineToItem('C-bad', lineWith()), line: '{"status":"open"}' });
      const { courses, unreadable } = await caseload.all();
      expect(unreadable).toEqual(['C-bad']);
      const byHead = { patient: { name: 'AMJ', phone: null }, visits: [] };
      expect([...courses].sort(byId)).toMatchObject([
        { courseId: 'C-new', line },
        { courseId: 'C-old', line: { ...byHead, tasks: head.tasks } },
      ]);
      const current = await caseload.current(['C-old', 'C-bad']);
      expect([...current.courses].sort(byId)).toMatchObject([
        { courseId: 'C-bad', line: byHead },
        { courseId: 'C-old', line: { tasks: head.tasks }, head },
      ]);
    });

    test('once every course has been planned by the settings of now, no head is read for the list', async () => {
      const { caseload, allPlanned } = tested();
      await allPlanned();
      const found = (await caseload.all()).courses.map(({ courseId }) => courseId);
      expect(found.sort()).toEqual(title === 'in memory' ? ['C-new', 'C-old'] : ['C-new']);
    });
  });
}

async function dynamo(choice: EngineChoice): Promise<UnderTest> {
  const { client, tableName, put, stop } = await startCourseTable(choice);
  const sweepStore = createSweepStore(client, tableName);
  return {
    caseload: createCaseload(client, tableName, 'of now'),
    store: createCourseStore(client, tableName, testClock),
    put,
    allPlanned: () => sweepStore.saveProgress({ ...AT_THE_START, fingerprint: 'of now', plansCheckedAt: AT }),
    stop,
  };
}

contract('in memory', async () => {
  const store = new InMemoryStore();
  return {
    caseload: inMemoryCaseload(() => store.items()),
    store,
    put: (item) => store.put(item),
    allPlanned: () => undefined,
    stop: async () => undefined,
  };
});
for (const engine of ENGINES) contract(`on ${engine}`, () => dynamo(engine));
