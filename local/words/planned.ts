import type { CourseJson } from '../../shared/core/course-json.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../shared/core/time/instant.ts';
import { noteOf, reminderTitle, taskTitle, visitTitle } from './words.ts';

/** Something that is still to be done about a course. */
export type PlannedThing = {
  readonly day: CivilDate;
  /** When an e-mail goes; null of a task, which has the whole day. */
  readonly at: Instant | null;
  readonly courseId: string;
  readonly kind: 'reminder' | 'task';
  readonly status: string;
  readonly title: string;
  /** What is known besides; empty when nothing is. */
  readonly about: string;
};

/** Which days, both included, and whose things; null does not narrow. */
export type PlannedSpan = {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly courseId: string | null;
};

/** What is to come of all courses: reminders that have not gone, tasks that are owed; by day, then by time and course. */
export function plannedThings(
  courses: readonly CourseJson[],
  { from, to, courseId }: PlannedSpan,
  timeZone: string,
): PlannedThing[] {
  return courses
    .filter((course) => courseId === null || course.courseId === courseId)
    .flatMap((course) => [...remindersOf(course, timeZone), ...tasksOf(course)])
    .filter(({ day }) => (from === null || day >= from) && (to === null || day <= to))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Tasks of a day come before its e-mails. */
const keyOf = ({ day, at, courseId, title }: PlannedThing) => `${day} ${at ?? ''} ${courseId} ${title}`;

const remindersOf = ({ courseId, reminders }: CourseJson, timeZone: string): PlannedThing[] =>
  reminders
    .filter(({ status }) => status === 'planned' || status === 'due')
    .map((reminder) => ({
      day: localDateOf(reminder.sendAt, timeZone),
      at: reminder.sendAt,
      courseId,
      kind: 'reminder',
      status: reminder.status,
      title: reminderTitle(reminder),
      about: [visitTitle(reminder.visit), noteOf(reminder)].filter(Boolean).join(', '),
    }));

const tasksOf = ({ courseId, tasks }: CourseJson): PlannedThing[] =>
  tasks.map(({ task, due, status }) => ({
    day: due,
    at: null,
    courseId,
    kind: 'task',
    status,
    title: taskTitle(task),
    about: '',
  }));
