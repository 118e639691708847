import { type CourseJson, courseToJson } from '../../shared/core/course-json.ts';
import type { Plan } from '../../shared/core/plan.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { ClinicCloud } from '../clinic/clinic-cloud.ts';

/** A course as it was read, with what its published shape does not tell. */
export type ReadCourse = {
  readonly course: CourseJson;
  readonly patient: Plan['course']['patient'];
  /** How many events it was told. */
  readonly eventCount: number;
};

const AT_ONCE = 8;

/** Every course of a clinic as it stands, in the order of their ids. */
export async function readEveryCourse(
  { courses, courseIds, clinic }: ClinicCloud,
  now: Instant,
): Promise<ReadCourse[]> {
  const ids = await courseIds();
  const read: ReadCourse[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE).map(async (courseId) => {
      const loaded = await courses.load(courseId);
      const plan = planLoaded(courseId, loaded, [], clinic, now);
      const { patient } = plan.course;
      return { course: courseToJson(plan), patient, eventCount: loaded.events.length };
    });
    read.push(...(await Promise.all(some)));
  }
  return read;
}
