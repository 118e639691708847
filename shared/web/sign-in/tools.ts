import type { Clinic } from '../../clinic.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { KeysAtHand } from '../../links/keys-at-hand.ts';
import type { AccessLog } from '../../ports/access-log.ts';
import type { StaffList } from '../../ports/staff-list.ts';
import type { Issuer } from './issuer.ts';

/** What signing in works with. */
export type SignInTools = {
  readonly clinic: Clinic;
  readonly issuer: Issuer;
  readonly staff: Pick<StaffList, 'find' | 'write'>;
  readonly accessLog: Pick<AccessLog, 'note'>;
  /** With which the cookies are sealed. */
  readonly keys: KeysAtHand;
  readonly now: () => Instant;
  /** Notes that an answer could not be made. */
  readonly failed: (error: unknown) => void;
};
