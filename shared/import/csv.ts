import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { delimiterOf, lookThrough, NotReadableError } from './looks-like.ts';

/** A file that can be read from its start as often as need be. */
export type Bytes = () => AsyncIterable<Uint8Array>;

/** A row as a spreadsheet counts it, from 1. Rows that cannot be told apart from the rest have no cells. */
export type CsvRow =
  | { readonly row: number; readonly cells: readonly string[] }
  | { readonly row: number; readonly broken: string };

/** A row holds patient and appointment, not a book. */
const LONGEST_ROW = 20_000;
const UNCLOSED = 'expected a quotation mark that ends a cell; none comes, and what follows cannot be read';
const TOO_LONG = 'expected a row of at most 20,000 characters; a quotation mark may be missing';

/**
 * Reads a CSV file row by row: UTF-8 with or without its mark, or Windows-1252; `;`, `,` or tab; cells in quotes. Only a
 * piece of it is held at a time.
 * @throws NotReadableError when the file is something else
 */
export async function* csvRows(bytes: Bytes): AsyncGenerator<CsvRow> {
  const { encoding } = await lookThrough(bytes());
  const pieces = decoded(bytes(), encoding)[Symbol.asyncIterator]();
  const first = await startOf(pieces);
  const line = first.split(/\r?\n/, 1)[0] ?? '';
  let broken: { readonly row: number; readonly broken: string } | undefined;
  const parser = parse({
    delimiter: delimiterOf(line),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: (error) => {
      const expected = error?.code === 'CSV_MAX_RECORD_SIZE' ? TOO_LONG : UNCLOSED;
      broken ??= { row: Number(error?.['records'] ?? 0) + 1, broken: expected };
      return undefined;
    },
  });
  // What goes wrong on the way comes out of the parser.
  pipeline(joined(first, pieces), parser, () => {});
  let row = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    row += 1;
    // Where a row begins cannot be told any more.
    if (broken && row >= broken.row) break;
    if (row === 1 && /^sep=/i.test(line)) continue;
    if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
  }
  if (broken) yield broken;
}

async function* joined(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Text up to the end of the first line. */
async function startOf(pieces: AsyncIterator<string>): Promise<string> {
  let text = '';
  while (!text.includes('\n') && text.length < LONGEST_ROW) {
    const { value, done } = await pieces.next();
    if (done) break;
    text += value;
  }
  if (text.trim() === '') throw new NotReadableError('the file is empty; export it anew');
  return text;
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
