import type { Clinic } from '../clinic.ts';
import {
  type DigestLog,
  digestKey,
  isDigestDue,
  isFirstOpenDayOfWeek,
  isOverdue,
  type WorklistTask,
} from '../core/tasks/digest-days.ts';
import type { Calendar } from '../core/time/calendar.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { type DigestTask, type Email, renderManagerDigest, renderTherapistDigest } from '../mail/index.ts';
import type { Recipient, WorklistCourse } from '../ports/digest-store.ts';

/** One e-mail that may be due today. */
export type Digest = {
  readonly recipient: Recipient;
  readonly to: string;
  readonly tasks: readonly OverdueTask[];
  readonly isDue: (log: DigestLog) => boolean;
  readonly render: (log: DigestLog) => Email;
};
type OverdueTask = WorklistTask & { readonly course: WorklistCourse };

/**
 * The digests that may be due on a day: one for each therapist with overdue tasks and, on the first open day of the
 * week, one for the manager.
 */
export function digestsOfDay(
  worklist: readonly WorklistCourse[],
  today: CivilDate,
  calendar: Calendar,
  clinic: Clinic,
): Digest[] {
  const overdue = worklist.flatMap((course) => overdueTasks(course, today));
  return [
    ...therapistDigests(overdue, today, calendar, clinic),
    ...managerDigest(overdue, today, calendar, clinic),
  ];
}

function overdueTasks(course: WorklistCourse, today: CivilDate): OverdueTask[] {
  const { courseId, head } = course;
  return head.tasks
    .map(({ task, due, snoozedUntil }) => ({ courseId, task, due, snoozedUntil, course }))
    .filter((task) => isOverdue(task, today));
}

function therapistDigests(
  overdue: readonly OverdueTask[],
  today: CivilDate,
  calendar: Calendar,
  clinic: Clinic,
): Digest[] {
  const byTherapist = Map.groupBy(overdue, ({ course }) => course.head.therapist?.therapistId ?? '');
  return [...byTherapist].flatMap(([therapistId, tasks]): Digest[] => {
    const therapist = newestTherapist(tasks) ?? nobody(clinic);
    return [
      {
        recipient: `THERAPIST#${therapistId}`,
        to: therapist.email ?? nobody(clinic).email,
        tasks,
        isDue: (log) => isDigestDue(tasks, log, today, calendar, clinic.digest.repeatAfterWeekdays),
        render: (log) => {
          const listed = tasks.map((task) => digestTask(task, log, today, calendar));
          return renderTherapistDigest(clinic, {
            therapistName: therapist.name,
            readBy: 'therapist',
            today,
            dueToday: [],
            overdue: listed,
            duringClosure: null,
            worthKnowing: [],
            boardUrl: null,
          });
        },
      },
    ];
  });
}

/** Tasks whose therapist is not known, forgotten, or without an address go to whoever answers for the clinic. */
const nobody = ({ managerEmail, replyTo, name }: Clinic) => ({ email: managerEmail ?? replyTo, name });

/** A therapist's name and address by the course that heard of them last. */
function newestTherapist(tasks: readonly OverdueTask[]) {
  const heads = tasks.map(({ course }) => course.head);
  return heads.reduce((a, b) => (b.lastReceivedAt > a.lastReceivedAt ? b : a)).therapist;
}

function managerDigest(
  overdue: readonly OverdueTask[],
  today: CivilDate,
  calendar: Calendar,
  clinic: Clinic,
): Digest[] {
  const { managerEmail, digest } = clinic;
  if (!managerEmail || !isFirstOpenDayOfWeek(today, calendar)) return [];
  const tasks = overdue.filter(({ due }) => calendar.weekdaysSince(due, today) > digest.managerAfterWeekdays);
  if (tasks.length === 0) return [];
  return [
    {
      recipient: 'MANAGER',
      to: managerEmail,
      tasks,
      isDue: ({ sentOn }) => sentOn !== today,
      render: (log) =>
        renderManagerDigest(clinic, {
          today,
          arrived: tasks.map((task) => ({
            ...digestTask(task, log, today, calendar),
            therapistName: task.course.head.therapist?.name ?? '',
          })),
          known: [],
          boardUrl: null,
        }),
    },
  ];
}

function digestTask(task: OverdueTask, log: DigestLog, today: CivilDate, calendar: Calendar): DigestTask {
  const { patient } = task.course.head;
  return {
    courseId: task.courseId,
    patient: { patientId: patient?.patientId ?? '', initials: patient?.initials ?? '', sessions: null },
    task: task.task,
    due: task.due,
    weekdaysOverdue: calendar.weekdaysSince(task.due, today),
    isNew: !log.tasks.includes(digestKey(task)),
  };
}
