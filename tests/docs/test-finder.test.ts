import { globSync, readdirSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import { ROOT, read } from './pages.ts';

const [folders = '', promises = ''] = read('tests/README.md').split('## What each file keeps');
/** The cells of a table's rows that begin with a path. */
const rowsOf = (table: string) =>
  [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, path, rest = '']) => [
    path,
    ...rest.split(' | '),
  ]);

type Project = { test: { name: string; include: string[]; exclude?: string[] } };
/** The projects that run a test of this folder. */
const projectsOf = (folder: string) =>
  ((config.test?.projects ?? []) as Project[])
    .filter(({ test: { include, exclude = [] } }) =>
      globSync(include, { cwd: ROOT, exclude }).some((file) => matchesGlob(file, `tests/${folder}/**`)),
    )
    .map(({ test: { name } }) => name);

test('every folder has its line, with the projects that run it', () => {
  const all = readdirSync(join(ROOT, 'tests'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(rowsOf(folders).map(([folder, , projects]) => `${folder}: ${projects}`)).toEqual(
    all.map(({ name }) => `${name}: ${projectsOf(name).join(', ') || '–'}`).sort(),
  );
});

test('every file that a promise names has its line', () => {
  const kept = read('docs/invariants.md')
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const files = [...section.matchAll(/^- `tests\/([^`]+)`: /gm)].map(([, file = '']) => file);
      return files.map((file) => `${file}: ${section.split('\n')[0]}`);
    });
  expect(rowsOf(promises).map(([file, promise]) => `${file}: ${promise}`)).toEqual([...new Set(kept)].sort());
});
