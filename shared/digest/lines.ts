import type { DigestDay } from '../core/digest/digest-day.ts';
import {
  isNews,
  type LastMail,
  longOverdueSince,
  type Standing,
  type StandingTask,
  standingOf,
} from '../core/digest/standing.ts';
import { type CivilDate, later } from '../core/time/civil-date.ts';
import { byAge, type DigestNotice, type DigestTask, type StaffPatient } from '../mail/index.ts';
import type { DigestEntry, WorklistCourse } from '../ports/digest-store.ts';
import type { HeadTask } from '../ports/head.ts';
import { heardLast } from './contacts.ts';

/** The last mail that a recipient got. @param since mails that were made before did not reach him */
export function lastMailOf(entries: readonly DigestEntry[], since: string | null = null): LastMail | null {
  const sent = entries.find(({ status, readAt }) => status === 'sent' && (since === null || readAt >= since));
  return sent ?? null;
}

type Line = DigestTask & Pick<Standing, 'section'>;

/** The tasks of courses that a therapist is told of on a day. */
export const standingLines = (
  courses: readonly WorklistCourse[],
  last: LastMail | null,
  day: DigestDay,
): Line[] =>
  courses.flatMap((course) =>
    course.head.tasks.flatMap((task) => {
      const standing = standingOf(heardByTherapist(task, course), day);
      if (!standing) return [];
      const line = taskLine(task, course, isNews(standing.enteredAt, last), day);
      return [{ ...line, section: standing.section }];
    }),
  );

/** Lines by where they stand in a digest, the oldest first. */
export function inSections(lines: readonly Line[]): Readonly<Record<Standing['section'], Line[]>> {
  const of = (section: Standing['section']) => lines.filter((line) => line.section === section).sort(byAge);
  return { due: of('due'), overdue: of('overdue'), closure: of('closure') };
}

/** A task with the therapist who owes it. */
export type OwedLine = DigestTask & { readonly therapistName: string };

/** What is overdue by more weekdays than the manager lets pass, in the whole clinic. */
export function longOverdueLines(
  courses: readonly WorklistCourse[],
  last: LastMail | null,
  day: DigestDay,
  afterWeekdays: number,
): OwedLine[] {
  const names = therapistNames(courses);
  return courses.flatMap((course) =>
    course.head.tasks.flatMap((task) => {
      const since = longOverdueSince(task, day, afterWeekdays);
      if (!since) return [];
      const therapistName = names.get(course.head.therapist?.therapistId) ?? '';
      return [{ ...taskLine(task, course, isNews(since, last), day), therapistName }];
    }),
  );
}

/** Each therapist's name as it was said last. */
function therapistNames(courses: readonly WorklistCourse[]): ReadonlyMap<string | undefined, string> {
  const said = Map.groupBy(
    courses.flatMap(({ head }) => head.therapist ?? []),
    ({ therapistId }) => therapistId,
  );
  return new Map([...said].map(([therapistId, each]) => [therapistId, heardLast(each)?.name ?? '']));
}

/** A task of a course as the course's present therapist can have heard of it. */
function heardByTherapist(task: HeadTask, { head }: WorklistCourse): StandingTask {
  return { ...task, since: head.therapist ? later(task.since, head.therapist.since) : task.since };
}

/** One task of a course in a mail. */
const taskLine = (
  { task, due }: { readonly task: HeadTask['task']; readonly due: CivilDate },
  course: WorklistCourse,
  isNew: boolean,
  { weekdaysSince }: DigestDay,
): DigestTask => ({
  courseId: course.courseId,
  patient: patientOf(course),
  task,
  due,
  weekdaysOverdue: weekdaysSince(due),
  isNew,
});

/** What a course's therapist does not know yet of what is worth knowing. */
export function newsOf(course: WorklistCourse, last: LastMail | null): DigestNotice[] {
  const { notices, therapist } = course.head;
  return notices
    .filter(({ since }) => isNews(therapist ? later(since, therapist.since) : since, last))
    .map(({ da, en }) => ({
      courseId: course.courseId,
      patient: patientOf(course),
      text: { da, en },
      isNew: true,
    }));
}

function patientOf({ head: { patient, training } }: WorklistCourse): StaffPatient {
  return {
    patientId: patient?.patientId ?? '',
    initials: patient?.initials ?? '',
    sessions: training && { training: training.count, usual: training.usual },
  };
}
