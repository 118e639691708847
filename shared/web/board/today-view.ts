import type { Clinic } from '../../clinic.ts';
import { type DigestDay, readingDayOf } from '../../core/digest/digest-day.ts';
import { isToldOn } from '../../core/digest/standing.ts';
import { kindOf, type TaskId } from '../../core/ids/task-id.ts';
import { findProtocol, protocolsOf } from '../../core/protocols/index.ts';
import type { Assessment, VisitName } from '../../core/protocols/protocol.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../core/time/instant.ts';
import { assessmentsOf } from '../../core/visits/visits.ts';
import type { Cases, CaseVisit, CurrentCourse, ListedCourse, ListedLine } from '../../ports/caseload.ts';
import type { HeadTask } from '../../ports/head.ts';
import type { Viewer } from './viewer.ts';
import { isShown, type Whose } from './whose.ts';

/** Whom a line of the page is about. */
export type TodayPatient = {
  readonly courseId: string;
  readonly name: string;
  readonly patientId: string;
  readonly phone: string | null;
  readonly therapist: string;
};

/** A visit of today. */
export type TodayVisit = TodayPatient & {
  readonly at: Instant;
  readonly visit: VisitName;
  readonly isHeld: boolean;
  /** What is tested at it. */
  readonly record: readonly Assessment[];
  /** Whether the patient has still to answer questionnaires. */
  readonly lacksAnswers: boolean;
};

/** A task that is due. */
export type TodayTask = TodayPatient & {
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly weekdaysOverdue: number;
};

/** What is to be done today. */
export type TodayView = {
  readonly today: CivilDate;
  readonly whose: Whose | null;
  readonly comes: readonly TodayVisit[];
  readonly calls: readonly TodayTask[];
  readonly due: readonly TodayTask[];
  readonly overdue: readonly TodayTask[];
  /** How many courses cannot be read. */
  readonly unreadable: number;
};

type Context = { readonly viewer: Viewer; readonly clinic: Clinic; readonly now: Instant };

/** The day of one who is signed in, by what lists show of the courses: none of them is loaded. */
export function todayView(
  { courses, unreadable }: Cases<ListedCourse>,
  whose: Whose | null,
  { viewer, clinic, now }: Context,
): TodayView {
  const { timeZone } = clinic;
  const day = readingDayOf(localDateOf(now, timeZone), calendarOf(clinic), timeZone);
  const shown = courses.filter(({ line }) => isShown(whose, viewer, line.therapist?.therapistId ?? null));
  const tasks = shown.flatMap((course) => tasksOf(course, day)).sort(byDue);
  const rest = tasks.filter((line) => !isCall(line.task));
  return {
    today: day.today,
    whose,
    comes: shown.flatMap((course) => visitsOf(course, day, clinic)).sort(byTime),
    calls: tasks.filter((line) => isCall(line.task)),
    due: rest.filter(({ due }) => due >= day.today),
    overdue: rest.filter(({ due }) => due < day.today),
    unreadable: unreadable.length,
  };
}

const isCall = (task: TaskId): boolean => ['call-back', 'call-patient'].includes(kindOf(task));

const patientOf = ({ courseId, line: { patient, therapist } }: ListedCourse): TodayPatient => ({
  courseId,
  name: patient?.name ?? '',
  patientId: patient?.patientId ?? '',
  phone: patient?.phone ?? null,
  therapist: therapist?.name ?? '',
});

/** What is told of on the day: what is due, overdue, or falls due before the clinic opens again. */
const tasksOf = (course: ListedCourse, day: DigestDay): TodayTask[] =>
  course.line.tasks
    .filter((task) => isToldOn(task, day))
    .map(({ task, due }) => ({
      ...patientOf(course),
      task,
      due,
      weekdaysOverdue: due < day.today ? day.weekdaysSince(due) : 0,
    }));

const visitsOf = (course: ListedCourse, day: DigestDay, clinic: Clinic): TodayVisit[] =>
  course.line.visits.flatMap((visit) => {
    const at = visit.bookedAt;
    if (!at || localDateOf(at, day.timeZone) !== day.today || !isOn(visit)) return [];
    return [
      {
        ...patientOf(course),
        at,
        visit: visit.visit,
        isHeld: visit.status === 'held',
        record: testsAt(visit.visit, course.line, clinic),
        lacksAnswers: course.line.tasks.some(({ task }) => task === `answer:${visit.visit}`),
      },
    ];
  });

const isOn = ({ status }: CaseVisit): boolean => status === 'booked' || status === 'held';

function testsAt(visit: VisitName, { protocol }: ListedLine, clinic: Clinic): readonly Assessment[] {
  const definition =
    protocol && findProtocol(protocol, protocolsOf(clinic))?.visits.find((each) => each.visit === visit);
  return definition ? assessmentsOf(definition, clinic) : [];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byTime = (a: TodayVisit, b: TodayVisit): number =>
  compare(a.at, b.at) || compare(a.courseId, b.courseId);
const byDue = (a: TodayTask, b: TodayTask): number =>
  compare(a.due, b.due) || compare(a.courseId, b.courseId) || compare(a.task, b.task);

/**
 * The tasks as their courses are at this moment: the index from which the day was read may lag behind, and whoever has
 * just pressed sees what came of it.
 */
export function asOfNow(view: TodayView, current: readonly CurrentCourse[], viewer: Viewer): TodayView {
  const byId = new Map(current.map((course) => [course.courseId, course]));
  const isOwed = ({ courseId, task, due }: TodayTask) => {
    const course = byId.get(courseId);
    if (!course) return true;
    const { line, head } = course;
    const isTheirs = isShown(view.whose, viewer, line.therapist?.therapistId ?? null);
    return (
      isTheirs &&
      head.tasks.some((each) => each.task === task && each.due === due && isAwake(each, view.today))
    );
  };
  return {
    ...view,
    calls: view.calls.filter(isOwed),
    due: view.due.filter(isOwed),
    overdue: view.overdue.filter(isOwed),
  };
}

const isAwake = ({ snoozedUntil }: HeadTask, today: CivilDate): boolean =>
  snoozedUntil === null || snoozedUntil <= today;
