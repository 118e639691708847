import { addDays, earlier } from '../../shared/core/time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  ceilToMinute,
  type Instant,
  localDateOf,
  localTimeOf,
} from '../../shared/core/time/instant.ts';

/** How far the clock is to jump. */
export type ClockStep = 'wake' | 'day' | 'week' | 'end';
export const CLOCK_STEPS: readonly ClockStep[] = ['wake', 'day', 'week', 'end'];

type Now = {
  readonly now: Instant;
  readonly timeZone: string;
  /** Where "to the end" goes. */
  readonly end: Instant;
  /** When events of the file arrive, the next one first. */
  readonly arrivals: readonly Instant[];
  /** When some course is woken next. */
  readonly nextWake: () => Promise<Instant | null>;
};

/** Where a step of the clock leads. */
export async function goalOf(
  step: ClockStep,
  { now, timeZone, end, arrivals, nextWake }: Now,
): Promise<Instant> {
  switch (step) {
    case 'wake':
      return nextThing(now, await nextWake(), arrivals);
    case 'day':
    case 'week': {
      const day = addDays(localDateOf(now, timeZone), step === 'day' ? 1 : 7);
      return atLocalTime(day, localTimeOf(now, timeZone), timeZone);
    }
    case 'end':
      return end > now ? end : now;
    default:
      return step satisfies never;
  }
}

/** The next instant at which some course has something to do, or an event of the file arrives. */
function nextThing(now: Instant, wake: Instant | null, arrivals: readonly Instant[]): Instant {
  const arrival = arrivals.find((at) => at > now);
  const next = [...(wake ? [ceilToMinute(wake)] : []), ...(arrival ? [arrival] : [])];
  return next.length > 0 ? next.reduce(earlier) : addMinutes(now, 60);
}
