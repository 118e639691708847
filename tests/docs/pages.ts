import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A file of this repository as text. @param file as a page names it: `docs/events.md` */
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What stands in backticks, without blocks of code. */
export const quotedIn = (page: string): string[] =>
  [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
