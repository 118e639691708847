import type { VisitFacts } from '../course/course.ts';
import type { Assessment, Questionnaire, Timing, VisitDefinition, VisitName } from '../protocols/protocol.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Words } from '../words/words.ts';
import type { Cap } from './cap.ts';
import type { DateWindow } from './window.ts';

export type VisitStatus = 'planned' | 'booked' | 'held' | 'waived' | 'infeasible' | 'cancelled';
export type Basis = 'held' | 'booked' | 'projected' | 'enrolment';

/** From where a visit's date is counted. */
export type Anchor = {
  readonly visit: VisitName | 'enrolment';
  /** The anchor's reference date. */
  readonly date: CivilDate;
  readonly basis: Basis;
  /** Whether reminders may go out: the anchor was held, or the visit starts the course. */
  readonly held: boolean;
  /** Whether tasks are open: held, waived or enrolled. */
  readonly reached: boolean;
};

/** Where the protocol has a visit lie, whatever becomes of it. */
export type VisitDates = {
  readonly definition: VisitDefinition;
  readonly timing: Timing;
  readonly anchor: Anchor;
  readonly nominal: CivilDate;
  /** The cap, when it takes the place of the nominal day. */
  readonly cappedBy: Cap | null;
  /** Day of the fact that left no room for the visit before the cap; null when there is room. */
  readonly infeasibleSince: CivilDate | null;
  /** Null when there is no room. */
  readonly window: DateWindow | null;
};

/** One visit of a course with its dates and the reason for them. */
export type PlannedVisit = VisitDates & {
  readonly visit: VisitName;
  readonly status: VisitStatus;
  readonly facts: Readonly<VisitFacts>;
  readonly bookedOn: CivilDate | null;
  readonly heldOn: CivilDate | null;
  /** The day held, else booked, else the target. */
  readonly referenceDate: CivilDate;
  /** What the patient answers before it, with the clinic's additions. */
  readonly questionnaires: readonly Questionnaire[];
  /** What the therapist tests at it, as the clinic has it. */
  readonly assessments: readonly Assessment[];
  /** One sentence a therapist understands: anchor, basis, offset, and what moved the date. */
  readonly why: Words;
};

/** Whether the visit's reminders and tasks are over. */
export const isSettled = ({ status }: PlannedVisit): boolean =>
  status === 'held' || status === 'waived' || status === 'cancelled';

/** Whether the cap leaves no room for the visit. */
export const isInfeasible = ({ infeasibleSince }: VisitDates): boolean => infeasibleSince !== null;

/** When a booked visit starts. */
export const startsAt = ({ facts }: PlannedVisit): Instant | null => facts.booking?.startsAt ?? null;
