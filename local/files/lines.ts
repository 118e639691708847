import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of bytes; null when they are not UTF-8.
 * @param isStart whether a byte order mark may stand before it
 */
export function textOf(bytes: Uint8Array, isStart = true): string | null {
  if (!isUtf8(bytes)) return null;
  const text = Buffer.from(bytes).toString('utf8');
  return isStart && text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/**
 * The lines of a file, without their ends. Only LF, with or without CR before it, ends a line: texts may hold other
 * separators.
 * @returns null for a line that is not UTF-8
 */
export async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  let parts: Uint8Array[] = [];
  let isFirst = true;
  const line = () => {
    const text = textOf(Buffer.concat(parts), isFirst);
    parts = [];
    isFirst = false;
    return text?.replace(/\r$/, '') ?? null;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      parts.push(chunk.subarray(from, to));
      yield line();
      from = to + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield line();
}
