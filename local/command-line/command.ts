import type { ParseArgsConfig } from 'node:util';
import { type Instant, isInstantText, toInstant } from '../../shared/core/time/instant.ts';
import { UsageError } from '../terminal/usage-error.ts';

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One command of the command line. */
export type Command = {
  /** One line for the overview. */
  readonly summary: string;
  /** What `--help` prints before the examples. */
  readonly help: string;
  /** What may follow the command's name, one line each; empty for nothing at all. */
  readonly examples: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What it takes besides options, as its help calls it: one FILE, one ID. Others take nothing. */
  readonly argument?: string;
  /**
   * @returns the exit code: 0 done, 1 it ran and found problems
   * @throws UsageError when it was asked wrongly
   * @throws UnableError when it cannot be done now, or from here
   */
  run(values: Values, positionals: readonly string[]): Promise<number>;
};

/** @throws UsageError when the option is missing */
export function required(values: Values, name: string, what: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing: give ${what}.`);
  return value;
}

export const optional = (values: Values, name: string): string | undefined =>
  typeof values[name] === 'string' ? values[name] : undefined;

/** @throws UsageError when the option is missing or no date-time with an offset */
export function requiredInstant(values: Values, name: string): Instant {
  const text = required(values, name, 'an instant, e.g. 2026-03-05T09:00:00+01:00');
  if (!isInstantText(text)) {
    throw new UsageError(`--${name}: expected a date-time with an offset, e.g. 2026-03-05T09:00:00+01:00.`);
  }
  return toInstant(text);
}
