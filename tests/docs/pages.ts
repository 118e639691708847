import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A file of this repository as text. @param file as a page names it: `docs/events.md` */
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What stands in backticks, without blocks of code. */
export const quotedIn = (page: string): string[] =>
  [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
/** One section of a page: what stands below a heading, down to the next one of the same depth or higher. */
export function sectionOf(page: string, heading: string): string {
  const depth = heading.indexOf(' ');
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`no section ${heading}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= depth);
  return rest.slice(0, end < 0 ? rest.length : end).join('\n');
}
