import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';

/** Time that moves only when told to. Shared with worker threads through its memory. */
export class VirtualClock {
  readonly memory: SharedArrayBuffer;
  readonly #millis: Float64Array;
  #read: { readonly millis: number; readonly now: Instant } | undefined;

  constructor(start: Instant, memory = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#millis = new Float64Array(memory);
    this.#millis[0] = Date.parse(start);
  }

  /** Epoch milliseconds. */
  millis(): number {
    return this.#millis[0] ?? 0;
  }

  /** It is asked far more often than it moves: what it says is written out once. */
  now(): Instant {
    const millis = this.millis();
    if (this.#read?.millis !== millis) this.#read = { millis, now: toInstant(millis) };
    return this.#read.now;
  }

  /** @throws RangeError when it would go back */
  moveTo(at: Instant): void {
    const millis = Date.parse(at);
    if (millis < this.millis()) throw new RangeError('the clock does not go back');
    this.#millis[0] = millis;
  }
}
