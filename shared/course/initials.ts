import { line } from '../mail/clean-text.ts';

const MOST_INITIALS = 6;

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
