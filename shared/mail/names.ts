import { line } from './clean-text.ts';

const GIVEN_NAME = /^\p{L}[\p{L}\p{M}'’-]{0,39}\.?$/u;
const MOST_OF_NAME = 80;

/** The first word of a name for a greeting; null when it is not a word of letters (digits, a web address). */
export function firstNameOf(name: string): string | null {
  const first = line(name).split(' ')[0] ?? '';
  return GIVEN_NAME.test(first) ? first : null;
}

/** A whole name as letters tell it; null when it is not made of words of letters. */
export function personOf(name: string): string | null {
  const whole = line(name);
  const isName = whole !== '' && whole.split(' ').every((word) => GIVEN_NAME.test(word));
  return isName && whole.length <= MOST_OF_NAME ? whole : null;
}
