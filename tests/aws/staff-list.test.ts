import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineChoice } from '../../local/cloud/index.ts';
import { createAccessLog } from '../../shared/aws/dynamo-access-log.ts';
import { createStaffList } from '../../shared/aws/dynamo-staff.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { type AccessEntry, type AccessLog, accessKeptDays } from '../../shared/ports/access-log.ts';
import { emailKey, type StaffList, type StaffMember } from '../../shared/ports/staff-list.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { inMemoryAccessLog, inMemoryStaff } from '../support/in-memory-staff.ts';

const ZONE = 'Europe/Copenhagen';
const member = (name: string, email: string): StaffMember => ({
  staffId: email.slice(0, 4),
  version: 1,
  name,
  email,
  role: 'therapist',
  therapistId: 'T-1',
  signOuts: 0,
});
const [anna, aage] = [member('Anna Holm', 'anna@sundby.example'), member('Aage Bech', 'aage@sundby.example')];

const DAY = parseCivilDate('2026-03-02');
const entry = (at: string, courseId: string | null = null): AccessEntry => ({
  at: toInstant(at),
  staffId: 'anna',
  name: 'Anna Holm',
  what: courseId ? 'change' : 'list',
  courseId,
  event: courseId ? 'visit.booked' : null,
});

/** A course of 400 days, two months of silence, contact details for 9 days more, and its log for 11. */
const KEPT = { contactDays: 9, logDays: 11, settledDays: 28, silentMonths: 2 };
const KEPT_UNTIL = Date.parse('2026-03-02T08:00:00Z') / 1000 + (400 + 62 + 9 + 11) * 86_400;

type UnderTest = {
  readonly staff: StaffList;
  readonly log: AccessLog;
  /** When each entry of the log is forgotten, epoch seconds; what is in memory never is. */
  readonly expiries: () => Promise<readonly unknown[] | null>;
  stop(): Promise<void>;
};

function contract(title: string, start: () => Promise<UnderTest>): void {
  describe(`a clinic’s staff and its access log ${title}:`, () => {
    let running: UnderTest;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running?.stop());

    test('staff is found by address, listed by name, written over the version before only, and gone when removed', async () => {
      const { staff } = running;
      expect(await staff.list()).toEqual([]);
      expect([await staff.write(anna), await staff.write(aage)]).toEqual([true, true]);
      expect(await staff.write({ ...anna, name: 'Somebody else' })).toBe(false);
      expect(await staff.find(emailKey(' Anna@Sundby.example '))).toEqual(anna);
      expect(await staff.find('nobody@sundby.example')).toBeNull();
      expect(await staff.list()).toEqual([anna, aage]);
      const signedOut = { ...anna, version: 2, signOuts: 1 };
      expect([await staff.write(signedOut), await staff.write(signedOut)]).toEqual([true, false]);
      expect(await staff.find(anna.email)).toEqual(signedOut);
      expect([await staff.remove(anna.email), await staff.remove(anna.email)]).toEqual([true, false]);
      expect(await staff.find(anna.email)).toBeNull();
      expect(await staff.list()).toEqual([aage]);
    });

    test('the log of a day of the clinic is read from its end, page by page; what is noted at one instant stays in order', async () => {
      const { log } = running;
      const noted = ['C-1', 'C-2', 'C-3'].map((courseId) => entry('2026-03-02T08:00:00Z', courseId));
      const midnight = entry('2026-03-01T23:30:00Z');
      for (const each of [midnight, ...noted]) await log.note(each);
      await log.note(entry('2026-03-02T23:30:00Z'));
      const first = await log.page(DAY, null, 2);
      expect(first.entries).toEqual([noted[2], noted[1]]);
      const second = await log.page(DAY, first.next, 2);
      expect(second.entries).toEqual([noted[0], midnight]);
      const end = second.next === null ? { entries: [], next: null } : await log.page(DAY, second.next, 2);
      expect(end).toEqual({ entries: [], next: null });
      expect(await log.page(parseCivilDate('2026-03-04'), null, 2)).toEqual({ entries: [], next: null });
      expect((await running.expiries()) ?? [KEPT_UNTIL]).toContain(KEPT_UNTIL);
    });
  });
}

async function dynamo(choice: EngineChoice): Promise<UnderTest> {
  const { client, tableName, items, stop } = await startCourseTable(choice);
  return {
    staff: createStaffList(client, tableName),
    log: createAccessLog(client, tableName, { timeZone: ZONE, keptDays: accessKeptDays(KEPT) }),
    expiries: async () => (await items()).map(({ expiresAt }) => expiresAt),
    stop,
  };
}

contract('in memory', async () => ({
  staff: inMemoryStaff(),
  log: inMemoryAccessLog(ZONE),
  expiries: async () => null,
  stop: async () => undefined,
}));
for (const engine of ENGINES) contract(`on ${engine}`, () => dynamo(engine));
