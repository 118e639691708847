import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';

/** Time that moves only when told to. Shared with worker threads through its memory. */
export class VirtualClock {
  readonly memory: SharedArrayBuffer;
  readonly #millis: Float64Array;

  constructor(start: Instant, memory = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#millis = new Float64Array(memory);
    this.#millis[0] = Date.parse(start);
  }

  /** Epoch milliseconds. */
  millis(): number {
    return this.#millis[0] ?? 0;
  }

  now(): Instant {
    return toInstant(this.millis());
  }

  /** @throws RangeError when it would go back */
  moveTo(at: Instant): void {
    const millis = Date.parse(at);
    if (millis < this.millis()) throw new RangeError('the clock does not go back');
    this.#millis[0] = millis;
  }
}
