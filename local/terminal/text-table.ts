import { type Look, paint } from './look.ts';
import { cut, padBefore, padTo, widestPiece, widthOf, wrap } from './text.ts';

export type Column = {
  readonly title: string;
  readonly align?: 'right';
  /** Columns of the terminal that it may take at most; longer texts go on below. */
  readonly max?: number;
};

const INDENT = 2;
const GAP = '  ';
const NARROWEST_LAST = 20;
const NARROWEST = 4;

/**
 * An aligned table, two columns in. Columns that are empty in every row are left out; what does not fit into
 * the width is wrapped within its column.
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
  const hasHeader = titles.some((title) => title !== '');
  const header = hasHeader ? wrapRow(titles, widths).map((row) => paint(look, 'dim', line(row))) : [];
  return [...header, ...cells.flatMap((row) => wrapRow(row, widths).map(line))];
}

/** How wide a table is in which nothing is wrapped. */
export function widthNeeded(titles: readonly string[], rows: readonly (readonly string[])[]): number {
  const widths = titles.flatMap((title, index) =>
    rows.some((row) => row[index])
      ? [Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? '')))]
      : [],
  );
  return widths.reduce((sum, width) => sum + width + GAP.length, INDENT - GAP.length);
}

/** The columns as wide as their texts, and narrower where all would not fit. */
function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[], look: Look): number[] {
  const cellsOf = (index: number) => rows.map((row) => row[index] ?? '');
  const wanted = columns.map(({ max = Number.POSITIVE_INFINITY }, index) =>
    Math.min(max, Math.max(...cellsOf(index).map(widthOf))),
  );
  const whole = columns.map((_, index) => Math.max(...cellsOf(index).map(widestPiece)));
  const room = look.width - INDENT - GAP.length * (columns.length - 1);
  const last = columns.length - 1;
  // First the last column gives way, then the widest ones as far as no word is cut; cut is what still does not fit.
  const lowest = [
    wanted.map((width, index) => (index === last ? NARROWEST_LAST : width)),
    whole.map((width, index) => (index === last ? NARROWEST_LAST : width)),
    whole,
    columns.map(() => NARROWEST),
  ];
  return lowest.reduce((widths, limits) => narrowed(widths, limits, room), wanted);
}

/** The widest columns narrowed until all fit into the room, none below its limit. */
function narrowed(widths: readonly number[], limits: readonly number[], room: number): number[] {
  const result = [...widths];
  const width = (index: number) => result[index] ?? 0;
  for (let excess = result.reduce((a, b) => a + b, 0) - room; excess > 0; excess -= 1) {
    const open = [...result.keys()].filter((index) => width(index) > (limits[index] ?? 0));
    const widest = open.reduce((a, b) => (a >= 0 && width(a) >= width(b) ? a : b), -1);
    if (widest < 0) break;
    result[widest] = width(widest) - 1;
  }
  return result;
}

/** A row as one or more: what does not fit goes below. */
function wrapRow(row: readonly string[], widths: readonly number[]): string[][] {
  const pieces = row.map((text, index) => {
    const width = widths[index] ?? 0;
    return widthOf(text) > width ? wrap(text, width).flatMap((line) => cut(line, width)) : [text];
  });
  const height = Math.max(...pieces.map(({ length }) => length));
  return Array.from({ length: height }, (_, index) => pieces.map((lines) => lines[index] ?? ''));
}
