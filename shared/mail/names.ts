import { line } from './clean-text.ts';

const GIVEN_NAME = /^\p{L}[\p{L}\p{M}'’-]{0,39}\.?$/u;

/** The first word of a name for a greeting; null when it is not a word of letters (digits, a web address). */
export function firstNameOf(name: string): string | null {
  const first = line(name).split(' ')[0] ?? '';
  return GIVEN_NAME.test(first) ? first : null;
}
