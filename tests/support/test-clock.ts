import { type Instant, toInstant } from '../../shared/core/time/instant.ts';

/** A clock that stands still. */
export const testClock = (): Instant => toInstant('2026-03-01T00:00:00Z');
