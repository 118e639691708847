import type { StaffList, StaffMember } from '../../../shared/ports/staff-list.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import type { Fields } from './fields.ts';
import type { UserPool } from './pool.ts';

/** Where staff is kept: the clinic's list, and the users of its stack's pool, if it has one. */
export type StaffPlaces = { readonly list: StaffList; readonly pool: UserPool | null };

/** Adds somebody. @throws UnableError when the address is somebody's already */
export async function added({ list, pool }: StaffPlaces, fields: Fields): Promise<StaffMember> {
  const member = { staffId: freshId(), version: 1, ...fields, signOuts: 0 };
  if (await list.find(fields.email)) throw taken();
  // First where nobody gets in by it alone.
  await pool?.add(fields.email);
  if (!(await list.write(member))) throw taken();
  return member;
}

/** Takes somebody off the list: from their next request on they see nothing. @throws UnableError when nobody has the address */
export async function removed({ list, pool }: StaffPlaces, email: string): Promise<void> {
  const wasThere = await list.remove(email);
  await pool?.remove(email);
  if (!wasThere) throw nobody();
}

const TRIES = 5;

/** Ends every session of somebody. @throws UnableError when nobody has the address */
export async function signedOut({ list }: Pick<StaffPlaces, 'list'>, email: string): Promise<StaffMember> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const member = await list.find(email);
    if (!member) throw nobody();
    const next = { ...member, version: member.version + 1, signOuts: member.signOuts + 1 };
    if (await list.write(next)) return next;
  }
  throw new UnableError('The staff list keeps changing: try again.');
}

const taken = () => new UnableError('Somebody with that address is on the list already: remove them first.');
const nobody = () => new UnableError('Nobody with that address is on the list: nothing was done.');

const freshId = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');
