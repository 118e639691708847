import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quotedIn, ROOT } from './pages.ts';

/** The changelog tells of what was; the others of what is. */
const PAGES = globSync('**/*.md', {
  cwd: ROOT,
  exclude: ['**/node_modules/**', 'CHANGELOG.md', '.*'],
}).sort();
const ROOMS = ['shared', 'functions', 'infra', 'local', 'tests', 'docs', 'clinics', '.ci'];

/** Whether a text in backticks is a path of this repository; a `<name>` in it stands for any. */
const isPath = (text: string) =>
  ROOMS.some((room) => text.startsWith(`${room}/`)) && /^[\w./{},*<>-]+$/.test(text);
const isThere = (path: string) => {
  const pattern = path.replaceAll(/<\w+>/g, '*').replace(/\/$/, '');
  return globSync(pattern, { cwd: ROOT }).length > 0;
};

/** `[text](target)`: where the target leads to a file. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((to) => !/^(https:|#)/.test(to));

/** A heading as the anchor that links name. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

test('every page is looked at', () => {
  expect(PAGES.length).toBeGreaterThan(25);
});

describe.each(PAGES)('%s', (file) => {
  const page = readFileSync(join(ROOT, file), 'utf8');

  test('names only files that are there', () => {
    expect(
      quotedIn(page)
        .filter(isPath)
        .filter((path) => !isThere(path)),
    ).toEqual([]);
  });

  test('links only to files and headings that are there', () => {
    const broken = linksIn(page).filter((target) => {
      const [to = '', anchor] = target.split('#');
      const linked = join(ROOT, dirname(file), to);
      if (!existsSync(linked)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(linked, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
