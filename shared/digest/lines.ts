import type { DigestDay } from '../core/digest/digest-day.ts';
import { isNews, type LastMail, type StandingTask } from '../core/digest/standing.ts';
import { type CivilDate, later } from '../core/time/civil-date.ts';
import type { DigestNotice, DigestTask, StaffPatient } from '../mail/index.ts';
import type { DigestEntry, WorklistCourse } from '../ports/digest-store.ts';
import type { HeadTask } from '../ports/head.ts';

/** The last mail that a recipient got. @param since mails that were made before did not reach him */
export function lastMailOf(entries: readonly DigestEntry[], since: string | null = null): LastMail | null {
  const sent = entries.find(({ status, readAt }) => status === 'sent' && (since === null || readAt >= since));
  return sent ?? null;
}

/** A task of a course as the course's present therapist can have heard of it. */
export function heardByTherapist(task: HeadTask, { head }: WorklistCourse): StandingTask {
  return { ...task, since: head.therapist ? later(task.since, head.therapist.since) : task.since };
}

/** One task of a course in a mail. */
export const taskLine = (
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
