import type { CourseJson } from '../../shared/core/course-json.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { lookOf, type Output } from '../terminal/look.ts';
import { renderCourse } from './course-table.ts';
import { renderLegend } from './timeline-marks.ts';

/** Writes courses for people, one below the other, and what the marks mean. */
export function writeCourses(
  courses: readonly CourseJson[],
  { asOf, timeZone, stream = process.stdout }: { asOf: Instant; timeZone: string; stream?: Output },
): void {
  const look = lookOf(stream);
  for (const course of courses) stream.write(`${renderCourse(course, { ...look, asOf, timeZone })}\n\n\n`);
  stream.write(courses.length > 0 ? `${renderLegend(look)}\n` : 'There are no courses yet.\n');
}
