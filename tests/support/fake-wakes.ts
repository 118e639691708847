import { scheduleName, wakeInstant } from '../../shared/aws/schedules.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import type { Wakes } from '../../shared/ports/wakes.ts';

export type ArmedWake = { readonly courseId: string; readonly wakeAt: Instant };

/** Schedules in memory. A name that was used is not free again, as a schedule that has fired may still be there. */
export class FakeWakes implements Wakes {
  readonly #schedules = new Map<string, ArmedWake>();
  readonly #fired = new Set<string>();

  async arm(courseId: string, at: Instant, now: Instant, consumed: Instant | null = null): Promise<boolean> {
    const wakeAt = wakeInstant(at, now, consumed);
    const name = scheduleName(courseId, wakeAt);
    if (this.#fired.has(name) || this.#schedules.has(name)) return false;
    this.#schedules.set(name, { courseId, wakeAt });
    return true;
  }

  /** The minutes for which a course has a schedule. */
  armedFor(courseId: string): Instant[] {
    const own = [...this.#schedules.values()].filter((wake) => wake.courseId === courseId);
    return own.map(({ wakeAt }) => wakeAt).sort();
  }

  /** Takes the earliest schedule that fires until an instant. */
  fireNext(until: Instant): ArmedWake | null {
    const [first] = [...this.#schedules].sort(([, a], [, b]) => (a.wakeAt < b.wakeAt ? -1 : 1));
    if (!first || first[1].wakeAt > until) return null;
    this.#schedules.delete(first[0]);
    this.#fired.add(first[0]);
    return first[1];
  }

  /** Loses every schedule. */
  lose(): void {
    this.#schedules.clear();
  }
}
