import type { Clinic } from '../../clinic.ts';
import type { Therapist } from '../../core/course/course.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { AdvanceResult } from '../../course/advance.ts';
import type { AccessLog } from '../../ports/access-log.ts';
import type { Caseload } from '../../ports/caseload.ts';
import type { CourseStore } from '../../ports/course-store.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import type { TherapistsSee } from './rights.ts';

/** What the board works with. Its pages know no AWS; both the function and the local clinic hand these in. */
export type BoardTools = {
  readonly clinic: Clinic;
  /** Whose patients therapists may see, by the clinic's setting. */
  readonly therapistsSee: TherapistsSee;
  readonly store: Pick<CourseStore, 'load'>;
  /** What quality is counted from. */
  readonly worklists: Pick<DigestStore, 'worklist' | 'forgottenFigures'>;
  /** What the lists are read from. */
  readonly caseload: Caseload;
  /** The therapists of the clinic, among whom one is chosen when a patient is enrolled or handed over. */
  readonly therapists: () => Promise<readonly Therapist[]>;
  /** Where it is noted who has seen or said what, before the answer goes out: what cannot be noted is not shown. */
  readonly accessLog: AccessLog;
  /** Lets events have their effect before the answer. @param accepts as an occasion of `advance` has it */
  readonly record: (
    courseId: string,
    events: readonly CourseEvent[],
    accepts?: (known: readonly CourseEvent[]) => boolean,
  ) => Promise<AdvanceResult>;
  readonly now: () => Instant;
  /** 22 characters of A-Z a-z 0-9 _ -, never the same again. */
  readonly newId: () => string;
  /** Notes that an answer could not be made. */
  readonly failed: (error: unknown) => void;
  /** Counts what happens, without saying to whom. */
  readonly count: (what: 'BoardPresses') => void;
};
