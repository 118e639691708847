import type { CourseFigures } from '../core/quality/course-figures.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Head } from './head.ts';
import { OurError } from './our-error.ts';

/** A course that is not forgotten, read from the index without loading it. */
export type WorklistCourse = { readonly courseId: string; readonly head: Head };

/** Every course that is not forgotten. A head that cannot be read is set aside: the others go on without it. */
export type Worklist = {
  readonly courses: readonly WorklistCourse[];
  /** Ids of the courses whose head cannot be read. */
  readonly unreadable: readonly string[];
};

/** Who is mailed, and what about: each has a log of its own. */
export type Recipient =
  | `THERAPIST#${string}`
  | 'MANAGER'
  | 'MANAGER#QUALITY'
  | 'MANAGER#UNKNOWN'
  | `MANAGER#ADDRESS#${string}`;

/** Who is mailed about a patient's request for a call; the course keeps the log of it. */
export const CALLS = 'CALLS';

/** One mail to one recipient: at most one a day. */
export type DigestEntry = {
  readonly day: CivilDate;
  /** Rises with every write. */
  readonly version: number;
  readonly status: 'claimed' | 'released' | 'sent' | 'failed';
  readonly attempt: number;
  /** Until then the handler that claimed it owns it. */
  readonly leaseUntil: Instant;
  /** When that which it says was read: what came up later is news to its reader. */
  readonly readAt: Instant;
  /** The tasks that it lists, as `digestKey` names them: no more than a mail has lines. */
  readonly tasks: readonly string[];
  /** When the entry may be forgotten, epoch seconds. */
  readonly expiresAt: number;
};

/** Where a therapist's digests go, by what was said of it last in any course. */
export type Contact = {
  /** Rises with every write. */
  readonly version: number;
  readonly name: string;
  readonly email: string | null;
  readonly saidAt: Instant;
  /** Since when no mail gets through to the address; null while it works. */
  readonly dead: { readonly because: 'bounced' | 'complained'; readonly at: Instant } | null;
  /** What was mailed before, the therapist has not read: the address did not work. Null: it always has. */
  readonly unreadBefore: Instant | null;
  /** When it may be forgotten, epoch seconds. */
  readonly expiresAt: number;
};

/** What is known of a recipient: where a therapist is reached, and the mails so far, the latest first. */
export type RecipientLog = { readonly contact: Contact | null; readonly entries: readonly DigestEntry[] };

/** Where it is noted what was sent, and what there is to send. */
export type DigestStore = {
  worklist(): Promise<Worklist>;
  /** The courses of these ids that are there, as they are at this moment: the worklist may lag behind. */
  heads(courseIds: readonly string[]): Promise<Worklist>;
  /** What the forgotten courses add to the quality figures. */
  forgottenFigures(): Promise<CourseFigures[]>;
  /**
   * A recipient's log from a day on, strongly consistent.
   * @throws UnreadableDigestError when something in it cannot be read
   */
  log(recipient: Recipient, from: CivilDate): Promise<RecipientLog>;
  /** @returns false when another handler has written the entry since it was read */
  write(recipient: Recipient, entry: DigestEntry): Promise<boolean>;
  /** @returns false when another handler has written the contact since it was read */
  writeContact(therapistId: string, contact: Contact): Promise<boolean>;
};

/** A mail to the clinic came back, or was reported as unwanted: that is about the address. */
export type StaffReport = {
  /** Who was written to, as the tag of the mail tells, unchecked. */
  readonly recipient: string;
  readonly address: string;
  readonly because: 'bounced' | 'complained';
  readonly at: Instant;
};

/** A recipient's log of digests holds something that is none. */
export class UnreadableDigestError extends OurError {
  override readonly name = 'UnreadableDigestError';
}
