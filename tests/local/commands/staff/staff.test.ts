import { expect, test } from 'vitest';
import { added, removed, signedOut } from '../../../../local/commands/staff/changes.ts';
import { tableOf } from '../../../../local/commands/staff/staff.ts';
import { UnableError } from '../../../../local/terminal/unable-error.ts';
import type { Role } from '../../../../shared/ports/staff-list.ts';
import { inMemoryStaff } from '../../../support/in-memory-staff.ts';
import { ask } from '../command-line.ts';

const anna = { name: 'Anna Holm', email: 'anna@x.example', role: 'therapist' as Role, therapistId: 'T-1' };
const eva = { name: 'Eva Lind-Ørsted', email: 'eva@x.example', role: 'manager' as Role, therapistId: null };

/** A clinic's list, and a pool that keeps what it was told. */
function places() {
  const users = new Set<string>();
  return {
    users,
    list: inMemoryStaff(),
    pool: {
      add: async (email: string) => void users.add(email),
      remove: async (email: string) => void users.delete(email),
    },
  };
}

test('who is added may sign in, who is removed may not, and no two have one address', async () => {
  const both = places();
  const first = await added(both, anna);
  expect(first).toMatchObject({ ...anna, version: 1, signOuts: 0 });
  expect([...both.users]).toEqual([anna.email]);
  await expect(added(both, { ...eva, email: anna.email })).rejects.toThrow(UnableError);
  await removed(both, anna.email);
  expect([await both.list.list(), [...both.users]]).toEqual([[], []]);
  await expect(removed(both, anna.email)).rejects.toThrow(UnableError);
  expect((await added(both, anna)).staffId).not.toBe(first.staffId);
});

test('who could not be made a user is not on the list', async () => {
  const { list, pool } = places();
  const add = async () => {
    throw new Error('no pool');
  };
  await expect(added({ list, pool: { ...pool, add } }, anna)).rejects.toThrow('no pool');
  expect(await list.list()).toEqual([]);
});

test('signing somebody out ends what began before', async () => {
  const both = places();
  await added(both, anna);
  expect(await signedOut(both, anna.email)).toMatchObject({ signOuts: 1, version: 2 });
  expect(await both.list.find(anna.email)).toMatchObject({ signOuts: 1 });
  await expect(signedOut(both, eva.email)).rejects.toThrow(UnableError);
});

test('the list is an aligned table', async () => {
  const both = places();
  await added(both, eva);
  await added(both, anna);
  expect(tableOf(await both.list.list(), { width: 100, colour: false, ascii: false })).toEqual([
    '  name             e-mail          role       therapist',
    '  Anna Holm        anna@x.example  therapist  T-1',
    '  Eva Lind-Ørsted  eva@x.example   manager',
  ]);
});

const MAXIMAL = ['--clinic', 'clinics/maximal.json'];
const NAMED = [...MAXIMAL, '--name', 'Anna', '--email', 'a@x.example'];
test.each([
  [['staff', ...MAXIMAL], 'say what to do: staff add, staff list, staff remove or staff sign-out.'],
  [['staff', 'add', ...MAXIMAL], '--name is missing: give their name.'],
  [['staff', 'add', ...NAMED], '--role: expected therapist, manager, reception.'],
  [['staff', 'add', ...NAMED, '--role', 'boss'], '--role: expected therapist, manager, reception.'],
  [
    ['staff', 'add', ...NAMED, '--role', 'therapist'],
    '--therapist is missing: give the id by which courses know the therapist.',
  ],
  [
    ['staff', 'add', ...NAMED, '--role', 'therapist', '--therapist', 'T 1'],
    '--therapist: expected an id without spaces, 64 characters at most.',
  ],
  [
    ['staff', 'add', ...MAXIMAL, '--name', 'A', '--email', 'nowhere', '--role', 'manager'],
    '--email: expected an e-mail address.',
  ],
  [
    ['staff', 'add', ...MAXIMAL, '--name', 'A'.repeat(81), '--email', 'a@x.example', '--role', 'manager'],
    '--name: expected at most 80 characters in one line.',
  ],
  [['staff', 'remove', ...MAXIMAL], '--email is missing: give the address with which they sign in.'],
])('what is asked wrongly does nothing: %j', async (args, sentence) => {
  expect(await ask(...args)).toEqual({ code: 2, out: '', err: `course-reminders: ${sentence}\n` });
});
