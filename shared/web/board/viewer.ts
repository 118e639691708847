import type { Role } from '../../ports/staff-list.ts';

export { ROLES, type Role } from '../../ports/staff-list.ts';

/** Somebody of the staff who is signed in. */
export type Viewer = {
  /** Known by this in the access log, whatever becomes of name and address. */
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** By which courses know a therapist; null for staff without patients of their own. A manager may have both. */
  readonly therapistId: string | null;
};

/** What a route behind signing in knows: `context.get('viewer')`. */
export type BoardEnv = { Variables: { viewer: Viewer } };
