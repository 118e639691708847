import type { Clinic } from '../../../shared/clinic.ts';
import { type CourseFigures, courseFigures } from '../../../shared/core/quality/course-figures.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import { type ClinicTable, UnreadableCourseError } from '../../clinic/clinic-table.ts';

/** What the courses of a clinic add to its quality figures. */
export type FiguresRead = {
  readonly figures: readonly CourseFigures[];
  /** Ids of the courses that cannot be read. */
  readonly unreadable: readonly string[];
};

/**
 * Reads what every course of a clinic adds, from its facts as they are now; of a forgotten one what was kept. One that
 * cannot be read is named, and does not hide the others.
 */
export async function readFigures(
  table: ClinicTable,
  clinic: Clinic,
  now: Instant,
  onProgress: (done: number, all: number) => void,
): Promise<FiguresRead> {
  const ids = await table.courseIds();
  const figures: CourseFigures[] = [];
  const unreadable: string[] = [];
  for (const [index, courseId] of ids.entries()) {
    const loaded = await table.course(courseId);
    onProgress(index + 1, ids.length);
    if (loaded instanceof UnreadableCourseError) unreadable.push(courseId);
    else if (loaded.head) {
      const { purged, figures: kept } = loaded.head;
      const each = purged
        ? kept
        : courseFigures(planLoaded(courseId, loaded, [], clinic, now), clinic.timeZone);
      figures.push(...(each ? [each] : []));
    }
  }
  return { figures, unreadable };
}
