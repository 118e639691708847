import { isEntryVisit, isSameDay } from '../protocols/protocol.ts';
import { unanswered } from '../reminders/questionnaires.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { isInfeasible, type PlannedVisit } from '../visits/planned-visit.ts';
import { isOver, type Owed, owed, type TaskContext } from './task.ts';

/** Booking a visit and holding it, from when its anchor is reached. A visit without room asks for neither. */
export function bookAndHold(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { status, anchor, bookedOn, window } = visit;
  if (!anchor.reached || status === 'cancelled' || status === 'infeasible') return [];
  const bookBy = isInfeasible(visit) ? null : bookDue(visit, context);
  const holdBy = bookedOn ? context.calendar.plusWeekdays(bookedOn, 1) : window?.latest;
  return [
    ...(bookBy ? [owed(`book:${visit.visit}`, bookBy, isOver(visit) || bookedOn !== null, context)] : []),
    ...(holdBy ? [owed(`hold:${visit.visit}`, holdBy, isOver(visit), context)] : []),
  ];
}

/** The next visit of a strict window is agreed at the one before it; others are booked when their window begins. */
function bookDue(
  { timing, anchor, window }: PlannedVisit,
  { settings: { tasks }, calendar }: TaskContext,
): CivilDate | null {
  if (isEntryVisit(timing)) return addDays(anchor.date, tasks.bookEntryVisitDays);
  if (isSameDay(timing)) return calendar.plusWeekdays(anchor.date, tasks.bookSameDayVisitWeekdays);
  if (timing.strict) return calendar.plusWeekdays(anchor.date, tasks.bookStrictVisitWeekdays);
  return window && calendar.weekdayOnOrBefore(window.earliest);
}

/** Getting the answers to a booked visit's questionnaires before it. */
export function answer(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { status, bookedOn, questionnaires } = visit;
  if (status === 'cancelled' || !bookedOn || questionnaires.length === 0) return [];
  const done = isOver(visit) || unanswered(visit, context.settings).length === 0;
  return [owed(`answer:${visit.visit}`, context.calendar.plusWeekdays(bookedOn, -1), done, context)];
}

/** Recording what the patient answers at the clinic, when the answers were not there before the visit. */
export function recordAnswers(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { heldOn, questionnaires } = visit;
  if (!heldOn || questionnaires.length === 0) return [];
  const due = context.calendar.plusWeekdays(heldOn, context.settings.tasks.recordAnswersWeekdays);
  return [
    owed(`record-answers:${visit.visit}`, due, unanswered(visit, context.settings).length === 0, context),
  ];
}

/** Recording the tests of a visit that was held. */
export function assess(visit: PlannedVisit, context: TaskContext): Owed[] {
  const { heldOn, assessments, facts } = visit;
  if (!heldOn) return [];
  const due = context.calendar.plusWeekdays(heldOn, context.settings.tasks.assessWeekdays);
  return assessments.map((assessment) =>
    owed(`assess:${visit.visit}:${assessment}`, due, facts.recorded.has(assessment), context),
  );
}
