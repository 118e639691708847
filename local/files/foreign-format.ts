import { UsageError } from '../terminal/usage-error.ts';

/** What is said of a line that is no JSON. */
export const NO_JSON = 'expected one JSON object on one line';

/** A file of events in another format is told once, as a whole, and not line by line. */
const told = (file: string, what: string, remedy: string): UsageError =>
  new UsageError(`${file}: this looks like ${what}; ${remedy}.`);

/** @throws UsageError when the first line begins a JSON array */
export function assertNoList(file: string, first: string | null): void {
  const text = first?.trim() ?? '';
  if (text.startsWith('[') && (text === '[' || isJsonList(text) || /^\[\s*\{/.test(text)))
    throw told(file, 'a JSON array', `give one object a line (jq -c '.[]')`);
}

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/**
 * Of a file of which no line is an event.
 * @throws UsageError when its objects go over several lines
 */
export function assertOneLineEach(
  file: string,
  first: string,
  rejected: readonly { readonly message: string }[],
): void {
  const broken = rejected.filter(({ message }) => message === NO_JSON).length;
  if (broken > 1 && first.trimStart().startsWith('{') && rejected[0]?.message === NO_JSON)
    throw told(file, 'JSON over several lines', 'give one object a line (jq -c .)');
}

/** The same bytes. @throws UsageError when they begin like UTF-16 */
export async function* assertUtf8(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && looksLikeUtf16(chunk)) throw told(file, 'UTF-16', 'save it as UTF-8');
    isFirst = false;
    yield chunk;
  }
}

/** By its mark, or by the zeros beside letters. */
const looksLikeUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (first === 0 && second !== undefined) ||
  second === 0;
