import { styleText } from 'node:util';

/** How text is to look where it goes. */
export type Look = {
  /** Columns to stay within. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether only ASCII characters can be shown. */
  readonly ascii: boolean;
};

/** A place to write to, as far as the look of text depends on it. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_WIDTH = 100;
const NARROWEST = 60;
const WIDEST = 140;

/** The look that suits a stream: colours on a terminal or by `FORCE_COLOR`, never with `NO_COLOR`; drawings by the locale. */
export function lookOf(stream: Output, env: Environment = process.env): Look {
  const width = Math.min(Math.max(stream.columns ?? USUAL_WIDTH, NARROWEST), WIDEST);
  const force = env['FORCE_COLOR'];
  const isForced = force !== undefined && force !== '0' && force !== 'false';
  const suits = isForced || (stream.isTTY === true && styleText('red', '-', { stream }) !== '-');
  const colour = !env['NO_COLOR'] && suits;
  return { width, colour, ascii: !isUtf8(env) };
}

function isUtf8(env: Environment): boolean {
  if (env['TERM'] === 'linux') return false;
  // Where no locale is set, as in most containers, the terminal on the other side shows UTF-8.
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'UTF-8';
  return /utf-?8/i.test(locale);
}

/** The text in a style, or as it is where there are no colours. */
export const paint = ({ colour }: Look, style: Parameters<typeof styleText>[0], text: string): string =>
  colour ? styleText(style, text, { validateStream: false }) : text;
