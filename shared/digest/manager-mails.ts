import { type DigestDay, isFirstOpenDayOfMonth, isFirstOpenDayOfWeek } from '../core/digest/digest-day.ts';
import { digestKey } from '../core/digest/digest-key.ts';
import { isManagerDigestDue } from '../core/digest/is-due.ts';
import { isNews } from '../core/digest/standing.ts';
import { unenrolledFrom } from '../core/digest/unenrolled.ts';
import { protocolsOf } from '../core/protocols/index.ts';
import type { CourseFigures } from '../core/quality/course-figures.ts';
import { qualityOf } from '../core/quality/quality-of.ts';
import type { Instant } from '../core/time/instant.ts';
import { monthOf, plusMonths } from '../core/time/month.ts';
import { listPage } from '../links/pages.ts';
import {
  byAge,
  MOST_LINES,
  renderManagerDigest,
  renderQualityMail,
  renderUnknownCourses,
} from '../mail/index.ts';
import type { RecipientLog, WorklistCourse } from '../ports/digest-store.ts';
import { lastMailOf, longOverdueLines } from './lines.ts';
import type { ClinicMail, DigestTools } from './send-once.ts';

/** What a mail to the manager is made of. */
export type Situation = {
  readonly courses: readonly WorklistCourse[];
  readonly day: DigestDay;
  readonly readAt: Instant;
};
/** Writes a mail by what was sent before. @returns null when nothing is to be said */
type Writer = (entries: RecipientLog['entries']) => ClinicMail | null | Promise<ClinicMail | null>;
/** A mail to the manager. @returns null when this is no day for it */
export type ManagerMail = (tools: DigestTools, situation: Situation) => Writer | null;

/** On the first open day of a week: what is overdue by long in the whole clinic. */
export const longOverdue: ManagerMail = ({ clinic, pages }, { courses, day, readAt }) => {
  const { managerEmail, digest } = clinic;
  if (!managerEmail || !isFirstOpenDayOfWeek(day)) return null;
  return (entries) => {
    const last = lastMailOf(entries);
    const lines = longOverdueLines(courses, last, day, digest.managerAfterWeekdays);
    if (!isManagerDigestDue(lines, last, day, digest.managerRepeatDays)) return null;
    const arrived = lines.filter(({ isNew }) => isNew).sort(byAge);
    const known = Map.groupBy(
      lines.filter(({ isNew }) => !isNew),
      ({ therapistName }) => therapistName,
    );
    return {
      recipient: 'MANAGER',
      to: managerEmail,
      day: day.today,
      readAt,
      tasks: arrived.slice(0, MOST_LINES).map(({ courseId, task }) => digestKey(courseId, task)),
      render: async () =>
        renderManagerDigest(clinic, {
          today: day.today,
          arrived,
          known: [...known].map(([therapistName, tasks]) => ({ therapistName, count: tasks.length })),
          listUrl: await listPage(pages, 'MANAGER'),
        }),
    };
  };
};

/** On the first open day of a month: the quality figures of the month before, and of the twelve that end with it. */
export const quality: ManagerMail = ({ clinic, store }, { courses, day, readAt }) => {
  const { managerEmail } = clinic;
  if (!managerEmail || !isFirstOpenDayOfMonth(day)) return null;
  const month = plusMonths(monthOf(day.today), -1);
  return async (entries) => {
    if (lastMailOf(entries)?.day === day.today) return null;
    const figures = qualityOf(await allFigures(store, courses), month, protocolsOf(clinic));
    if (figures.every(({ twelveMonths }) => twelveMonths.denominator === 0)) return null;
    return {
      recipient: 'MANAGER#QUALITY',
      to: managerEmail,
      day: day.today,
      readAt,
      tasks: [],
      render: () => renderQualityMail(clinic, { month, figures }),
    };
  };
};

/** What every course of the clinic adds to its quality figures, forgotten ones included. */
export async function allFigures(
  store: Pick<DigestTools['store'], 'forgottenFigures'>,
  courses: readonly WorklistCourse[],
): Promise<CourseFigures[]> {
  return [...courses.flatMap(({ head }) => head.figures ?? []), ...(await store.forgottenFigures())];
}

/** Courses that have had events but no enrolment for a day: somebody is treated of whom nobody is reminded. */
export const unknownCourses = ({ courses, readAt }: Pick<Situation, 'courses' | 'readAt'>) =>
  courses.filter(({ head }) => head.status === 'unknown' && unenrolledFrom(head.firstReceivedAt) <= readAt);

/** Names the courses without an enrolment when there is a new one, and again while there are some. */
export const unenrolled: ManagerMail = ({ clinic }, { courses, day, readAt }) => {
  const { managerEmail, digest } = clinic;
  const unknown = unknownCourses({ courses, readAt });
  if (!managerEmail || unknown.length === 0) return null;
  return (entries) => {
    const last = lastMailOf(entries);
    const isNew = unknown.some(({ head }) => isNews(unenrolledFrom(head.firstReceivedAt), last));
    const isAgain =
      last !== null && day.today >= day.calendar.plusWeekdays(last.day, digest.repeatAfterWeekdays);
    if (!isNew && !isAgain) return null;
    return {
      recipient: 'MANAGER#UNKNOWN',
      to: managerEmail,
      day: day.today,
      readAt,
      tasks: [],
      render: () => renderUnknownCourses(clinic, unknown.map(({ courseId }) => courseId).sort()),
    };
  };
};
