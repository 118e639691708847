import type { CourseEvent } from '../../core/events/events.ts';
import { isSettled, type PlannedVisit } from '../../core/visits/planned-visit.ts';
import type { BoardType } from './asks.ts';
import { type FormContext, formContext, isPossible } from './form-context.ts';
import type { BoardDrawing } from './frame.ts';
import { maySay } from './rights.ts';

/** What a button leads to: a form, and what it is about. */
export type Way = { readonly type: BoardType; readonly visit?: string; readonly event?: string };

/** Of a visit, in the order in which a therapist mostly needs them. */
const OF_VISIT: readonly BoardType[] = [
  'visit.booked',
  'visit.held',
  'visit.missed',
  'visit.cancelled',
  'visit.confirmed',
  'assessment.recorded',
  'questionnaire.answered',
  'visit.waived',
];

/** Of the patient, and of the course as a whole. */
export const OF_PATIENT: readonly BoardType[] = ['patient.updated', 'call.requested'];
export const OF_COURSE: readonly BoardType[] = [
  'course.corrected',
  'therapist.assigned',
  'reminders.paused',
  'reminders.resumed',
  'course.closed',
  'course.reopened',
  'course.erased',
];

/** What can be said here and now, by whoever looks at the course. */
export function waysOf(
  types: readonly BoardType[],
  context: FormContext,
  draw: BoardDrawing,
): readonly Way[] {
  return types
    .filter((type) => isSayable(type, context, draw))
    .map((type) => ({ type, ...(context.visit && { visit: context.visit.visit }) }));
}

/** Whether something can be said of a course as it stands, and may be by whoever looks at it. */
export const isSayable = (type: BoardType, context: FormContext, draw: BoardDrawing): boolean =>
  isPossible(type, context) &&
  maySay(
    draw.viewer,
    { therapistId: context.plan.course.therapist?.therapistId ?? null },
    type,
    draw.therapistsSee,
  );

/** What can be said of a visit. */
export const waysOfVisit = (visit: PlannedVisit, context: FormContext, draw: BoardDrawing) =>
  waysOf(OF_VISIT, formContext(context, { visit: visit.visit }), draw);

/** The visit that comes next; null when there is none. */
export const nextVisit = ({ plan }: FormContext): PlannedVisit | null =>
  plan.visits.find((visit) => !isSettled(visit)) ?? null;

/** The form of a visit that is mostly wanted now: of a booked one, once its day has come, that it was held. */
export function usualForm({ bookedOn }: PlannedVisit, ways: readonly Way[]): Way | null {
  const wanted = (type: BoardType) => ways.find((way) => way.type === type);
  return (bookedOn === null ? null : wanted('visit.held')) ?? wanted('visit.booked') ?? null;
}

/** Events as a log shows them, the latest first. */
export const byTime = (log: readonly CourseEvent[]): readonly CourseEvent[] =>
  log.toSorted((a, b) => (a.occurredAt < b.occurredAt ? 1 : a.occurredAt > b.occurredAt ? -1 : 0));
