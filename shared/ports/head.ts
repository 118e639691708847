import type { Therapist } from '../core/course/course.ts';
import type { TrainingCount } from '../core/course/sessions.ts';
import type { TaskId } from '../core/ids/task-id.ts';
import type { CourseStatus } from '../core/plan.ts';
import type { CourseFigures } from '../core/quality/course-figures.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Words } from '../core/words/words.ts';

/** An open task as the digest needs it. */
export type HeadTask = {
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
  /** Since when the head has said so: done in between, it opened anew. */
  readonly since: Instant;
};

/** Something worth knowing about a course, and since when the head has said so; the English words tell it from others. */
export type HeadNotice = Words & { readonly since: Instant };

/** Who treats the patient. */
export type HeadTherapist = Therapist & {
  /** When name and address were said, by when it occurred. */
  readonly saidAt: Instant;
  /** Since when the course is theirs, by when it was heard. */
  readonly since: Instant;
};

/** What is known of a course without loading it: enough for the digest, the sweep and the next wake. */
export type Head = {
  /** Rises with every commit. */
  readonly version: number;
  /** How many events and messages belong to it: a load that finds other numbers is torn. */
  readonly events: number;
  readonly messages: number;
  readonly status: CourseStatus;
  readonly firstReceivedAt: Instant;
  readonly lastReceivedAt: Instant;
  readonly nextWakeAt: Instant | null;
  /** Settings and protocols it was planned with. */
  readonly fingerprint: string;
  /** Whether contact details have been erased. */
  readonly purged: boolean;
  /** When the log may be forgotten, epoch seconds. */
  readonly expiresAt: number | null;
  readonly therapist: HeadTherapist | null;
  readonly patient: { readonly patientId: string; readonly initials: string } | null;
  readonly training: TrainingCount | null;
  readonly tasks: readonly HeadTask[];
  readonly notices: readonly HeadNotice[];
  /** What the course adds to the clinic's quality figures; they stay when it is forgotten. */
  readonly figures: CourseFigures | null;
};
