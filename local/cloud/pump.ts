import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { type Account, earliest } from './account.ts';
import type { VirtualClock } from './base/clock.ts';
import type { Consumer } from './lambda/consumer.ts';

/** Called after every jump of the clock, before what is due then runs. It must not run the cloud itself. */
export type OnStep = (at: Instant) => void | Promise<void>;

/** Moves messages and time: everything due runs one thing after another, then the clock jumps. */
export class Pump {
  readonly #account: Account;
  readonly #clock: VirtualClock;
  readonly #consumers: readonly Consumer[];
  readonly #idle: () => Promise<void>;
  #isHalted = false;

  /** @param idle waits for what must not see the clock move */
  constructor(
    account: Account,
    clock: VirtualClock,
    consumers: readonly Consumer[],
    idle: () => Promise<void>,
  ) {
    this.#idle = idle;
    this.#account = account;
    this.#clock = clock;
    this.#consumers = consumers;
  }

  /** Runs everything due at the current instant, until nothing is. */
  async settle(): Promise<void> {
    this.#account.release();
    for (let next = this.#nextConsumer(); next && !this.#isHalted; next = this.#nextConsumer()) {
      await next.consume();
      this.#account.release();
    }
    this.#account.observe();
  }

  /** The consumer whose queue has waited longest with a message that can be received now. */
  #nextConsumer(): Consumer | undefined {
    let first: { key: string; consumer: Consumer } | undefined;
    for (const consumer of this.#consumers) {
      const key = consumer.queue.oldestVisible();
      if (key === null || !consumer.mayPoll()) continue;
      if (!first || key < first.key) first = { key, consumer };
    }
    return first?.consumer;
  }

  nextDueAt(): Instant | null {
    let next = Number.POSITIVE_INFINITY;
    for (const consumer of this.#consumers) {
      const visibleAt = consumer.queue.nextVisibleMillis();
      if (visibleAt < next && consumer.mayPoll()) next = visibleAt;
    }
    const inQueues = Number.isFinite(next) ? toInstant(Math.max(next, this.#clock.millis())) : null;
    return earliest([inQueues, this.#account.nextDueAt()]);
  }

  /** Jumps from one due thing to the next and settles at each; ends exactly at `at`. */
  async advanceTo(at: Instant, onStep?: OnStep): Promise<void> {
    await this.settle();
    for (let next = this.nextDueAt(); next !== null && next <= at; next = this.nextDueAt()) {
      if (this.#isHalted) return;
      await this.#idle();
      this.#clock.moveTo(next);
      await onStep?.(next);
      await this.settle();
    }
    await this.#idle();
    if (!this.#isHalted) this.#clock.moveTo(at);
  }

  /** Ends after the batch that is running; nothing runs or moves any more. */
  halt(): void {
    this.#isHalted = true;
  }

  /** Queues that no function reads: what lies in them is dead letters. */
  isConsumed(queueArn: string): boolean {
    return this.#consumers.some(({ queue }) => queue.settings.arn === queueArn);
  }
}
