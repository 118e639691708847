import type { EventType } from '../../core/events/events.ts';
import { readTask, type TaskId, type TaskKind } from '../../core/ids/task-id.ts';
import type { Viewer } from './viewer.ts';

/** Whose patients a therapist may see: a setting of the clinic. Managers and reception see all. */
export type TherapistsSee = 'own' | 'all';

/** Whose a course is. Null: it has no therapist yet. */
export type Owned = { readonly therapistId: string | null };

/** Whether somebody may see a course, and every page about it. */
export function sees({ role, therapistId }: Viewer, course: Owned, therapistsSee: TherapistsSee): boolean {
  switch (role) {
    case 'manager':
    case 'reception':
      return true;
    case 'therapist':
      return therapistsSee === 'all' || (therapistId !== null && course.therapistId === therapistId);
    default:
      return role satisfies never;
  }
}

/** Whether somebody can look at the whole clinic rather than at their own patients. */
export const seesAll = (viewer: Viewer, therapistsSee: TherapistsSee): boolean =>
  sees(viewer, { therapistId: null }, therapistsSee);

/**
 * Who may say each type of event of a course that they see. What comes from the provider or from programs alone nobody
 * may say at the board.
 */
const SAY: Readonly<Record<EventType, 'reception' | 'therapist' | 'manager' | null>> = {
  'visit.booked': 'reception',
  'visit.cancelled': 'reception',
  'visit.confirmed': 'reception',
  'call.requested': 'reception',
  'course.enrolled': 'therapist',
  'course.corrected': 'therapist',
  'visit.held': 'therapist',
  'visit.missed': 'therapist',
  'visit.waived': 'therapist',
  'session.held': 'therapist',
  'questionnaire.answered': 'therapist',
  'assessment.recorded': 'therapist',
  'task.completed': 'therapist',
  'task.snoozed': 'therapist',
  'task.dismissed': 'therapist',
  'patient.updated': 'therapist',
  'therapist.assigned': 'therapist',
  'reminders.paused': 'therapist',
  'reminders.resumed': 'therapist',
  'course.closed': 'therapist',
  'course.reopened': 'therapist',
  'event.retracted': 'therapist',
  'course.erased': 'manager',
  'questionnaire.linked': null,
  'email.bounced': null,
  'email.complained': null,
};

/** Whether somebody may say an event of that type of a course. Nobody says anything of a course that they do not see. */
export function maySay(
  viewer: Viewer,
  course: Owned,
  type: EventType,
  therapistsSee: TherapistsSee,
): boolean {
  const least = SAY[type];
  if (least === null || !sees(viewer, course, therapistsSee)) return false;
  return least === 'reception' || viewer.role === 'manager' || viewer.role === least;
}

/** The tasks that reception does: to call somebody, and to book. */
const AT_THE_DESK: readonly TaskKind[] = ['call-patient', 'call-back', 'book'];

/** Whether somebody may do a task, or put it off. Reception notes how a call went, and books. */
export function mayDo(viewer: Viewer, course: Owned, task: TaskId, therapistsSee: TherapistsSee): boolean {
  if (!sees(viewer, course, therapistsSee)) return false;
  return viewer.role !== 'reception' || AT_THE_DESK.includes(readTask(task).kind);
}

/** Whether somebody may enrol a patient with a therapist; therapists who see only their own do with themselves. */
export const mayEnrol = (viewer: Viewer, course: Owned, therapistsSee: TherapistsSee): boolean =>
  maySay(viewer, course, 'course.enrolled', therapistsSee);

/** Whether somebody may import a list of the clinic's system. */
export const mayImport = ({ role }: Viewer): boolean => role === 'manager' || role === 'reception';

/** Whether somebody may read the quality figures of the whole clinic: few patients in a month are somebody's patients. */
export const seesQuality = ({ role }: Viewer): boolean => role === 'manager';

/** Whether somebody may read who has seen what. */
export const seesAccessLog = ({ role }: Viewer): boolean => role === 'manager';
