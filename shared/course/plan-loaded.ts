import type { Clinic } from '../clinic.ts';
import { foldCourse } from '../core/course/fold-course.ts';
import { type Plan, planCourse } from '../core/plan.ts';
import { protocolsOf } from '../core/protocols/index.ts';
import type { Instant } from '../core/time/instant.ts';
import type { LoadedCourse } from '../ports/course-store.ts';
import type { StoredEvent } from '../ports/stored-event.ts';

/** The plan of a stored course at an instant, with events that have just arrived. */
export function planLoaded(
  courseId: string,
  { head, events, messages }: LoadedCourse,
  fresh: readonly StoredEvent[],
  clinic: Clinic,
  now: Instant,
): Plan {
  const course = foldCourse(
    courseId,
    [...events, ...fresh].map(({ event }) => event),
    clinic.timeZone,
    protocolsOf(clinic),
  );
  return planCourse({
    course: head?.status === 'erased' ? { ...course, erased: true } : course,
    settings: clinic,
    messages,
    now,
    lastReceivedAt: fresh.length > 0 ? now : (head?.lastReceivedAt ?? now),
    purged: head?.purged === true && fresh.length === 0,
  });
}
