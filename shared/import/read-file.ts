import { isDeepStrictEqual } from 'node:util';
import { type Bytes, csvRows } from './csv.ts';
import type { Field } from './fields.ts';
import { NotReadableError } from './looks-like.ts';
import { type Columns, findColumns, type Mapping } from './mapping.ts';
import { type OfClinic, type Row, readRow } from './row.ts';

/** A row that was not taken: where, and what was expected. Never the value. */
export type RefusedRow = { readonly row: number; readonly column: string; readonly expected: string };

/** All that a file tells, as far as it was understood. */
export type FileRead = {
  readonly columns: Columns;
  /** By course. */
  readonly courses: ReadonlyMap<string, readonly Row[]>;
  readonly rows: number;
  readonly refused: readonly RefusedRow[];
};

/** So many rows a file may have: of each only what it tells is held, and what is held stays small. */
export const MOST_ROWS = 50_000;

/**
 * Reads a CSV file of patients and appointments.
 * @throws NotReadableError when the file as a whole cannot be used: what it is, and the next step
 */
export async function readFile(bytes: Bytes, mapping: Mapping, clinic: OfClinic): Promise<FileRead> {
  const file = { courses: new Map<string, Row[]>(), refused: [] as RefusedRow[] };
  let columns: Columns | undefined;
  let rows = 0;
  for await (const read of csvRows(bytes)) {
    if ('broken' in read) file.refused.push({ row: read.row, column: '', expected: read.broken });
    else if (columns) {
      rows += 1;
      if (rows > MOST_ROWS)
        throw new NotReadableError(`the file has more than ${MOST_ROWS} rows; split it and import the parts`);
      take(file, columns, readRow(read.cells, read.row, { columns, mapping, ...clinic }));
    } else columns = columnsIn(read.cells, mapping);
  }
  if (!columns) throw new NotReadableError('the file has no rows; export it anew');
  return { columns, rows, ...file };
}

function take(
  { courses, refused }: { readonly courses: Map<string, Row[]>; readonly refused: RefusedRow[] },
  columns: Columns,
  row: ReturnType<typeof readRow>,
): void {
  if (isRefused(row)) {
    for (const { row: at, field, expected } of row)
      refused.push({ row: at, column: columnName(columns, field), expected });
    return;
  }
  const known = courses.get(row.courseId);
  // Rows of one patient mostly repeat each other: what they say is held once.
  if (known)
    known.push(
      isDeepStrictEqual(known[0]?.person, row.person)
        ? { ...row, person: known[0]?.person ?? row.person }
        : row,
    );
  else courses.set(row.courseId, [row]);
}

const isRefused = (row: ReturnType<typeof readRow>): row is Exclude<typeof row, Row> => Array.isArray(row);

function columnsIn(cells: readonly string[], mapping: Mapping): Columns {
  const found = findColumns(cells, mapping);
  if (!found.ok) throw new NotReadableError(found.expected);
  return found.columns;
}

/** A column as people find it in a spreadsheet: its letter and its heading. Without one, what it should tell. */
export function columnName({ at, headings }: Columns, field: Field): string {
  const fields: readonly Field[] = field === 'name' ? ['name', 'firstName', 'lastName'] : [field];
  const index = fields.map((each) => at.get(each)).find((each) => each !== undefined);
  return index === undefined ? field : `${letterOf(index)} (${headings[index]})`;
}

const LETTERS = 26;
const letterOf = (index: number): string =>
  (index >= LETTERS ? letterOf(Math.floor(index / LETTERS) - 1) : '') +
  String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
