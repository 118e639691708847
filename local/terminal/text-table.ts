import { type Look, paint } from './look.ts';
import { padBefore, padTo, widthOf, wrap } from './text.ts';

export type Column = {
  readonly title: string;
  readonly align?: 'right';
  /** Columns of the terminal that it may take at most; longer texts go on below. */
  readonly max?: number;
};

const INDENT = 2;
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
  const widths = widthsOf(
    kept.map(({ column }) => column),
    [titles, ...cells],
    look,
  );
  const pad = (text: string, index: number) => {
    const width = widths[index] ?? 0;
    return kept[index]?.column.align === 'right' ? padBefore(text, width) : padTo(text, width);
  };
  const line = (row: readonly string[]) => `${' '.repeat(INDENT)}${row.map(pad).join(GAP)}`.trimEnd();
  const header = titles.some((title) => title !== '') ? [paint(look, 'dim', line(titles))] : [];
  return [...header, ...cells.flatMap((row) => wrapRow(row, widths).map(line))];
}

function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[], look: Look): number[] {
  const widths = columns.map(({ max = Number.POSITIVE_INFINITY }, index) =>
    Math.min(max, Math.max(...rows.map((row) => widthOf(row[index] ?? '')))),
  );
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, INDENT);
  const room = Math.max(look.width - before, NARROWEST_LAST);
  return [...widths.slice(0, -1), ...widths.slice(-1).map((width) => Math.min(width, room))];
}

/** A row as one or more: what does not fit goes below. */
function wrapRow(row: readonly string[], widths: readonly number[]): string[][] {
  const pieces = row.map((text, index) =>
    widthOf(text) > (widths[index] ?? 0) ? wrap(text, widths[index] ?? 0) : [text],
  );
  const height = Math.max(...pieces.map(({ length }) => length));
  return Array.from({ length: height }, (_, index) => pieces.map((lines) => lines[index] ?? ''));
}
