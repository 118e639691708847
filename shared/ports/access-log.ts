import type { EventType } from '../core/events/events.ts';
import type { CoreSettings } from '../core/settings/settings.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';

/**
 * What somebody of the staff did at the board.
 * - `signed-in`, `signed-out`
 * - `list`: looked at a list with patients' names
 * - `course`: looked at a patient's course
 * - `change`: said something of a course
 * - `import`: read a clinic's list in
 * - `download`: took a list along
 */
export const ACCESS_KINDS = [
  'signed-in',
  'signed-out',
  'list',
  'course',
  'change',
  'import',
  'download',
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One view of patients, or one change, by somebody of the staff. */
export type AccessEntry = {
  readonly at: Instant;
  readonly staffId: string;
  /** As it was then: the entry is read when they have long left the clinic. */
  readonly name: string;
  readonly what: AccessKind;
  /** Null when it was about no single course. */
  readonly courseId: string | null;
  /** What was said of the course; null when nothing was. */
  readonly event: EventType | null;
};

/** Some of a day's entries, the latest first; `next` is the place to go on behind, null when there are no more. */
export type AccessPage = { readonly entries: readonly AccessEntry[]; readonly next: string | null };

/** Where it is noted who looked at which patient. */
export type AccessLog = {
  /** Notes something before it is shown. @throws whatever keeps it from being kept: then it is not shown */
  note(entry: AccessEntry): Promise<void>;
  /** @param after the place to go on behind, as a page before has told it */
  page(day: CivilDate, after: string | null, limit: number): Promise<AccessPage>;
};

/** The longest from a patient's first visit to the end of the last window: twelve months from the referral, and some weeks. */
const LONGEST_COURSE_DAYS = 400;
const LONGEST_MONTH_DAYS = 31;

/** For how many days an entry is kept: never less than the log of the course it is about, whatever becomes of that. */
export const accessKeptDays = ({ silentMonths, contactDays, logDays }: CoreSettings['retention']): number =>
  LONGEST_COURSE_DAYS + silentMonths * LONGEST_MONTH_DAYS + contactDays + logDays;
