import type { Placeholder } from '../core/settings/letter-texts.ts';
import { line } from './clean-text.ts';

/** What placeholders stand for; null or absent: not known. */
export type Values = Readonly<Partial<Record<Placeholder, string | null>>>;

/** The lines of a text, filled. A line with a placeholder whose value is not known is left out, as is an empty one. */
export function filledLines(template: string, values: Values): readonly string[] {
  return template
    .split(/[\r\n]+/)
    .map((row) => filledLine(row, values))
    .filter((row) => row !== null && row !== '') as readonly string[];
}

/** A text of one line, filled; empty when something in it is not known. */
export const filled = (template: string, values: Values): string => filledLines(template, values).join(' ');

function filledLine(template: string, values: Values): string | null {
  let isKnown = true;
  const text = line(template).replace(/\{([a-z]+)\}/g, (_whole, name: Placeholder) => {
    const value = values[name] ?? null;
    if (value === null || value === '') isKnown = false;
    return value ?? '';
  });
  return isKnown ? text : null;
}
