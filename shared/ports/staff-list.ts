/**
 * What somebody of the staff may do at the board.
 * - `therapist`: treats patients
 * - `manager`: runs the clinic
 * - `reception`: books and calls
 */
export const ROLES = ['therapist', 'manager', 'reception'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who may sign in at a clinic's board. */
export type StaffMember = {
  /** 16 hexadecimal digits of chance. Who is taken from the list and added again is somebody else. */
  readonly staffId: string;
  /** Rises with every write. */
  readonly version: number;
  readonly name: string;
  /** As {@link emailKey} writes it; no two have the same. */
  readonly email: string;
  readonly role: Role;
  /** By which courses know a therapist; null for staff without patients of their own. */
  readonly therapistId: string | null;
  /** How often they have signed out, everywhere at once: a session from before opens nothing. */
  readonly signOuts: number;
};

/** Where a clinic's staff is kept. */
export type StaffList = {
  /** Strongly consistent; null when nobody has that address. @param email as {@link emailKey} writes it */
  find(email: string): Promise<StaffMember | null>;
  /** All of them, by name. */
  list(): Promise<readonly StaffMember[]>;
  /** Writes somebody over the version before. @returns false when that is not there any more, or the address is taken */
  write(member: StaffMember): Promise<boolean>;
  /** @returns false when nobody has that address */
  remove(email: string): Promise<boolean>;
};

/** An e-mail address as the list compares it: nobody remembers how large the letters were. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

/** In the order in which people look for somebody. */
export const byName = (a: StaffMember, b: StaffMember): number =>
  a.name.localeCompare(b.name, 'da') || (a.email < b.email ? -1 : 1);
