import type { ReminderKey } from '../core/ids/reminder-key.ts';
import type { CourseStatus } from '../core/plan.ts';
import type { ProtocolName, VisitName } from '../core/protocols/protocol.ts';
import type { ReminderStatus } from '../core/reminders/listed.ts';
import type { UnreachableReason } from '../core/reminders/log.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { VisitStatus } from '../core/visits/planned-visit.ts';
import type { Head, HeadTask } from './head.ts';

/** An e-mail about a visit, on the day on which it goes, went, or should have gone. One on its way counts as sent. */
export type CaseMail = {
  readonly key: ReminderKey;
  readonly status: Exclude<ReminderStatus, 'due'>;
  readonly on: CivilDate;
};

/** One visit of a course, as far as a list shows it. */
export type CaseVisit = {
  readonly visit: VisitName;
  readonly status: VisitStatus;
  readonly window: {
    readonly earliest: CivilDate;
    readonly target: CivilDate;
    readonly latest: CivilDate;
  } | null;
  readonly bookedAt: Instant | null;
  readonly heldOn: CivilDate | null;
  readonly isFollowUp: boolean;
};

/** What tells which courses a list shows, and in which order. */
export type ListedLine = {
  readonly status: CourseStatus;
  readonly protocol: ProtocolName | null;
  readonly enrolledOn: CivilDate | null;
  /** The day on which the course ended, or will end by itself; null while neither is in sight. */
  readonly endsOn: CivilDate | null;
  readonly patient: {
    readonly patientId: string;
    readonly name: string;
    readonly phone: string | null;
  } | null;
  readonly therapist: { readonly therapistId: string; readonly name: string } | null;
  /** Why the patient cannot be e-mailed; null when nothing stands in the way. */
  readonly unreachable: UnreachableReason | null;
  readonly capDate: CivilDate | null;
  readonly visits: readonly CaseVisit[];
  readonly tasks: readonly HeadTask[];
  /** Since when each notice has been said. */
  readonly noticesSince: readonly Instant[];
};

/**
 * What lists show of a course without loading it, with the names that only lists for staff who are signed in show. It is
 * written with the head, whenever it changes, and goes when contact details are erased.
 */
export type CaseLine = ListedLine & {
  readonly mails: readonly CaseMail[];
  /**
   * From then on nobody needs it, in epoch seconds: contact details should have gone with it some time ago. Null while no
   * end is in sight.
   */
  readonly expiresAt: number | null;
};

/** A course among all of the clinic. */
export type ListedCourse = { readonly courseId: string; readonly line: ListedLine };

/** A course as it is at this moment, with what its head says. */
export type CurrentCourse = { readonly courseId: string; readonly line: CaseLine; readonly head: Head };

/** Courses in no order; of some, what is kept cannot be read. */
export type Cases<Course> = {
  readonly courses: readonly Course[];
  readonly unreadable: readonly string[];
};

/** What the clinic's lists are read from: no log of any course. */
export type Caseload = {
  /** Every course whose contact details are kept. It may lag behind by moments. */
  all(): Promise<Cases<ListedCourse>>;
  /** The courses of these ids that are there, as they are at this moment. */
  current(courseIds: readonly string[]): Promise<Cases<CurrentCourse>>;
};

/** What a head says of a course that has no line yet: no name, but what there is to do. */
export const lineOfHead = (head: Head): CaseLine => ({
  status: head.status,
  protocol: null,
  enrolledOn: head.figures?.from ?? null,
  endsOn: head.figures?.until ?? null,
  patient: head.patient && { patientId: head.patient.patientId, name: head.patient.initials, phone: null },
  therapist: head.therapist && { therapistId: head.therapist.therapistId, name: head.therapist.name },
  unreachable: null,
  capDate: null,
  visits: [],
  tasks: head.tasks,
  noticesSince: head.notices.map(({ since }) => since),
  mails: [],
  expiresAt: null,
});
