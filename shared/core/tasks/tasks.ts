import type { Course } from '../course/course.ts';
import { type ReminderKey, readKey } from '../ids/reminder-key.ts';
import { kindOf, type TaskId, type TaskKind, visitOfTask } from '../ids/task-id.ts';
import { isEntryVisit, isSameDay, type Protocol, type VisitName } from '../protocols/protocol.ts';
import type { History } from '../reminders/log.ts';
import { unanswered } from '../reminders/wanted.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, earlier } from '../time/civil-date.ts';
import { type Instant, localDateOf } from '../time/instant.ts';
import { isInfeasible, type PlannedVisit, startsAt } from '../visits/planned-visit.ts';
import { keepsFollowUpsAfterClosing } from '../visits/visits.ts';

export type TaskStatus = 'open' | 'overdue' | 'snoozed' | 'done' | 'dismissed';

/** Something the therapist owes, from the day it opens. */
export type Task = {
  readonly task: TaskId;
  readonly visit: VisitName | null;
  /** The last day on which it is in time. */
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
  readonly status: TaskStatus;
};

type Owed = { readonly task: TaskId; readonly due: CivilDate; readonly done: boolean };

type Context = {
  readonly protocol: Protocol;
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly calendar: Calendar;
  readonly history: History;
  readonly now: Instant;
};

/** Every task that has opened so far, earliest due first. */
export function planTasks(visits: readonly PlannedVisit[], context: Context): Task[] {
  const { course, settings, now } = context;
  if (course.closed?.reason === 'deceased') return [];
  const owed = [
    ...visits.flatMap((visit) => [...visitTasks(visit, context), ...assessments(visit, context)]),
    ...courseTasks(visits, context),
  ];
  return owed
    .filter(({ task }) => remainsAfterClosing(task, visits, context))
    .map((each) => withStatus(each, course, localDateOf(now, settings.timeZone)))
    .sort((a, b) => (a.due === b.due ? (a.task < b.task ? -1 : 1) : a.due < b.due ? -1 : 1));
}

function withStatus({ task, due, done }: Owed, course: Course, today: CivilDate): Task {
  const said = course.tasks.get(task);
  const snoozedUntil = said?.snoozedUntil ?? null;
  const status = () => {
    if (done) return 'done';
    if (said?.dismissedAt && !DATED_BY_THEMSELVES.includes(kindOf(task))) return 'dismissed';
    if (snoozedUntil && today < snoozedUntil) return 'snoozed';
    return today > due ? 'overdue' : 'open';
  };
  return { task, visit: visitOfTask(task), due, snoozedUntil, status: status() };
}

/** Tasks whose completion or dismissal covers only what had come up before it. */
const DATED_BY_THEMSELVES: readonly TaskKind[] = ['call-patient', 'review-follow-ups'];

function remainsAfterClosing(
  task: TaskId,
  visits: readonly PlannedVisit[],
  { course, protocol }: Context,
): boolean {
  if (!course.closed || task === 'discharge-letter' || kindOf(task) === 'assess') return true;
  if (!keepsFollowUpsAfterClosing(protocol, course)) return false;
  const about = visitOfTask(task);
  if (!about) return task === 'review-follow-ups';
  return visits.some(({ visit, definition }) => visit === about && definition.followUp);
}

function visitTasks(visit: PlannedVisit, context: Context): Owed[] {
  const { status, anchor, bookedOn, window, facts } = visit;
  const { calendar } = context;
  if (status === 'cancelled' || status === 'infeasible') return [];
  const beforeItsAnchor = [...answerTask(visit, context), ...callPatient(visit, context)];
  if (!anchor.reached) return beforeItsAnchor;
  const isClosed = status === 'held' || status === 'waived';
  const holdBy = bookedOn ? calendar.plusWeekdays(bookedOn, 1) : window?.latest;
  const bookBy = bookDue(visit, context);
  const said = context.course.tasks;
  return [
    ...(bookBy && !isInfeasible(visit)
      ? [owed(`book:${visit.visit}`, bookBy, isClosed || facts.booking !== null, said)]
      : []),
    ...(holdBy && (!isInfeasible(visit) || bookedOn)
      ? [owed(`hold:${visit.visit}`, holdBy, isClosed, said)]
      : []),
    ...beforeItsAnchor,
  ];
}

const owed = (task: TaskId, due: CivilDate, done: boolean, said: Course['tasks']): Owed => ({
  task,
  due,
  done: done || said.get(task)?.completedAt != null,
});

function bookDue(
  { timing, anchor, window }: PlannedVisit,
  { settings, calendar }: Context,
): CivilDate | null {
  if (isEntryVisit(timing)) return addDays(anchor.date, settings.tasks.bookEntryVisitDays);
  if (isSameDay(timing)) return calendar.plusWeekdays(anchor.date, settings.tasks.bookSameDayVisitWeekdays);
  return window && calendar.weekdayOnOrBefore(window.earliest);
}

function answerTask(visit: PlannedVisit, { calendar, course }: Context): Owed[] {
  if (!visit.bookedOn || visit.questionnaires.length === 0) return [];
  const isClosed = visit.status === 'held' || visit.status === 'waived';
  const done = isClosed || unanswered(visit).length === 0;
  return [owed(`answer:${visit.visit}`, calendar.plusWeekdays(visit.bookedOn, -1), done, course.tasks)];
}

function assessments(visit: PlannedVisit, { calendar, settings, course }: Context): Owed[] {
  const { heldOn, definition, facts } = visit;
  if (!heldOn) return [];
  const due = calendar.plusWeekdays(heldOn, settings.tasks.assessWeekdays);
  return definition.assessments.map((assessment) =>
    owed(`assess:${visit.visit}:${assessment}`, due, facts.recorded.has(assessment), course.tasks),
  );
}

/** Open while a reminder that could not be e-mailed still asks for something that a call can settle. */
function callPatient(visit: PlannedVisit, { history, calendar, settings, course, now }: Context): Owed[] {
  const task: TaskId = `call-patient:${visit.visit}`;
  const said = course.tasks.get(task);
  const failed = [...history.values()].filter(
    ({ state, reminder }) =>
      (state === 'undeliverable' || state === 'failed') && readKey(reminder.key).visit === visit.visit,
  );
  const days = failed.flatMap((entry) => ('at' in entry ? [{ at: entry.at, key: entry.reminder.key }] : []));
  if (days.length === 0) return [];
  const isCovered = (at: Instant) =>
    [said?.completedAt, said?.dismissedAt].some((saidAt) => saidAt && saidAt >= at);
  const open = days.filter(({ at, key }) => !isCovered(at) && !isAnswered(key, visit, now));
  const first = (open.length > 0 ? open : days)
    .map(({ at }) => localDateOf(at, settings.timeZone))
    .reduce(earlier);
  return [
    { task, due: calendar.plusWeekdays(first, settings.tasks.callPatientWeekdays), done: open.length === 0 },
  ];
}

function isAnswered(key: ReminderKey, visit: PlannedVisit, now: Instant): boolean {
  if (visit.status === 'held' || visit.status === 'waived') return true;
  const name = readKey(key);
  const starts = startsAt(visit);
  switch (name.kind) {
    case 'questionnaires':
    case 'nudge':
      return unanswered(visit).length === 0;
    case 'booking':
    case 'rebooking':
      return starts !== null;
    case 'appointment':
      return starts !== name.startsAt || now >= starts;
    default:
      return name satisfies never;
  }
}

function courseTasks(visits: readonly PlannedVisit[], context: Context): Owed[] {
  const { course, protocol, calendar, settings } = context;
  const said = course.tasks;
  const tasks: Owed[] = [...reviewFollowUps(visits, context)];
  const endedOn = visits.find(({ visit }) => visit === protocol.closingVisit)?.heldOn ?? goodEnd(course);
  if (endedOn) {
    const due = calendar.plusWeekdays(endedOn, settings.tasks.dischargeLetterWeekdays);
    tasks.push(owed('discharge-letter', due, false, said));
  }
  if (protocol.cap && course.enrolment) {
    const due = calendar.plusWeekdays(course.enrolment.enrolledOn, settings.tasks.confirmReferralWeekdays);
    tasks.push(owed('confirm-referral-date', due, course.referralDate !== null, said));
  }
  return tasks;
}

function goodEnd({ closed }: Course): CivilDate | null {
  const owesLetter = closed && ['completed', 'goals-reached', 'referred-on'].includes(closed.reason);
  return owesLetter ? closed.date : null;
}

/** Follow-ups that lost their room after the closing visit was held. */
function reviewFollowUps(
  visits: readonly PlannedVisit[],
  { course, protocol, calendar, settings }: Context,
): Owed[] {
  const isClosingHeld = visits.some(({ visit, heldOn }) => visit === protocol.closingVisit && heldOn);
  const lost = visits.flatMap(({ status, infeasibleSince }) =>
    status === 'infeasible' && infeasibleSince ? [infeasibleSince] : [],
  );
  if (!isClosingHeld || lost.length === 0) return [];
  const said = course.tasks.get('review-follow-ups');
  const reviewedOn = [said?.completedAt, said?.dismissedAt]
    .flatMap((at) => (at ? [localDateOf(at, settings.timeZone)] : []))
    .reduce<CivilDate | null>((last, day) => (last && last > day ? last : day), null);
  const open = lost.filter((since) => !reviewedOn || since > reviewedOn);
  const first = (open.length > 0 ? open : lost).reduce(earlier);
  const due = calendar.plusWeekdays(first, settings.tasks.reviewFollowUpsWeekdays);
  return [{ task: 'review-follow-ups', due, done: open.length === 0 }];
}
