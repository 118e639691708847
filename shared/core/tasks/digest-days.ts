import type { TaskId } from '../ids/task-id.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate, isoDay } from '../time/civil-date.ts';

/** An open task of some course, as the worklist holds it. */
export type WorklistTask = {
  readonly courseId: string;
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
};

/** What was last mailed to one recipient. */
export type DigestLog = {
  readonly sentOn: CivilDate | null;
  /** The tasks in it, as `digestKey` names them. */
  readonly tasks: readonly string[];
};

/** Names one task of one course. */
export const digestKey = ({ courseId, task }: Pick<WorklistTask, 'courseId' | 'task'>): string =>
  `${courseId}/${task}`;

/** The course and the task that `digestKey` named. */
export function readDigestKey(key: string): { readonly courseId: string; readonly task: string } {
  const end = key.lastIndexOf('/');
  return { courseId: key.slice(0, end), task: key.slice(end + 1) };
}

/** Overdue: past its due day, and not snoozed. */
export const isOverdue = ({ due, snoozedUntil }: WorklistTask, today: CivilDate): boolean =>
  today > due && !(snoozedUntil && today < snoozedUntil);

/** Whether a therapist hears today: some task is newly overdue, or all was said a while ago and is still open. */
export function isDigestDue(
  overdue: readonly WorklistTask[],
  log: DigestLog,
  today: CivilDate,
  calendar: Calendar,
  repeatAfterWeekdays: number,
): boolean {
  if (overdue.length === 0 || log.sentOn === today) return false;
  const isNew = overdue.some((task) => !log.tasks.includes(digestKey(task)));
  return isNew || log.sentOn === null || today >= calendar.plusWeekdays(log.sentOn, repeatAfterWeekdays);
}

/** Whether the day is the first open day of its week: the day of the manager's digest. */
export function isFirstOpenDayOfWeek(today: CivilDate, calendar: Calendar): boolean {
  if (!calendar.isOpenDay(today)) return false;
  const earlierThisWeek = Array.from({ length: isoDay(today) - 1 }, (_, index) => addDays(today, -1 - index));
  return !earlierThisWeek.some((day) => calendar.isOpenDay(day));
}
