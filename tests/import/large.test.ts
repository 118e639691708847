import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../docs/pages.ts';

test('10,000 rows with a wrong one: it is named, the others land, the second time changes nothing, under 200 MB', () => {
  // Garbage is no need: with a small heap it goes in time.
  const program = join(ROOT, 'tests/support/import-large.ts');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', '--max-semi-space-size=2', program, '10000'],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  const { megabytes, ...told } = JSON.parse(stdout);
  expect(told).toEqual({
    first: { new: 2000 },
    refused: [
      { row: 5005, column: 'G (Dato)', expected: expect.stringContaining('expected an existing date') },
    ],
    second: { unchanged: 2000 },
  });
  expect(megabytes).toBeLessThan(200);
});
