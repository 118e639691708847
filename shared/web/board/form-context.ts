import type { Clinic } from '../../clinic.ts';
import type { Therapist } from '../../core/course/course.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import type { Plan } from '../../core/plan.ts';
import type { Assessment, Questionnaire } from '../../core/protocols/protocol.ts';
import { unanswered } from '../../core/reminders/questionnaires.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../../core/visits/planned-visit.ts';
import type { BoardType } from './asks.ts';

/** What a form is about, and among what its fields choose. */
export type FormContext = {
  readonly plan: Plan;
  readonly log: readonly CourseEvent[];
  readonly clinic: Clinic;
  readonly now: Instant;
  readonly today: CivilDate;
  readonly therapists: readonly Therapist[];
  /** The visit that is talked of; null where the form is about none. */
  readonly visit: PlannedVisit | null;
  /** The event that was a mistake; null where the form is about none. */
  readonly mistake: CourseEvent | null;
};

/** What of a form's subject is in its address. */
export type Subject = { readonly visit?: string | undefined; readonly event?: string | undefined };

export const formContext = (
  base: Pick<FormContext, 'plan' | 'log' | 'clinic' | 'now' | 'therapists'>,
  { visit, event }: Subject,
): FormContext => ({
  ...base,
  today: localDateOf(base.now, base.clinic.timeZone),
  visit: base.plan.visits.find((each) => each.visit === visit) ?? null,
  mistake: base.log.find(({ eventId }) => eventId === event) ?? null,
});

/** What is still to be recorded at a visit. */
export const unrecorded = ({ assessments, facts }: PlannedVisit): readonly Assessment[] =>
  assessments.filter((each) => !facts.recorded.has(each));

/** What the patient has not answered for a visit. */
export const unansweredOf = (visit: PlannedVisit, clinic: Clinic): readonly Questionnaire[] =>
  unanswered(visit, clinic);

/** The code under which a visit is held in this course. */
export const codeOf = ({ definition }: PlannedVisit, { course }: Plan): string =>
  definition.serviceCodes[course.entry] ?? Object.values(definition.serviceCodes)[0] ?? '';

/** The kinds of session that a course has. */
export const sessionsOf = ({ protocol }: Plan) => protocol?.sessions.map(({ kind }) => kind) ?? [];

/** Whether something can be said of a course, and of the visit or mistake that the form is about, as it stands now. */
export function isPossible(type: BoardType, context: FormContext): boolean {
  const { plan, visit, mistake, log, clinic } = context;
  const { course, status } = plan;
  const isThere = status !== 'erased' && course.enrolment !== null && course.patient !== null;
  switch (type) {
    case 'course.enrolled':
      return !isThere && status !== 'erased';
    case 'course.reopened':
      return isThere && course.closed !== null;
    case 'course.closed':
      return isThere && course.closed === null;
    case 'reminders.paused':
      return isThere && course.closed === null && course.paused === null;
    case 'reminders.resumed':
      return isThere && course.paused !== null;
    case 'session.held':
      return isThere && sessionsOf(plan).length > 0;
    case 'course.corrected':
    case 'patient.updated':
    case 'call.requested':
    case 'therapist.assigned':
    case 'course.erased':
      return isThere;
    case 'event.retracted':
      return isThere && mistake !== null && isRetractable(mistake, log);
    default:
      return isThere && visit !== null && isPossibleOf(type, visit, context.today, clinic);
  }
}

type VisitType = Extract<
  BoardType,
  | 'visit.booked'
  | 'visit.cancelled'
  | 'visit.confirmed'
  | 'visit.held'
  | 'visit.missed'
  | 'visit.waived'
  | 'questionnaire.answered'
  | 'assessment.recorded'
>;

function isPossibleOf(type: VisitType, visit: PlannedVisit, today: CivilDate, clinic: Clinic): boolean {
  const { heldOn, bookedOn, status } = visit;
  const isOpen = heldOn === null && status !== 'cancelled';
  switch (type) {
    case 'visit.booked':
      return isOpen;
    case 'visit.held':
      return isOpen && (bookedOn === null || bookedOn <= today);
    case 'visit.cancelled':
      return isOpen && startsAt(visit) !== null;
    case 'visit.confirmed':
      return isOpen && bookedOn !== null && bookedOn >= today;
    case 'visit.missed':
      return isOpen && bookedOn !== null && bookedOn <= today;
    case 'visit.waived':
      return isOpen && status !== 'waived';
    case 'questionnaire.answered':
      return status !== 'cancelled' && status !== 'waived' && unansweredOf(visit, clinic).length > 0;
    case 'assessment.recorded':
      return status !== 'cancelled' && status !== 'waived' && unrecorded(visit).length > 0;
    default:
      return type satisfies never;
  }
}

/** The enrolment is put right by what corrects it: without it there would be no course. */
export function isRetractable({ type, eventId }: CourseEvent, log: readonly CourseEvent[]): boolean {
  if (type === 'event.retracted' || type === 'course.enrolled' || type.startsWith('email.')) return false;
  return !log.some((each) => each.type === 'event.retracted' && each.data.eventId === eventId);
}
