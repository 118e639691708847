import type { CourseEvent } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import type { LoadedCourse } from '../../ports/course-store.ts';
import { type FormContext, formContext, type Subject } from './form-context.ts';
import { type Owned, sees } from './rights.ts';
import type { BoardTools } from './tools.ts';
import type { Viewer } from './viewer.ts';

/** A course that whoever asks for it may see. */
export type OpenCourse = {
  readonly courseId: string;
  readonly loaded: LoadedCourse;
  readonly log: readonly CourseEvent[];
  readonly owned: Owned;
  readonly context: FormContext;
};

/**
 * A course as it is now. What is not there, is gone, or belongs to a patient of somebody else is the same: null.
 * @param now the same for the whole answer
 */
export async function openCourse(
  tools: BoardTools,
  viewer: Viewer,
  courseId: string,
  now: Instant,
  subject: Subject = {},
): Promise<OpenCourse | null> {
  const { clinic, store, therapistsSee } = tools;
  const loaded = await store.load(courseId);
  if (!loaded.head || loaded.head.status === 'erased') return null;
  const plan = planLoaded(courseId, loaded, [], clinic, now);
  const owned = { therapistId: plan.course.therapist?.therapistId ?? null };
  if (!sees(viewer, owned, therapistsSee)) return null;
  const log = loaded.events.map(({ event }) => event);
  const therapists = await tools.therapists();
  return {
    courseId,
    loaded,
    log,
    owned,
    context: formContext({ plan, log, clinic, now, therapists }, subject),
  };
}
