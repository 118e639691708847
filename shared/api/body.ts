import { whereJsonBreaks } from '../broken-json.ts';
import { type Problem, problemOf } from './problem.ts';

/** What a body holds, or why it cannot be read. */
export type ReadBody =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly problem: Problem };

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

/** Whether a `Content-Type` says JSON, in the one encoding that it has. */
export const isJsonType = (type: string | undefined): boolean => JSON_TYPE.test(type?.trim() ?? '');

/** Reads JSON in UTF-8. Tells where it breaks, never what stands there. */
export function readJson(body: Uint8Array): ReadBody {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { ok: false, problem: problemOf(400, 'expected UTF-8') };
  }
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    return { ok: false, problem: problemOf(400, `expected JSON${whereIn(text)}`) };
  }
}

function whereIn(text: string): string {
  const broken = whereJsonBreaks(text);
  return broken ? `: ${broken.expected} in line ${broken.line}, column ${broken.column}` : '';
}
