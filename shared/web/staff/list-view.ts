import type { Clinic } from '../../clinic.ts';
import { type DigestDay, readingDayOf } from '../../core/digest/digest-day.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import { addDays, type CivilDate } from '../../core/time/civil-date.ts';
import { type Instant, localDateOf, startOfDay } from '../../core/time/instant.ts';
import { inSections, longOverdueLines, newsOf, standingLines } from '../../digest/lines.ts';
import { caseloadsOf, recipientOf } from '../../digest/therapist-digest.ts';
import { DAYS_GOOD } from '../../links/link.ts';
import { byAge, type DigestNotice, type DigestTask } from '../../mail/index.ts';
import type { WorklistCourse } from '../../ports/digest-store.ts';

/** A task on a list. */
export type ListLine = DigestTask & {
  /** Who owes it, where the list is the manager's. */
  readonly therapistName: string | null;
  /** How many events its course had: what was pressed on another state of it is told apart. */
  readonly events: number;
};

/** What stands on the list of one recipient of digests on a day. */
export type ListView = {
  readonly today: CivilDate;
  readonly dueToday: readonly ListLine[];
  readonly overdue: readonly ListLine[];
  readonly duringClosure: {
    readonly from: CivilDate;
    readonly to: CivilDate;
    readonly tasks: readonly ListLine[];
  } | null;
  /** What came up of late: as long as a link to the list is good. */
  readonly worthKnowing: readonly DigestNotice[];
};

const MANAGER = 'MANAGER';

/** The courses of which a recipient's list tells; null when there is no list of that name. */
export function coursesOf(
  recipient: string,
  worklist: readonly WorklistCourse[],
): readonly WorklistCourse[] | null {
  if (recipient === MANAGER) return worklist;
  if (!recipient.startsWith('THERAPIST#')) return null;
  return caseloadsOf(worklist).find((caseload) => recipientOf(caseload) === recipient)?.courses ?? [];
}

/** The list of a recipient as it stands now. It is read on closed days, too. */
export function listView(
  recipient: string,
  courses: readonly WorklistCourse[],
  clinic: Clinic,
  now: Instant,
): ListView {
  const day = readingDayOf(localDateOf(now, clinic.timeZone), calendarOf(clinic), clinic.timeZone);
  const events = new Map(courses.map(({ courseId, head }) => [courseId, head.events]));
  const onList = <T extends DigestTask>(line: T, therapistName: string | null = null): ListLine => ({
    ...line,
    therapistName,
    events: events.get(line.courseId) ?? 0,
  });
  if (recipient === MANAGER) {
    const long = longOverdueLines(courses, null, day, clinic.digest.managerAfterWeekdays).sort(byAge);
    const overdue = long.map((line) => onList(line, line.therapistName));
    return { today: day.today, dueToday: [], overdue, duringClosure: null, worthKnowing: [] };
  }
  const { due, overdue, closure } = inSections(standingLines(courses, null, day));
  return {
    today: day.today,
    dueToday: due.map((line) => onList(line)),
    overdue: overdue.map((line) => onList(line)),
    duringClosure: day.closure && { ...day.closure, tasks: closure.map((line) => onList(line)) },
    worthKnowing: courses.flatMap((course) => newsOf(course, ofLate(day))),
  };
}

/** As if the last mail had been sent when the oldest link to the list was made. */
function ofLate({ today, timeZone }: DigestDay) {
  const day = addDays(today, -DAYS_GOOD.staff);
  return { day, readAt: startOfDay(day, timeZone) };
}
