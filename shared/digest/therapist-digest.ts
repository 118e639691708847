import type { DigestDay } from '../core/digest/digest-day.ts';
import { digestKey } from '../core/digest/digest-key.ts';
import { isDigestDue } from '../core/digest/is-due.ts';
import type { Instant } from '../core/time/instant.ts';
import { listPage } from '../links/pages.ts';
import { MOST_LINES, renderTherapistDigest, type TherapistDigest } from '../mail/index.ts';
import type { Contact, Recipient, RecipientLog, WorklistCourse } from '../ports/digest-store.ts';
import { heardAnew, heardLast, standIn } from './contacts.ts';
import { inSections, lastMailOf, newsOf, standingLines } from './lines.ts';
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

/** What a therapist is told today; null when there is nothing to say. */
export function therapistDigest(
  { clinic, pages }: DigestTools,
  caseload: Caseload,
  { entries }: Pick<RecipientLog, 'entries'>,
  contact: Contact | null,
  day: DigestDay,
  readAt: Instant,
): ClinicMail | null {
  const last = lastMailOf(entries, contact?.dead?.at ?? contact?.unreadBefore);
  const lines = standingLines(caseload.courses, last, day);
  const news = caseload.courses.flatMap((course) => newsOf(course, last));
  if (!isDigestDue(lines, news, last, day, clinic.digest.repeatAfterWeekdays)) return null;
  const { due, overdue, closure } = inSections(lines);
  const recipient = recipientOf(caseload);
  const own = contact?.dead ? null : (contact?.email ?? null);
  const digest: Omit<TherapistDigest, 'listUrl'> = {
    therapistName: contact?.name ?? '',
    readBy: own ? 'therapist' : contact ? 'manager' : 'clinic',
    today: day.today,
    dueToday: due,
    overdue,
    duringClosure: day.closure && { ...day.closure, tasks: closure },
    worthKnowing: news,
  };
  const listed = [...due, ...overdue, ...closure].slice(0, MOST_LINES);
  return {
    recipient,
    to: own ?? standIn(clinic, contact?.email ?? null),
    day: day.today,
    readAt,
    tasks: listed.map(({ courseId, task }) => digestKey(courseId, task)),
    render: async () =>
      renderTherapistDigest(clinic, { ...digest, listUrl: await listPage(pages, recipient) }),
  };
}
