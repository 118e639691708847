import type { Figure } from './figure.ts';

/** Something that can be measured on this machine. */
export type Measure = {
  /** One line for `--help`. */
  readonly about: string;
  /** Whether it takes so long that it is measured only when it is named. */
  readonly isOnlyNamed?: boolean;
  /**
   * @param show how far it is, of 1
   * @throws CannotMeasureError when this machine lacks what it needs
   */
  run(show: (done: number, doing: string) => void): Promise<readonly Figure[]>;
};

/** Something cannot be measured here; the message says in a sentence what is missing. */
export class CannotMeasureError extends Error {
  override readonly name = 'CannotMeasureError';
}

/** So often each side is measured; the one in the middle counts. */
export const ROUNDS = 5;

/**
 * Measures sides by turns, so that whatever else the machine does falls on each of them, and in one order and the other.
 * @param sides each gives what one round of it has shown
 */
export async function byTurns<Side extends string, T>(
  sides: Readonly<Record<Side, () => Promise<T>>>,
  show: (done: number, doing: string) => void,
  rounds = ROUNDS,
): Promise<Readonly<Record<Side, readonly T[]>>> {
  const names = Object.keys(sides) as Side[];
  const shown = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Side, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const [index, name] of order.entries()) {
      show((round + index / names.length) / rounds, `${name}, ${round + 1} of ${rounds}`);
      shown[name].push(await sides[name]());
    }
  }
  return shown;
}

/** Milliseconds of processor time that this process spends on some work, its threads included, without processes that it started. */
export async function processorTime<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}
