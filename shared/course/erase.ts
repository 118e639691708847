import type { Instant } from '../core/time/instant.ts';
import type { CourseStore, LoadedCourse } from '../ports/course-store.ts';

/**
 * The right to erasure. First the head becomes a tombstone without personal data, which refuses every later event;
 * then the rest goes. The tombstone stays in the index of wakes until that is done, so the sweep can resume it.
 * @returns false when the course has changed since it was loaded
 */
export async function erase(
  store: CourseStore,
  courseId: string,
  loaded: LoadedCourse,
  now: Instant,
): Promise<boolean> {
  const expectedVersion = loaded.head?.version ?? null;
  const head = tombstone((expectedVersion ?? 0) + 1, now);
  const commit = { head, expectedVersion, newEvents: [], messages: [], line: null };
  if (!(await store.commit(courseId, commit))) return false;
  await finishErasure(store, courseId, { head, events: [], messages: [] });
  return true;
}

/** Deletes what is left of an erased course, if anything may be. */
export async function finishErasure(
  store: CourseStore,
  courseId: string,
  { head }: LoadedCourse,
): Promise<void> {
  if (!head?.nextWakeAt) return;
  await store.eraseItems(courseId);
  const done = { ...head, version: head.version + 1, nextWakeAt: null };
  await store.commit(courseId, { head: done, expectedVersion: head.version, newEvents: [], messages: [] });
}

const tombstone = (version: number, nextWakeAt: Instant) => ({
  version,
  events: 0,
  messages: 0,
  status: 'erased' as const,
  firstReceivedAt: nextWakeAt,
  lastReceivedAt: nextWakeAt,
  nextWakeAt,
  // Not empty: it is the key of an index.
  fingerprint: 'none',
  purged: true,
  expiresAt: null,
  therapist: null,
  patient: null,
  training: null,
  tasks: [],
  notices: [],
  figures: null,
});
