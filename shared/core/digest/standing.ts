import type { TaskId } from '../ids/task-id.ts';
import { addDays, type CivilDate, earlier, later } from '../time/civil-date.ts';
import { addMinutes, type Instant, startOfDay } from '../time/instant.ts';
import type { DigestDay } from './digest-day.ts';

/** An open task of some course, as a head keeps it. */
export type StandingTask = {
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
  /** From when on its reader could be told of it: it opened, or opened anew, or the reader took over. */
  readonly since: Instant;
};

/** Where a task stands in a digest. */
export type Standing = {
  /** `closure`: it falls due while the clinic is closed. */
  readonly section: 'due' | 'overdue' | 'closure';
  /** From when on it has stood there: a digest that was made before says nothing of it. */
  readonly enteredAt: Instant;
};

/** Whether a task is told on an open day. */
export const isToldOn = (
  { due, snoozedUntil }: Pick<StandingTask, 'due' | 'snoozedUntil'>,
  { today, nextOpenDay }: DigestDay,
): boolean => (snoozedUntil === null || today >= snoozedUntil) && due < nextOpenDay;

/** Where a task stands on an open day; null when it is not told on it. */
export function standingOf(task: StandingTask, day: DigestDay): Standing | null {
  if (!isToldOn(task, day)) return null;
  const { due } = task;
  const { today, closure } = day;
  if (due < today) return { section: 'overdue', enteredAt: enteredOn(addDays(due, 1), task, day) };
  const section = closure && due > today ? 'closure' : 'due';
  return { section, enteredAt: enteredOn(earlier(due, today), task, day) };
}

/** From when on a task has been overdue by more weekdays than the manager lets pass; null while it is not. */
export function longOverdueSince(task: StandingTask, day: DigestDay, afterWeekdays: number): Instant | null {
  if (standingOf(task, day)?.section !== 'overdue') return null;
  if (day.weekdaysSince(task.due) <= afterWeekdays) return null;
  return enteredOn(day.calendar.plusWeekdays(task.due, afterWeekdays + 1), task, day);
}

function enteredOn(from: CivilDate, { since, snoozedUntil }: StandingTask, { timeZone }: DigestDay): Instant {
  const start = startOfDay(snoozedUntil ? later(from, snoozedUntil) : from, timeZone);
  return later(start, since);
}

/** The last mail to a reader: the day on which it went out, and when that which it says was read. */
export type LastMail = { readonly day: CivilDate; readonly readAt: Instant };

/** What happened so shortly before a digest was made may not have been in the index from which it was made. */
const INDEX_LAG_MINUTES = 5;

/** Whether something came up after the last mail was made. */
export const isNews = (enteredAt: Instant, last: LastMail | null): boolean =>
  last === null || enteredAt > addMinutes(last.readAt, -INDEX_LAG_MINUTES);
