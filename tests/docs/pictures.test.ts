import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, read } from './pages.ts';

test('docs/what-people-get.md shows every picture that there is, and no other', () => {
  const shown = [...read('docs/what-people-get.md').matchAll(/src="pictures\/([\w.-]+)"/g)].map(
    ([, name = '']) => name,
  );
  expect(shown.length).toBeGreaterThan(5);
  expect([...new Set(shown)].sort()).toEqual(readdirSync(join(ROOT, 'docs/pictures')).sort());
});
