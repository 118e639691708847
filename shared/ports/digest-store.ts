import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Head } from './head.ts';
import { OurError } from './our-error.ts';

/** A course with open tasks, read from the index without loading it. */
export type WorklistCourse = { readonly courseId: string; readonly head: Head };

/** What the index of open tasks holds. A head that cannot be read is set aside: the others go on without it. */
export type Worklist = {
  readonly courses: readonly WorklistCourse[];
  /** Ids of the courses whose head cannot be read. */
  readonly unreadable: readonly string[];
};

/** A recipient of digests. */
export type Recipient = `THERAPIST#${string}` | 'MANAGER';

/** One recipient's digest of one day. */
export type DigestEntry = {
  readonly day: CivilDate;
  /** Rises with every write. */
  readonly version: number;
  readonly status: 'claimed' | 'released' | 'sent' | 'failed';
  readonly attempt: number;
  /** Until then the handler that claimed it owns it. */
  readonly leaseUntil: Instant;
  /** The tasks in it, as `digestKey` names them. */
  readonly tasks: readonly string[];
  /** When the entry may be forgotten, epoch seconds. */
  readonly expiresAt: number;
};

/** Where it is noted what was sent, and what there is to send. */
export type DigestStore = {
  /** Courses with a task due before the day. */
  worklist(before: CivilDate): Promise<Worklist>;
  /**
   * A recipient's digests from a day on, the latest first, strongly consistent.
   * @throws UnreadableDigestError when one of them cannot be read
   */
  entries(recipient: Recipient, from: CivilDate): Promise<DigestEntry[]>;
  /** @returns false when another handler has written the entry since it was read */
  write(recipient: Recipient, entry: DigestEntry): Promise<boolean>;
};

/** A recipient's log of digests holds something that is none. */
export class UnreadableDigestError extends OurError {
  override readonly name = 'UnreadableDigestError';
}
