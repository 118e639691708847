/** Where a value lies inside a JSON value: the names of the fields, from the outside in. */
export type Path = readonly string[];

/** The path of everything in a JSON value that is neither an object nor a list. */
export function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]));
}

/** The JSON value with one place in it replaced. */
export function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const fields = Object(value) as Record<string, unknown>;
  return { ...fields, [name]: replaced(fields[name], rest, by) };
}
