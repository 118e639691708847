import type { Clinic } from '../../../shared/clinic.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import { type ClinicTable, UnreadableCourseError } from '../../clinic/clinic-table.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { type CourseDiff, compareCourse, isWithoutProtocol } from './compare.ts';

/**
 * Compares every course of a clinic's table by two files of settings, with what was sent. One that cannot be read is
 * named, and does not hide the others.
 */
export async function compareTable(
  table: Pick<ClinicTable, 'course' | 'courseIds'>,
  { from, to }: { readonly from: Clinic; readonly to: Clinic },
  now: Instant,
) {
  const ids = await table.courseIds();
  const progress = createProgress({ total: ids.length, label: 'Comparing' });
  const diffs: CourseDiff[] = [];
  const unreadable: string[] = [];
  const withoutProtocol: string[] = [];
  for (const [index, courseId] of ids.entries()) {
    const loaded = await table.course(courseId);
    progress.update(index + 1, `${index + 1} of ${ids.length} courses`);
    if (loaded instanceof UnreadableCourseError) unreadable.push(courseId);
    else if (loaded.head) {
      const plan = (clinic: Clinic) => planLoaded(courseId, loaded, [], clinic, now);
      const before = plan(from);
      if (isWithoutProtocol(before, to)) withoutProtocol.push(courseId);
      else diffs.push(compareCourse({ from: before, to: plan(to) }, now, to.timeZone));
    }
  }
  progress.finish();
  return { diffs, unreadable, withoutProtocol };
}
