import { AsyncLocalStorage } from 'node:async_hooks';

/** How functions wait when they pause: as long as they say, or not at all. */
export type Pauses = 'real' | 'skipped';

/** The timers that a function finds in its process. */
export type TimerFunctions = {
  setTimeout(
    run: (...values: unknown[]) => void,
    milliseconds?: number,
    ...values: unknown[]
  ): NodeJS.Timeout;
  clearTimeout(timer?: NodeJS.Timeout | number | string): void;
};

/** With the timers as they are. */
export const REAL_TIMERS: TimerFunctions = { setTimeout, clearTimeout };

type Timer = {
  readonly at: number;
  readonly real: NodeJS.Timeout;
  readonly run: () => void;
  /** When its invocation must have ended, and who hears that it has not. */
  readonly deadline: number;
  readonly overslept: () => void;
};

/**
 * Timers of a sandbox that skip pauses: when it waits for nothing but timers, the next one comes at once, and the time until
 * then counts as passed. While something that it has asked for is not answered time is real: a limit of a call does not
 * end it sooner.
 */
export class Timers {
  readonly #isBusy: () => boolean;
  /** By what `Number` makes of them, since a function may keep either. */
  readonly #waiting = new Map<number, Timer>();
  #skipped = 0;
  #isLooking = false;

  /** @param isBusy whether something that the sandbox has asked for is still to be answered */
  constructor(isBusy: () => boolean) {
    this.#isBusy = isBusy;
  }

  /** Milliseconds on a clock that goes on during pauses. */
  now(): number {
    return performance.now() + this.#skipped;
  }

  /** The timers of one invocation. @param deadline by {@link now} */
  of(deadline: number, overslept: () => void): TimerFunctions {
    return {
      setTimeout: (run, milliseconds = 0, ...values) => {
        const bound = AsyncLocalStorage.bind(() => run(...values));
        const real = setTimeout(() => {
          this.#waiting.delete(Number(real));
          bound();
        }, milliseconds);
        const at = this.now() + milliseconds;
        this.#waiting.set(Number(real), { at, real, run: bound, deadline, overslept });
        this.look();
        return real;
      },
      clearTimeout: (timer) => {
        this.#waiting.delete(Number(timer));
        clearTimeout(timer);
      },
    };
  }

  /** Looks whether it waits for nothing but timers, when what runs now has come to its end. */
  look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    setImmediate(() => {
      this.#isLooking = false;
      if (!this.#isBusy()) this.#skip();
    });
  }

  #skip(): void {
    const [next] = [...this.#waiting].sort(([, a], [, b]) => a.at - b.at);
    if (!next) return;
    const [key, { at, real, run, deadline, overslept }] = next;
    clearTimeout(real);
    this.#waiting.delete(key);
    if (at > deadline) return overslept();
    this.#skipped += Math.max(0, at - this.now());
    run();
    this.look();
  }
}
