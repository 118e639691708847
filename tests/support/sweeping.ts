import { RUN_LIMIT } from '../../shared/course/sweep.ts';
import { dueCourse } from './shell.ts';

/** What a run of the sweep finds in health. */
export const NOTHING = { overdueWakes: [], missingSchedules: [], outdatedPlans: 0, failed: [] };

/** A course of which nothing is due, after a sweep that found its plan up to date. */
export async function quietCourse() {
  const course = await dueCourse();
  await course.shell.wake();
  await course.shell.sweep();
  course.shell.takeCalls();
  return course;
}

/** A course that is due, behind others that nobody can read: as many as two runs of the sweep look at. */
export async function amongUnreadable(changes: Record<string, unknown> = {}) {
  const { shell } = await dueCourse();
  const head = shell.store.items().find(({ sk }) => sk === '#HEAD');
  for (let each = 0; each < 2 * RUN_LIMIT; each += 1) {
    const pk = `COURSE#B-${String(each).padStart(4, '0')}`;
    shell.store.put({ ...head, ...changes, pk, status: 'sleeping' });
  }
  return shell;
}
