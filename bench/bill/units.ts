import { sizeOf, type WireItem } from './item-size.ts';

/** An index of the table, as CreateTable has it. */
export type Index = {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: { readonly ProjectionType: string };
};

const kilobytes = (size: number) => Math.max(1, Math.ceil(size / 1024));

/** Read units of so many bytes that are read at once, 4 KB each, half of it when they may lag behind. */
export const readUnits = (size: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(size / 4096)) * (isConsistent ? 1 : 0.5);

/** Write units of an item that is written or deleted; in a transaction twice as many. What its indexes take comes apart. */
export const writeUnits = (
  before: WireItem | undefined,
  after: WireItem | undefined,
  inTransaction: boolean,
): number =>
  kilobytes(Math.max(before ? sizeOf(before) : 0, after ? sizeOf(after) : 0)) * (inTransaction ? 2 : 1);

/** Write units that an index takes when an item becomes another. */
export function indexUnits(index: Index, before: WireItem | undefined, after: WireItem | undefined): number {
  const [old, next] = [entryOf(index, before), entryOf(index, after)];
  if (JSON.stringify(old) === JSON.stringify(next)) return 0;
  const isMoved = keyOf(index, old) !== keyOf(index, next);
  // An entry under another key is one that goes and one that comes.
  if (isMoved) return [old, next].reduce((sum, entry) => sum + (entry ? kilobytes(sizeOf(entry)) : 0), 0);
  return kilobytes(Math.max(sizeOf(old ?? {}), sizeOf(next ?? {})));
}

const namesOf = ({ KeySchema }: Index) => KeySchema.map(({ AttributeName }) => AttributeName);

const keyOf = (index: Index, entry: WireItem | undefined) =>
  entry && JSON.stringify(namesOf(index).map((name) => entry[name]));

/** What an index holds of an item; nothing of one that lacks its key. */
function entryOf(index: Index, item: WireItem | undefined): WireItem | undefined {
  if (!item || namesOf(index).some((name) => item[name] === undefined)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const kept = ['pk', 'sk', ...namesOf(index)];
  return Object.fromEntries(kept.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}
