/** Milliseconds of the machine's own time. */
const NOW_AND_THEN = 5000;
const SOON = 1000;

/** Writes a clinic's state while it runs, so that a crash costs seconds and not the day. */
export class StateKeeper {
  readonly #save: () => Promise<void>;
  #savedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  /** Within something long. */
  async keepNowAndThen(): Promise<void> {
    if (performance.now() - this.#savedAt >= NOW_AND_THEN) await this.#keep();
  }

  /** After something happened: once for all that happens within a second. @param enqueue says when its turn is */
  keepSoon(enqueue: (keep: () => Promise<void>) => void): void {
    if (this.#isStopped) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      enqueue(() => this.#keep());
    }, SOON).unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #keep(): Promise<void> {
    if (this.#isStopped) return;
    try {
      await this.#save();
    } catch (error) {
      process.stderr.write(`The state was not saved: ${error instanceof Error ? error.message : error}\n`);
    }
    this.#savedAt = performance.now();
  }
}
