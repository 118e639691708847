import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../docs/pages.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';

/** How much memory a program takes that has read few rows: 90 MB. */
const { rows, most } = EXHAUSTIVE ? { rows: 10_000, most: 200 } : { rows: 3000, most: 150 };

test('thousands of rows with a wrong one: it is named, the others land, the second time changes nothing, in little memory', () => {
  // Garbage is no need: with a small heap it goes in time.
  const program = join(ROOT, 'tests/support/import-large.ts');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', '--max-semi-space-size=2', program, `${rows}`],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  const { megabytes, ...told } = JSON.parse(stdout);
  expect(told).toEqual({
    first: { new: rows / 5 },
    refused: [
      {
        row: rows / 2 + 5,
        column: 'G (Dato)',
        expected: expect.stringContaining('expected an existing date'),
      },
    ],
    second: { unchanged: rows / 5 },
  });
  expect(megabytes).toBeLessThan(most);
});
