import type { TaskId } from '../core/ids/task-id.ts';
import type { VisitName } from '../core/protocols/protocol.ts';
import type { QualityFigure } from '../core/quality/measures.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Words } from '../core/words/words.ts';

/** A patient as staff mails name one. */
export type StaffPatient = {
  readonly patientId: string;
  readonly initials: string;
  /** Training sessions held so far and the agreement's usual number; null when the course has no usual number. */
  readonly sessions: {
    readonly training: number;
    readonly usual: { readonly from: number; readonly to: number };
  } | null;
};

/** One task in a staff mail. */
export type DigestTask = {
  readonly courseId: string;
  readonly patient: StaffPatient;
  readonly task: TaskId;
  readonly due: CivilDate;
  /** Weekdays since it was due; 0 for what is due today or later. */
  readonly weekdaysOverdue: number;
  /** Whether it was not in the last mail. */
  readonly isNew: boolean;
};

/** Something worth knowing about a course, as a sentence. */
export type DigestNotice = {
  readonly courseId: string;
  readonly patient: StaffPatient;
  readonly text: Words;
  readonly isNew: boolean;
};

/**
 * What a therapist is told on an open day. Everything is given; the mail lists the most urgent and counts the rest.
 */
export type TherapistDigest = {
  readonly therapistName: string;
  /**
   * `manager` when e-mails do not reach the therapist, `clinic` when it is not known who the therapist is: then the name
   * is empty.
   */
  readonly readBy: 'therapist' | 'manager' | 'clinic';
  readonly today: CivilDate;
  readonly dueToday: readonly DigestTask[];
  readonly overdue: readonly DigestTask[];
  /** On the last open day before a closure: what falls due while the clinic is closed. */
  readonly duringClosure: {
    readonly from: CivilDate;
    readonly to: CivilDate;
    readonly tasks: readonly DigestTask[];
  } | null;
  readonly worthKnowing: readonly DigestNotice[];
  /** Where the whole list is; null when there is no such page. */
  readonly listUrl: string | null;
};

/** A task in the manager's digest, with the therapist who owes it. */
export type ManagerTask = DigestTask & { readonly therapistName: string };

/** What the manager is told on the first open day of the week: what is overdue by very long. */
export type ManagerDigest = {
  readonly today: CivilDate;
  /** Not in the last mail. */
  readonly arrived: readonly ManagerTask[];
  /** In the last mail already: only how many each therapist has. */
  readonly known: readonly { readonly therapistName: string; readonly count: number }[];
  readonly listUrl: string | null;
};

/** The quality figures of a month, `YYYY-MM`. */
export type QualityReport = { readonly month: string; readonly figures: readonly QualityFigure[] };

/** A patient asks to be called. */
export type CallRequest = {
  readonly patient: Pick<StaffPatient, 'patientId' | 'initials'>;
  readonly reason: 'cannot-come' | 'book' | 'question';
  /** The visit that it is about and its booked time, where known. */
  readonly visit: VisitName | null;
  readonly startsAt: Instant | null;
  readonly link: string | null;
};

/** A staff address to which no mail gets through. */
export type DeadAddress = {
  readonly therapistName: string;
  /** What came back: the mail did not arrive, or it was reported as unwanted. */
  readonly because: 'bounced' | 'complained';
};
