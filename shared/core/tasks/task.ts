import type { Course } from '../course/course.ts';
import type { TaskId } from '../ids/task-id.ts';
import type { Protocol, VisitName } from '../protocols/protocol.ts';
import type { History } from '../reminders/log.ts';
import type { ToldTime } from '../reminders/told-times.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Calendar } from '../time/calendar.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type Instant, localDateOf } from '../time/instant.ts';
import type { BookedTime } from '../visits/booked-times.ts';
import type { Cap } from '../visits/cap.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';

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

/** How a task stands that is neither done nor dismissed. */
export function standingOf(
  { due, snoozedUntil }: Pick<Task, 'due' | 'snoozedUntil'>,
  today: CivilDate,
): 'open' | 'overdue' | 'snoozed' {
  if (snoozedUntil && today < snoozedUntil) return 'snoozed';
  return today > due ? 'overdue' : 'open';
}

/** A task that the facts ask for, before it is asked what the therapist has said of it. */
export type Owed = { readonly task: TaskId; readonly due: CivilDate; readonly done: boolean };

/** What decides about tasks besides the visits. */
export type TaskContext = {
  readonly protocol: Protocol;
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly calendar: Calendar;
  readonly cap: Cap | null;
  readonly history: History;
  /** The times that are booked. */
  readonly times: readonly BookedTime[];
  /** The times that the patient has in mind and that are not so. */
  readonly wrongTimes: readonly ToldTime[];
  readonly now: Instant;
};

/** A task that is done by its facts, or because the therapist said so. */
export const owed = (task: TaskId, due: CivilDate, done: boolean, { course }: TaskContext): Owed => ({
  task,
  due,
  done: done || course.tasks.get(task)?.completedAt != null,
});

/** The clinic-local day of the plan. */
export const todayIn = ({ now, settings }: TaskContext): CivilDate => localDateOf(now, settings.timeZone);

/** Whether nothing is to be done before or at the visit any more. */
export const isOver = ({ status }: PlannedVisit): boolean => status === 'held' || status === 'waived';
