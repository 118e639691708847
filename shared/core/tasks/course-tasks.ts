import { closingDay, isGoodEnd } from '../course/closing.ts';
import { addMonths, type CivilDate, earlier, later } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { referralDoubt } from '../visits/referral.ts';
import { settledOn, silentSince } from '../visits/settled.ts';
import { type Owed, owed, type TaskContext, todayIn } from './task.ts';

/** The general practitioner gets a letter at the end; sooner when the patient is referred on. */
export function dischargeLetter(visits: readonly PlannedVisit[], context: TaskContext): Owed[] {
  const { course, protocol, calendar, settings } = context;
  const { dischargeLetterWeekdays, referredOnLetterWeekdays } = settings.tasks;
  const { closed } = course;
  const heldOn = visits.find(({ visit }) => visit === protocol.closingVisit)?.heldOn ?? null;
  const closedOn = closed && closingDay(closed, settings.timeZone);
  const endedOn = heldOn ?? (isGoodEnd(course) ? closedOn : null);
  const referredOn = closed?.reason === 'referred-on' ? closedOn : null;
  const days = [
    ...(endedOn ? [calendar.plusWeekdays(endedOn, dischargeLetterWeekdays)] : []),
    ...(referredOn ? [calendar.plusWeekdays(referredOn, referredOnLetterWeekdays)] : []),
  ];
  return days.length > 0 ? [owed('discharge-letter', days.reduce(earlier), false, context)] : [];
}

/** Without a date that can be counted from, nobody knows by when the follow-ups must lie. */
export function confirmReferral(context: TaskContext): Owed[] {
  const { course, protocol, calendar, settings } = context;
  if (!protocol.cap || !course.enrolment) return [];
  const { enrolledOn } = course.enrolment;
  const isKnown = course.referralDate !== null || course.contactDate !== null;
  const saidOn = later(course.referralSaidOn ?? enrolledOn, enrolledOn);
  const due = calendar.plusWeekdays(isKnown ? saidOn : enrolledOn, settings.tasks.confirmReferralWeekdays);
  const isSound = isKnown && referralDoubt(protocol, course) === null;
  return [owed('confirm-referral-date', due, isSound, context)];
}

/**
 * A course in which nothing is left to do, or of which nothing was heard for months after the last window, should be
 * closed: until then the patient's name and address are kept.
 * @param others every other task that has opened
 */
export function closeCourse(
  visits: readonly PlannedVisit[],
  others: readonly Owed[],
  context: TaskContext,
): Owed[] {
  const since = closeableSince(visits, others, context);
  if (context.course.closed || !since || since > todayIn(context)) return [];
  const due = context.calendar.plusWeekdays(since, context.settings.tasks.closeCourseWeekdays);
  return [owed('close-course', due, false, context)];
}

function closeableSince(
  visits: readonly PlannedVisit[],
  others: readonly Owed[],
  context: TaskContext,
): CivilDate | null {
  const settled = settledOn(visits, context.settings);
  if (settled)
    return others.every((each) => isDone(each, context)) ? lastWordOn(settled, visits, context) : null;
  return silentTooLongFrom(visits, context);
}

/** From when on a course with open visits counts as forgotten. */
export function silentTooLongFrom(
  visits: readonly PlannedVisit[],
  { course, settings }: TaskContext,
): CivilDate | null {
  const since = silentSince(course, visits, settings);
  return since && addMonths(since, settings.tasks.closeCourseSilentMonths);
}

const isDone = ({ task, done }: Owed, { course }: TaskContext) =>
  done || course.tasks.get(task)?.dismissedAt != null;

/** When the last thing was said that a closed course waits for: a visit, a test, answers, a task. */
function lastWordOn(
  settled: CivilDate,
  visits: readonly PlannedVisit[],
  { course, settings }: TaskContext,
): CivilDate {
  const said = [...course.tasks].flatMap(([task, { completedAt, dismissedAt }]) =>
    task === 'close-course' ? [] : [completedAt, dismissedAt].flatMap((at) => at ?? []),
  );
  return [
    ...visits.flatMap(({ facts }) => [
      ...facts.recorded.values(),
      ...[...facts.answered.values()].map(({ on }) => on),
    ]),
    ...said.map((at) => localDateOf(at, settings.timeZone)),
  ].reduce(later, settled);
}
