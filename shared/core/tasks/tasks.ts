import type { Course } from '../course/course.ts';
import { kindOf, type TaskId, type TaskKind, visitOfTask } from '../ids/task-id.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { keepsFollowUpsAfterClosing } from '../visits/visits.ts';
import { callBack, callPatient } from './calls.ts';
import { closeCourse, confirmReferral, dischargeLetter } from './course-tasks.ts';
import { reviewBooking, reviewFollowUps, reviewWindow } from './reviews.ts';
import { type Owed, standingOf, type Task, type TaskContext, todayIn } from './task.ts';
import { answer, assess, bookAndHold, recordAnswers } from './visit-tasks.ts';

/** Every task that has opened so far, earliest due first. */
export function planTasks(visits: readonly PlannedVisit[], context: TaskContext): Task[] {
  const { course } = context;
  const today = todayIn(context);
  if (course.closed?.reason === 'deceased') return [];
  const owed = [
    ...visits.flatMap((visit) => ofVisit(visit, context)),
    ...reviewFollowUps(visits, context),
    ...callBack(context),
    ...dischargeLetter(visits, context),
    ...confirmReferral(context),
  ].filter(({ task }) => remainsAfterClosing(task, visits, context));
  return [...owed, ...closeCourse(visits, owed, context)]
    .map((each) => withStatus(each, course, today))
    .sort((a, b) => (a.due === b.due ? (a.task < b.task ? -1 : 1) : a.due < b.due ? -1 : 1));
}

const ofVisit = (visit: PlannedVisit, context: TaskContext): Owed[] =>
  [bookAndHold, reviewWindow, reviewBooking, answer, recordAnswers, assess, callPatient].flatMap((task) =>
    task(visit, context),
  );

function withStatus({ task, due, done }: Owed, course: Course, today: CivilDate): Task {
  const said = course.tasks.get(task);
  const snoozedUntil = said?.snoozedUntil ?? null;
  const status = () => {
    if (done) return 'done';
    if (said?.dismissedAt && !DATED_BY_THEMSELVES.includes(kindOf(task))) return 'dismissed';
    return standingOf({ due, snoozedUntil }, today);
  };
  return { task, visit: visitOfTask(task), due, snoozedUntil, status: status() };
}

/** Tasks whose completion or dismissal covers only what had come up before it. */
const DATED_BY_THEMSELVES: readonly TaskKind[] = ['call-patient', 'call-back', 'review-follow-ups'];

/**
 * What the therapist owes of a closed course: what is still to be written down, whom to call, and all of the follow-ups
 * that go on.
 */
function remainsAfterClosing(
  task: TaskId,
  visits: readonly PlannedVisit[],
  { course, protocol }: TaskContext,
): boolean {
  if (!course.closed) return true;
  const kind = kindOf(task);
  if (REMAINING.includes(kind)) return true;
  const about = visitOfTask(task);
  if (kind === 'record-answers' && about === protocol.closingVisit) return true;
  if (!keepsFollowUpsAfterClosing(protocol, course)) return false;
  if (!about) return task === 'review-follow-ups';
  return visits.some(({ visit, definition }) => visit === about && definition.followUp);
}

const REMAINING: readonly TaskKind[] = ['discharge-letter', 'assess', 'call-patient', 'call-back'];
