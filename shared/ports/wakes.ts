import type { Instant } from '../core/time/instant.ts';

/** The alarm clock: it brings a course back when something is due. */
export type Wakes = {
  /**
   * Makes sure that the course is woken at the instant, rounded up to the minute and at least a minute from now.
   * Repeating it is harmless.
   * @param consumed the wake that is being handled, whose schedule is used up
   * @returns false when it was armed already
   */
  arm(courseId: string, at: Instant, now: Instant, consumed?: Instant | null): Promise<boolean>;
};
