/** Standing alone: the digits of a UUID, or of a longer id, are chance. */
const CPR = /(?<![\p{L}\p{N}_-])(\d{2})(\d{2})\d{2}[-\p{Pd}\p{Zs}]?\d{4}(?![\p{L}\p{N}_-])/gu;

const DIGITS = 10;

/**
 * Whether the text holds what reads as a Danish civil registration number: DDMMYY, an optional hyphen, dash or space,
 * four digits, with no letter, digit, hyphen or underscore before or after it.
 */
export function holdsCpr(text: string): boolean {
  if (text.length < DIGITS) return false;
  for (const [, day, month] of text.matchAll(CPR)) {
    if (Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12) return true;
  }
  return false;
}

/** Stands for the name of a field that must not be repeated. */
export const A_FIELD_NAME = '(a field name)';

/** Paths of every string in a JSON value that holds a CPR number, object keys included. */
export function pathsWithCpr(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return holdsCpr(value) ? [[...path]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    holdsCpr(key) ? [[...path, A_FIELD_NAME]] : pathsWithCpr(child, [...path, key]),
  );
}

/** Whether objects and lists lie inside one another in more than so many levels. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isDeeperThan(levels - 1, child));
}
