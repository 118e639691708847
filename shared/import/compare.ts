import type { CourseEvent } from '../core/events/events.ts';
import { type CourseChange, changesOf, type ImportContext } from './changes.ts';
import { columnName, type FileRead, type RefusedRow } from './read-file.ts';
import type { Row } from './row.ts';
import { courseOf } from './told-course.ts';

/** What a file's rows of one course add to what is recorded of it. @param recorded all its events, asked for if need be */
export async function compared(
  courseId: string,
  rows: readonly Row[],
  recorded: (courseId: string) => Promise<readonly CourseEvent[]>,
  context: ImportContext,
): Promise<CourseChange> {
  const told = courseOf(rows);
  if (!('courseId' in told)) return { courseId, outcome: 'refused', events: [], issues: told };
  return changesOf(told, await recorded(courseId), context);
}

/** What is left of an erased course is that it was: it takes nothing more. */
export const onlyErased = (courseId: string, at: CourseEvent['occurredAt']): readonly CourseEvent[] => [
  { eventId: 'erased', type: 'course.erased', courseId, occurredAt: at, data: { reason: 'erased' } },
];

/** Every mistake of a file, by row: those of reading it, and those of its courses. */
export const refusedRows = (read: FileRead, changes: readonly Pick<CourseChange, 'issues'>[]): RefusedRow[] =>
  [
    ...read.refused,
    ...changes
      .flatMap(({ issues }) => issues)
      .map(({ row, field, expected }) => ({ row, column: columnName(read.columns, field), expected })),
  ].sort((a, b) => a.row - b.row);
