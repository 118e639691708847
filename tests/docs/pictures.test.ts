import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, read } from './pages.ts';

const PAGES = ['docs/what-people-get.md', 'docs/getting-started.md'];

test('the pages for clinics show every picture that there is, and no other', () => {
  const shown = PAGES.flatMap((page) =>
    [...read(page).matchAll(/src="pictures\/([\w.-]+)"/g)].map(([, name = '']) => name),
  );
  expect(shown.length).toBeGreaterThan(5);
  expect([...new Set(shown)].sort()).toEqual(readdirSync(join(ROOT, 'docs/pictures')).sort());
});
