import { line } from './clean-text.ts';

const GIVEN_NAME = /^\p{L}[\p{L}\p{M}'’-]{0,39}\.?$/u;
const MOST_INITIALS = 6;

/** The first word of a name for a greeting; null when it is not a word of letters (digits, a web address). */
export function firstNameOf(name: string): string | null {
  const first = line(name).split(' ')[0] ?? '';
  return GIVEN_NAME.test(first) ? first : null;
}

/**
 * The initials of a name in capitals, hyphenated parts counted: `Anne-Marie Jensen` gives `AMJ`. At most six;
 * `?` when the name has no letter.
 */
export function initialsOf(name: string): string {
  const initials = line(name)
    .split(/[\s\p{Pd}]+/u)
    .map((word) => /\p{L}/u.exec(word)?.[0].toLocaleUpperCase('da') ?? '')
    .filter((initial) => initial !== '');
  return initials.slice(0, MOST_INITIALS).join('') || '?';
}
