const LINE_BREAKS = /[\r\n\t\v\f\u0085\u2028\u2029]+/g;
/** Controls, bidirectional and other format characters, lone surrogates, private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** One line of printable text: no line breaks, no control, bidirectional or format characters. */
export const line = (text: string): string =>
  text.normalize('NFC').replace(LINE_BREAKS, ' ').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

const GLUE = '\u00a0';

/** A day, time or number that plain text does not break over two lines. */
export const together = (text: string): string => text.replaceAll(' ', GLUE);

/** The finished text with ordinary spaces only. */
export const unglued = (text: string): string => text.replaceAll(GLUE, ' ');

/** A web address without characters that could break or disguise it. */
export const address = (url: string): string => url.replace(INVISIBLE, '').replace(/\s/g, '');

/** The text cut to `length` UTF-16 units at a character people see as one, with an ellipsis when cut. */
export function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length >= length) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
