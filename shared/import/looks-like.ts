import { OurError } from '../ports/our-error.ts';

/** What a file's bytes say of how its text is to be read. */
export type Text = {
  readonly encoding: 'utf-8' | 'windows-1252';
};

/** A file that is not what it claims to be: one sentence, with the next step. */
export class NotReadableError extends OurError {
  override readonly name = 'NotReadableError';
}

const EXPORT_ANEW = 'export it as CSV (UTF-8) and import that';
/** How files of other kinds begin. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^PK\p{Cc}{2}/u, `this is an Excel or other zipped file, not CSV; open it, ${EXPORT_ANEW}`],
  [/^ÐÏ\p{Cc}à/u, `this is an old Excel file, not CSV; open it, ${EXPORT_ANEW}`],
  [/^BEGIN:VCALENDAR/i, 'this is a calendar, not CSV; give it a name that ends in .ics'],
  [/^%PDF/, 'this is a PDF, not CSV; ask the system for a list as CSV'],
  [
    /^\s*<(!doctype|html|table|head|meta)/i,
    `this is a web page, not CSV; open it in a spreadsheet, ${EXPORT_ANEW}`,
  ],
  [/^\s*<\?xml/i, `this is XML, not CSV; open it in a spreadsheet, ${EXPORT_ANEW}`],
  [/^\s*[[{]/, 'this is JSON, not CSV; events as JSON go to the API (docs/api.md)'],
];
const UTF16 = 'this is UTF-16, not UTF-8 or Windows-1252; save it as CSV UTF-8 and import that';
const BINARY = `this is no text; ${EXPORT_ANEW}`;
const TWICE =
  'the Danish letters were encoded twice (UTF-8 read as Windows-1252), or two encodings are mixed; export it anew as CSV (UTF-8)';
const DOS =
  'the Danish letters are in the old DOS encoding (CP850), not UTF-8 or Windows-1252; export it as CSV (UTF-8)';

/**
 * Looks through all bytes of a file: UTF-8 when all of them are, else Windows-1252.
 * @throws NotReadableError when they are neither, or the file is of another kind
 */
export async function lookThrough(chunks: AsyncIterable<Uint8Array>): Promise<Text> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const western = new TextDecoder('windows-1252');
  const signs = { twice: false, dos: false, danish: false };
  let isUtf8 = true;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) assertText(chunk);
    isFirst = false;
    if (chunk.includes(0)) throw new NotReadableError(BINARY);
    isUtf8 &&= decodes(utf8, chunk);
    note(signs, western.decode(chunk, { stream: true }), isUtf8);
  }
  if (isFirst) throw new NotReadableError('the file is empty; export it anew');
  if (isUtf8 && decodes(utf8)) return { encoding: 'utf-8' };
  if (signs.twice) throw new NotReadableError(TWICE);
  if (signs.dos && !signs.danish) throw new NotReadableError(DOS);
  return { encoding: 'windows-1252' };
}

function assertText(chunk: Uint8Array): void {
  const start = String.fromCharCode(...chunk.subarray(0, 64));
  if (/^(\u00ff\u00fe|\u00fe\u00ff)/.test(start) || /^(.\0|\0.)/s.test(start))
    throw new NotReadableError(UTF16);
  const found = OTHERS.find(([pattern]) => pattern.test(start.replace(/^\u00ef\u00bb\u00bf/, '')));
  if (found) throw new NotReadableError(found[1]);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** What Danish letters become when they are read in the wrong encoding. */
function note(signs: { twice: boolean; dos: boolean; danish: boolean }, text: string, isUtf8: boolean): void {
  if (isUtf8) return;
  signs.twice ||= /Ã[¦¸¥†˜…]/.test(text);
  signs.dos ||= /\p{L}[†›]|[†›]\p{L}/u.test(text);
  signs.danish ||= /[æøåÆØÅ]/.test(text);
}

const DELIMITERS = [';', '\t', ','] as const;

/** What separates the cells of a file, by its first line: what stands there most often outside of quotes. */
export function delimiterOf(firstLine: string): string {
  const told = /^sep=(.)/i.exec(firstLine)?.[1];
  if (told !== undefined) return told;
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, each) => (count(each) > count(best) ? each : best), ';');
}
