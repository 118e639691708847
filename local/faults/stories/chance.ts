/** Chance that is the same for the same seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** One of these. @throws RangeError when there is none */
  of<T>(choices: readonly T[]): T {
    const [choice] = choices.slice(this.int(0, choices.length - 1));
    if (choice === undefined) throw new RangeError('there is nothing to choose from');
    return choice;
  }

  /** Whether something happens that does so once in `times`. */
  onceIn(times: number): boolean {
    return this.int(1, times) === 1;
  }
}
