import { expect, test } from 'vitest';
import { read } from './pages.ts';

/** Each promise with the tests that the page names for it. */
const promises = read('docs/invariants.md')
  .split(/^## /m)
  .slice(1)
  .map((section): [string, [file: string, title: string][]] => [
    section.split('\n')[0] ?? '',
    [...section.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, file = '', title = '']) => [file, title]),
  ]);

test('the page makes ten promises', () => {
  expect(promises).toHaveLength(10);
});

test.each(promises)('%s: the tests that are named for it are there', (_, tests) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const [file, title] of tests) expect(read(file)).toContain(`'${title}'`);
});
