import type { VirtualClock } from '../base/clock.ts';
import type { Throttle } from '../base/stack-model.ts';

type Bucket = { tokens: number; at: number };

/** A bucket of tokens for each route, which time fills: each request takes one. */
export class Throttles {
  readonly #clock: VirtualClock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Whether a request may pass. @param key tells whose bucket it is */
  take(key: string, { ratePerSecond, burst }: Throttle): boolean {
    const at = this.#clock.millis();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at };
    this.#buckets.set(key, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * ratePerSecond);
    bucket.at = at;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  clear(): void {
    this.#buckets.clear();
  }
}
