import type { Therapist } from '../core/course/course.ts';
import type { TaskId } from '../core/ids/task-id.ts';
import type { CourseStatus } from '../core/plan.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';

/** An open task as the digest needs it. */
export type HeadTask = {
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
};

/** What is known of a course without loading it: enough for the digest, the sweep and the next wake. */
export type Head = {
  /** Rises with every commit. */
  readonly version: number;
  /** How many events and messages belong to it: a load that finds other numbers is torn. */
  readonly events: number;
  readonly messages: number;
  readonly status: CourseStatus;
  readonly lastReceivedAt: Instant;
  readonly nextWakeAt: Instant | null;
  /** Settings and protocols it was planned with. */
  readonly fingerprint: string;
  /** Whether contact details have been erased. */
  readonly purged: boolean;
  /** When the log may be forgotten, epoch seconds. */
  readonly expiresAt: number | null;
  readonly therapist: Therapist | null;
  readonly patient: { readonly patientId: string; readonly initials: string } | null;
  readonly tasks: readonly HeadTask[];
};
