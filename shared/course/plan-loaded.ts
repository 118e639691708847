import type { Clinic } from '../clinic.ts';
import { foldCourse } from '../core/course/fold-course.ts';
import { type Plan, planCourse } from '../core/plan.ts';
import { findProtocol, protocolsOf } from '../core/protocols/index.ts';
import type { Instant } from '../core/time/instant.ts';
import type { LoadedCourse } from '../ports/course-store.ts';
import { OurError } from '../ports/our-error.ts';
import type { StoredEvent } from '../ports/stored-event.ts';

/** A course runs by a protocol whose file the clinic has no more. Its name would tell a complaint in a log. */
export class MissingProtocolError extends OurError {
  override readonly name = 'MissingProtocolError';

  constructor() {
    super("expected the course's protocol among those of the clinic: put its file back and deploy");
  }
}

/**
 * The plan of a stored course at an instant, with events that have just arrived.
 * @throws MissingProtocolError when the clinic has its protocol no longer
 */
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
  const { enrolment, erased } = course;
  if (enrolment && !erased && !findProtocol(enrolment.protocol, course.protocols))
    throw new MissingProtocolError();
  return planCourse({
    course: head?.status === 'erased' ? { ...course, erased: true } : course,
    settings: clinic,
    messages,
    now,
    lastReceivedAt: fresh.length > 0 ? now : (head?.lastReceivedAt ?? now),
    purged: head?.purged === true && fresh.length === 0,
  });
}
