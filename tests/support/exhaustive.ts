import type { EngineChoice } from '../../local/cloud/index.ts';

/** Whether this run tries more of the same, which takes long: `npm run exhaustive`. */
export const EXHAUSTIVE = process.env['EXHAUSTIVE'] === '1';

/** The engines on which what meets a table is tried. The first is held to the second by a test of its own in every run. */
export const ENGINES: readonly EngineChoice[] = EXHAUSTIVE
  ? ['memory', 'dynoxide', 'dynamodb-local']
  : ['memory'];

/** Where in a list a usual run begins: another place each time. */
const START = Math.random();

/** So many of the items, from all over the list and other ones in each run; an exhaustive run tries all of them. */
export function someOf<T>(items: readonly T[], count: number): readonly T[] {
  if (EXHAUSTIVE || items.length <= count) return items;
  const chosenBefore = (index: number) => Math.floor((index * count) / items.length + START);
  return items.filter((_, index) => chosenBefore(index) < chosenBefore(index + 1));
}
