import type { CourseJson } from '../../shared/core/course-json.ts';
import { knownProtocols } from '../words/known-visits.ts';

const STATUSES = ['open', 'completed', 'closed', 'unknown'] as const;

/** Which courses the board shows; null shows all. */
export type BoardFilter = {
  readonly status: (typeof STATUSES)[number] | null;
  readonly protocol: string | null;
  readonly overdue: boolean;
};

/** What each part of the filter may be. */
export const filterChoices = () => ({ status: STATUSES, protocol: knownProtocols() });

/** The filter that a query string says; what is not known is left out. */
export const readFilter = (query: Readonly<Record<string, string | undefined>>): BoardFilter => ({
  status: STATUSES.find((status) => status === query['status']) ?? null,
  protocol: knownProtocols().find((protocol) => protocol === query['protocol']) ?? null,
  overdue: query['overdue'] === '1',
});

/** The courses that the filter shows. */
export const filterCourses = (courses: readonly CourseJson[], filter: BoardFilter): CourseJson[] =>
  courses.filter(
    (course) =>
      (filter.status === null || course.status === filter.status) &&
      (filter.protocol === null || course.protocol === filter.protocol) &&
      (!filter.overdue || overdueOf(course) > 0),
  );

/** How many tasks of a course are overdue. */
export const overdueOf = ({ tasks }: CourseJson): number =>
  tasks.filter(({ status }) => status === 'overdue').length;

/** The filter as a query string: empty, or with its question mark. */
export function queryOf({ status, protocol, overdue }: BoardFilter): string {
  const query = new URLSearchParams();
  if (status) query.set('status', status);
  if (protocol) query.set('protocol', protocol);
  if (overdue) query.set('overdue', '1');
  return query.size > 0 ? `?${query}` : '';
}
