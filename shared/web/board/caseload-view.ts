import type { Cases, ListedCourse } from '../../ports/caseload.ts';
import { type CaseDay, isInWeek, isRunning, isToCall, tasksOn, weekOf } from './case-facts.ts';
import { type CaseFilter, matching } from './caseload-filter.ts';
import { sees, type TherapistsSee } from './rights.ts';
import type { Viewer } from './viewer.ts';

/** So many lines stand on a page. */
export const LINES_PER_PAGE = 50;

/** How many of the courses that a filter asks for are so. */
export type CaseCounts = Readonly<Record<'all' | 'overdue' | 'week' | 'toCall' | 'unreachable', number>>;

/** Who a list can be narrowed to. */
export type TherapistChoice = { readonly therapistId: string; readonly name: string };

/** A page of the list that somebody asks for. */
export type CaseloadView = {
  readonly day: CaseDay;
  /** With the page that there is. */
  readonly filter: CaseFilter;
  readonly pages: number;
  readonly counts: CaseCounts;
  readonly therapists: readonly TherapistChoice[];
  /** How many courses that run there are to choose from. */
  readonly running: number;
  /** In the order of the list. */
  readonly courseIds: readonly string[];
  readonly unreadable: number;
};

/** What one who is signed in may see of the courses, as they ask for it: by name, so that a line stays where it is. */
export function caseloadView(
  { courses, unreadable }: Cases<ListedCourse>,
  asked: CaseFilter,
  { viewer, therapistsSee, day }: { viewer: Viewer; therapistsSee: TherapistsSee; day: CaseDay },
): CaseloadView {
  const visible = courses.filter(({ line }) => sees(viewer, ownerOf(line), therapistsSee));
  const found = visible.filter(matching(asked, day));
  const pages = Math.max(1, Math.ceil(found.length / LINES_PER_PAGE));
  const page = Math.min(asked.page, pages);
  const shown = inOrder(found).slice((page - 1) * LINES_PER_PAGE, page * LINES_PER_PAGE);
  return {
    day,
    filter: { ...asked, page },
    pages,
    counts: countsOf(found, day),
    therapists: therapistsOf(visible),
    running: visible.filter(({ line }) => isRunning(line, day)).length,
    courseIds: shown.map(({ courseId }) => courseId),
    unreadable: unreadable.length,
  };
}

/** Whose a course is, by its line. */
export const ownerOf = ({ therapist }: ListedCourse['line']) => ({
  therapistId: therapist?.therapistId ?? null,
});

const DANISH = new Intl.Collator('da');

function inOrder(courses: readonly ListedCourse[]): ListedCourse[] {
  const nameOf = ({ line }: ListedCourse) => line.patient?.name ?? '';
  return courses.toSorted(
    (a, b) => DANISH.compare(nameOf(a), nameOf(b)) || (a.courseId < b.courseId ? -1 : 1),
  );
}

function countsOf(courses: readonly ListedCourse[], day: CaseDay): CaseCounts {
  const week = weekOf(day);
  const count = (isSo: (line: ListedCourse['line']) => boolean) =>
    courses.filter(({ line }) => isSo(line)).length;
  return {
    all: courses.length,
    overdue: count((line) => tasksOn(line, day).overdue.length > 0),
    week: count((line) => isInWeek(line, week)),
    toCall: count(isToCall),
    unreachable: count(({ unreachable }) => unreachable !== null),
  };
}

function therapistsOf(courses: readonly ListedCourse[]): TherapistChoice[] {
  const names = new Map(
    courses.flatMap(({ line: { therapist } }) =>
      therapist ? [[therapist.therapistId, therapist.name]] : [],
    ),
  );
  return [...names]
    .map(([therapistId, name]) => ({ therapistId, name }))
    .toSorted((a, b) => DANISH.compare(a.name, b.name) || (a.therapistId < b.therapistId ? -1 : 1));
}
