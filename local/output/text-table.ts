import { type Look, paint } from './look.ts';
import { padBefore, padTo, widthOf, wrap } from './text.ts';

export type Column = { readonly title: string; readonly align?: 'right' };

const GAP = '  ';
const NARROWEST_LAST = 24;

/**
 * An aligned table, two columns in. Columns that are empty in every row are left out; the last one is wrapped to
 * the width.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: Look,
): string[] {
  const kept = columns.flatMap((column, index) =>
    rows.some((row) => row[index]) ? [{ column, index }] : [],
  );
  const cells = rows.map((row) => kept.map(({ index }) => row[index] ?? ''));
  const titles = kept.map(({ column }) => column.title);
  const widths = titles.map((title, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const pad = (text: string, index: number) =>
    kept[index]?.column.align === 'right'
      ? padBefore(text, widths[index] ?? 0)
      : padTo(text, widths[index] ?? 0);
  const line = (row: readonly string[]) => `  ${row.map(pad).join(GAP)}`.trimEnd();
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 2);
  const room = Math.max(look.width - before, NARROWEST_LAST);
  const header = titles.some((title) => title !== '') ? [paint(look, 'dim', line(titles))] : [];
  return [...header, ...cells.flatMap((row) => wrapLast(row, room).map(line))];
}

/** A row as one or more: the rest of its last cell goes below. */
function wrapLast(row: readonly string[], room: number): string[][] {
  const first = row.slice(0, -1);
  const pieces = wrap(row.at(-1) ?? '', room);
  return pieces.map((piece, index) => [...(index === 0 ? first : first.map(() => '')), piece]);
}
