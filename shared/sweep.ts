import { type AdvanceTools, advance } from './advance.ts';
import type { OverdueIndex } from './aws/overdue-index.ts';
import { addMinutes, type Instant } from './core/instant.ts';

/** A wake is overdue when it has not done its work by then. */
const GRACE_MINUTES = 15;
/** What one run looks at; the next one goes on with the oldest that are left. */
const RUN_LIMIT = 200;

/**
 * Brings back courses whose wake did not come: each is planned anew and its next wake armed. One that fails does not
 * keep the others from being brought back.
 */
export async function sweepOverdue(tools: AdvanceTools, overdue: OverdueIndex, now: Instant) {
  const courses = await overdue.coursesBefore(addMinutes(now, -GRACE_MINUTES), RUN_LIMIT);
  const failed: unknown[] = [];
  for (const courseId of courses) {
    try {
      await advance(tools, courseId, { kind: 'events', events: [] });
    } catch (error) {
      failed.push(error);
    }
  }
  return { found: courses.length, failed };
}
