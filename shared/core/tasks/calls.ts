import { openCalls } from '../course/calls.ts';
import { type ReminderKey, type ReminderKind, readKey } from '../ids/reminder-key.ts';
import type { TaskId } from '../ids/task-id.ts';
import { type SaidOfKey, saidOfVisit } from '../reminders/log.ts';
import { callsFrom, untoldSince } from '../reminders/put-off.ts';
import { unanswered } from '../reminders/questionnaires.ts';
import { isSameTime, lastTold } from '../reminders/told-times.ts';
import { type CivilDate, earlier, later } from '../time/civil-date.ts';
import { type Instant, localDateOf, localTimeOf } from '../time/instant.ts';
import { type BookedTime, bookingChanges, isAsLong, madeAt, timeOfVisit } from '../visits/booked-times.ts';
import { type PlannedVisit, startsAt } from '../visits/planned-visit.ts';
import { isOver, type Owed, type TaskContext, todayIn } from './task.ts';

/** Something that only a call can settle, from an instant on. */
type Reason = { readonly at: Instant; readonly settled: boolean };

/**
 * Calls to a patient about a visit: reminders that could not be e-mailed while they still ask for something, and a time
 * that the patient was told, that is not so, and of which no e-mail tells him: the course was closed, the visit waived,
 * reminders rest, or the new time came too soon. What the therapist says covers only what had come up before it.
 */
export function callPatient(visit: PlannedVisit, context: TaskContext): Owed[] {
  const reasons = [...undelivered(visit, context), ...misled(visit, context)];
  if (reasons.length === 0) return [];
  const task: TaskId = `call-patient:${visit.visit}`;
  const said = context.course.tasks.get(task);
  const isCovered = (at: Instant) =>
    [said?.completedAt, said?.dismissedAt].some((saidAt) => saidAt && saidAt >= at);
  const open = reasons.filter(({ at, settled }) => !settled && !isCovered(at));
  const { timeZone, tasks } = context.settings;
  const first = (open.length > 0 ? open : reasons).map(({ at }) => localDateOf(at, timeZone)).reduce(earlier);
  const due = context.calendar.plusWeekdays(first, tasks.callPatientWeekdays);
  return [{ task, due, done: open.length === 0 }];
}

function undelivered(visit: PlannedVisit, context: TaskContext): Reason[] {
  if (visit.status === 'cancelled') return [];
  return failuresOf(visit, context).map(({ key, at }) => ({ at, settled: isAnswered(key, visit, context) }));
}

/**
 * Reminders of a visit that did not reach the patient, or that the provider has put off for hours; of those that came too
 * late, what was tried in vain or would have set him right.
 */
function failuresOf({ visit }: PlannedVisit, { history, times, now }: TaskContext) {
  return saidOfVisit(history, visit).flatMap(([key, said]) => {
    const at = failedAt(readKey(key).kind, said, now);
    return at ? [{ key, at: later(at, resizedAt(key, said, times) ?? at) }] : [];
  });
}

/** When the time that a reminder tells got another length than it was to tell, from the same start on; null: it has not. */
function resizedAt(key: ReminderKey, { reminder }: SaidOfKey, times: readonly BookedTime[]): Instant | null {
  const name = readKey(key);
  const told = reminder.time?.durationMinutes;
  if (!('startsAt' in name) || told === undefined) return null;
  const time = times.find(({ startsAt: start }) => start === name.startsAt);
  if (!time || isAsLong(told, time.durationMinutes)) return null;
  return madeAt(time.visits).reduce(later);
}

function failedAt(kind: ReminderKind, said: SaidOfKey, now: Instant): Instant | null {
  if (said.state === 'undeliverable' || said.state === 'failed') return said.at;
  const corrects = kind === 'changed' || kind === 'cancelled';
  return untoldSince(said, now) ?? (said.state === 'missed' && corrects ? said.at : null);
}

/** When the provider will have put off the reminders of a visit for so long that somebody is to call. */
export const callsComeUpAt = ({ visit }: PlannedVisit, { history }: TaskContext): Instant[] =>
  saidOfVisit(history, visit).flatMap(([, { state, reminder }]) =>
    state === 'released' ? (callsFrom(reminder) ?? []) : [],
  );

/** Whether the patient has done what a reminder asked for, or it is too late for it. */
function isAnswered(key: ReminderKey, visit: PlannedVisit, { settings, times, now }: TaskContext): boolean {
  if (isOver(visit)) return true;
  const name = readKey(key);
  const isBooked = 'startsAt' in name && times.some(({ startsAt: start }) => start === name.startsAt);
  switch (name.kind) {
    case 'questionnaires':
    case 'nudge':
      return unanswered(visit, settings).length === 0;
    case 'booking':
    case 'rebooking':
      return startsAt(visit) !== null;
    case 'confirmation':
    case 'appointment':
    case 'changed':
      return !isBooked || now >= name.startsAt;
    case 'cancelled':
      return isBooked || now >= name.startsAt;
    default:
      return name satisfies never;
  }
}

/** What the patient was told last of a visit's time is not so, and no e-mail is to set it right. */
function misled(visit: PlannedVisit, context: TaskContext): Reason[] {
  const since = visit.status === 'held' ? null : silentSince(visit, context);
  return since && (comesInVain(visit, context) || knowsNot(visit, context))
    ? [{ at: since, settled: false }]
    : [];
}

/** The patient has a time in mind at which nobody waits for him. */
const comesInVain = ({ visit }: PlannedVisit, { wrongTimes }: TaskContext): boolean =>
  wrongTimes.some(({ visits }) => visits.includes(visit));

/** The patient was told another time than the one that is booked, or that it is off. */
function knowsNot({ visit }: PlannedVisit, { history, times, now }: TaskContext): boolean {
  const told = lastTold(history, visit);
  const time = timeOfVisit(times, visit);
  return told !== null && time !== undefined && time.startsAt > now && !isSameTime(told, time);
}

/** Since when no e-mail tells what became of a visit's time: nothing is to be said of it, all rests, or it has begun. */
function silentSince(visit: PlannedVisit, context: TaskContext): Instant | null {
  const { status, facts } = visit;
  const { course, times, now } = context;
  if (status === 'waived') return facts.waived?.at ?? null;
  if (status === 'cancelled') return course.closed?.at ?? null;
  const time = timeOfVisit(times, visit.visit);
  // A time that several visits share changes with each of them.
  const changes = bookingChanges([visit, ...(time?.visits ?? [])]);
  const { paused } = course;
  const rests = paused && (paused.until === null || todayIn(context) < paused.until);
  if (rests) return changes.reduce(later, paused.at);
  return time && time.startsAt <= now ? changes.reduce(later, time.startsAt) : null;
}

/** When calls about a visit are owed no longer, as the time that they are about has come. */
export const callsAreMootAt = (visit: PlannedVisit, context: TaskContext): Instant[] =>
  [
    startsAt(visit),
    ...(misled(visit, context).length > 0 ? [lastTold(context.history, visit.visit)?.startsAt] : []),
    ...failuresOf(visit, context).map(({ key }) => {
      const name = readKey(key);
      return 'startsAt' in name ? name.startsAt : null;
    }),
  ].flatMap((at) => at ?? []);

/** The patient asks to be called: on the same day, or on the next weekday when it is late or no weekday. */
export function callBack(context: TaskContext): Owed[] {
  const { calls } = context.course;
  if (calls.length === 0) return [];
  const open = openCalls(context.course);
  const due = (open.length > 0 ? open : calls).map(({ at }) => callBackDue(at, context)).reduce(earlier);
  return [{ task: 'call-back', due, done: open.length === 0 }];
}

function callBackDue(at: Instant, { settings, calendar }: TaskContext): CivilDate {
  const day = localDateOf(at, settings.timeZone);
  const isInTime = localTimeOf(at, settings.timeZone) < settings.tasks.callBackBefore;
  return calendar.isWeekday(day) && isInTime ? day : calendar.plusWeekdays(day, 1);
}
