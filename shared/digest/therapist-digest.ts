import type { DigestDay } from '../core/digest/digest-day.ts';
import { digestKey } from '../core/digest/digest-key.ts';
import { isDigestDue } from '../core/digest/is-due.ts';
import { isNews, type LastMail, type Standing, standingOf } from '../core/digest/standing.ts';
import type { Instant } from '../core/time/instant.ts';
import {
  byAge,
  type DigestTask,
  MOST_LINES,
  renderTherapistDigest,
  type TherapistDigest,
} from '../mail/index.ts';
import type { Contact, Recipient, RecipientLog, WorklistCourse } from '../ports/digest-store.ts';
import { heardAnew, heardLast, standIn } from './contacts.ts';
import { heardByTherapist, lastMailOf, newsOf, taskLine } from './lines.ts';
import { type ClinicMail, DigestNotSentError, type DigestTools } from './send-once.ts';

/** The courses of one therapist; of nobody, those whose therapist is not known. */
export type Caseload = {
  /** Empty when it is not known. */
  readonly therapistId: string;
  readonly courses: readonly WorklistCourse[];
};

/** The courses of each therapist. Of one without an enrolment the manager hears. */
export const caseloadsOf = (worklist: readonly WorklistCourse[]): Caseload[] =>
  [
    ...Map.groupBy(
      worklist.filter(({ head }) => head.status !== 'unknown'),
      ({ head }) => head.therapist?.therapistId ?? '',
    ),
  ].map(([therapistId, courses]) => ({ therapistId, courses }));

export const recipientOf = ({ therapistId }: Caseload): Recipient => `THERAPIST#${therapistId}`;

/** Where a therapist is reached, kept for when the courses that told it are forgotten. */
export async function contactOf(
  { store, clinic }: DigestTools,
  { therapistId, courses }: Caseload,
  kept: Contact | null,
  readAt: Instant,
): Promise<Contact | null> {
  const heard = heardLast(courses.flatMap(({ head }) => head.therapist ?? []));
  const anew = heardAnew(kept, heard, readAt, clinic.retention.contactDays);
  if (anew && !(await store.writeContact(therapistId, anew)))
    throw new DigestNotSentError('another handler is at it');
  return anew ?? kept;
}

type Line = DigestTask & Pick<Standing, 'section'>;

/** What a therapist is told today; null when there is nothing to say. */
export function therapistDigest(
  { clinic }: DigestTools,
  caseload: Caseload,
  { entries }: Pick<RecipientLog, 'entries'>,
  contact: Contact | null,
  day: DigestDay,
  readAt: Instant,
): ClinicMail | null {
  const last = lastMailOf(entries, contact?.dead?.at ?? contact?.unreadBefore);
  const lines = caseload.courses.flatMap((course) => linesOf(course, last, day));
  const news = caseload.courses.flatMap((course) => newsOf(course, last));
  if (!isDigestDue(lines, news, last, day, clinic.digest.repeatAfterWeekdays)) return null;
  const of = (section: Standing['section']) => lines.filter((line) => line.section === section).sort(byAge);
  const own = contact?.dead ? null : (contact?.email ?? null);
  const digest: TherapistDigest = {
    therapistName: contact?.name ?? '',
    readBy: own ? 'therapist' : contact ? 'manager' : 'clinic',
    today: day.today,
    dueToday: of('due'),
    overdue: of('overdue'),
    duringClosure: day.closure && { ...day.closure, tasks: of('closure') },
    worthKnowing: news,
    boardUrl: null,
  };
  const listed = [...of('due'), ...of('overdue'), ...of('closure')].slice(0, MOST_LINES);
  return {
    recipient: recipientOf(caseload),
    to: own ?? standIn(clinic, contact?.email ?? null),
    day: day.today,
    readAt,
    tasks: listed.map(({ courseId, task }) => digestKey(courseId, task)),
    render: () => renderTherapistDigest(clinic, digest),
  };
}

function linesOf(course: WorklistCourse, last: LastMail | null, day: DigestDay): Line[] {
  return course.head.tasks.flatMap((task) => {
    const standing = standingOf(heardByTherapist(task, course), day);
    if (!standing) return [];
    const line = taskLine(task, course, isNews(standing.enteredAt, last), day);
    return [{ ...line, section: standing.section }];
  });
}
