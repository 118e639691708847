import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../../bench/child.ts';

const RUN = join(import.meta.dirname, '../../bench/year-run.ts');

test('the tenths of a year add up: the last one ends with all calls of the run', async () => {
  const { NODE_COMPILE_CACHE = '' } = process.env;
  const { code, out, err } = await runNode([RUN, '1', '2026-01-08T00:00:00Z'], { NODE_COMPILE_CACHE });
  expect(err).toBe('');
  expect(code).toBe(0);
  const { tenths, calls } = JSON.parse(out) as {
    tenths: readonly { calls: number; cpuMs: number }[];
    calls: Record<string, number>;
  };
  const all = Object.values(calls).reduce((sum, count) => sum + count, 0);
  expect(tenths).toHaveLength(10);
  expect(tenths.at(-1)?.calls).toBe(all);
  for (const what of ['calls', 'cpuMs'] as const) {
    const grown = tenths.map((tenth) => tenth[what]);
    expect(grown).toEqual(grown.toSorted((a, b) => a - b));
    expect(grown[0]).toBeGreaterThan(0);
  }
});
