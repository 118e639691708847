import type { EventType } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { OpenCourse } from './open-course.ts';
import type { BoardTools } from './tools.ts';
import type { Viewer } from './viewer.ts';

/** A view of a patient that cannot be noted is not shown. */
export const noteView = (tools: BoardTools, { staffId, name }: Viewer, open: OpenCourse): Promise<void> =>
  tools.accessLog.note({
    at: open.context.now,
    staffId,
    name,
    what: 'course',
    courseId: open.courseId,
    event: null,
  });

/** Notes a change before it is made: what cannot be noted is not done. */
export const noteChange = (
  tools: BoardTools,
  { staffId, name }: Viewer,
  courseId: string,
  event: EventType,
  at: Instant,
): Promise<void> => tools.accessLog.note({ at, staffId, name, what: 'change', courseId, event });
