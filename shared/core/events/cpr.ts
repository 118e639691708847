const CPR = /(?<!\d)(\d{2})(\d{2})\d{2}-?\d{4}(?!\d)/g;

/** Whether the text holds what reads as a Danish civil registration number: DDMMYY, optional hyphen, four digits. */
export function holdsCpr(text: string): boolean {
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
