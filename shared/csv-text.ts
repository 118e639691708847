/** Marks the text as UTF-8: without it Excel shows Danish letters wrongly. */
const MARK = '\uFEFF';

/** Rows as CSV that Danish spreadsheets open with a click: semicolons, and a mark. No cell is taken for a formula. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `${MARK}${rows.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;

function quoted(cell: string): string {
  const text = /^([=@\t\r]|[+-](?!\d))/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
