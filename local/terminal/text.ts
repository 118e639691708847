import { stripVTControlCharacters } from 'node:util';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

/** How many columns of a terminal the text takes; colour codes take none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(stripVTControlCharacters(text)))
    width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The text filled up with spaces to a number of columns. */
export const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text with spaces before it up to a number of columns. */
export const padBefore = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/**
 * The text in lines of at most `width` columns, broken at spaces, and within paths and addresses where need be; any
 * other long word stays whole.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/ /).flatMap((word) => piecesOf(word, width))) {
    const longer = line === '' ? piece.text : line + (piece.glued ? '' : ' ') + piece.text;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = piece.text;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

const piecesOf = (word: string, width: number): { text: string; glued: boolean }[] =>
  (widthOf(word) > width ? word.split(BREAKS) : [word]).map((text, index) => ({
    text,
    glued: index > 0,
  }));

/** Where paths and addresses may be broken. */
const BREAKS = /(?<=[./@])/;

/** How many columns the widest part takes that `wrap` leaves whole. */
export const widestPiece = (text: string): number =>
  Math.max(...text.split(/ /).flatMap((word) => word.split(BREAKS).map(widthOf)));

/** A line in lines of at most `width` columns, cut within words. What is coloured stays whole. */
export function cut(line: string, width: number): string[] {
  if (widthOf(line) <= width || line !== stripVTControlCharacters(line)) return [line];
  const lines: string[] = [];
  let part = '';
  for (const { segment } of GRAPHEMES.segment(line)) {
    if (part !== '' && widthOf(part + segment) > width) {
      lines.push(part);
      part = '';
    }
    part += segment;
  }
  return [...lines, part];
}

/** Text from elsewhere on one line, without anything that a terminal would take for a command. */
export const plain = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
