import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../../bench/child.ts';

const MAIN = join(import.meta.dirname, '../../bench/main.ts');
const bench = (...args: readonly string[]) => runNode([MAIN, ...args]);

test('what is there to measure is told by --help', async () => {
  const { code, out } = await bench('--help');
  expect(code).toBe(0);
  for (const name of ['pipeline', 'plan', 'cold', 'start', 'year'])
    expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test('an unknown name is told in a sentence, with 2; what is known is measured all the same', async () => {
  const { code, out, err } = await bench('--only', 'speed,plan', '--json');
  expect(code).toBe(2);
  expect(err).toMatch(/^bench: there is no measure "speed"; there are .*plan/);
  const { figures } = JSON.parse(out);
  expect(figures).toHaveLength(3);
  for (const figure of figures)
    expect(Object.keys(figure)).toEqual(['name', 'value', 'unit', 'floor', 'ratio', 'target', 'met']);
});

test('what is asked wrongly: 2, and nothing is measured', async () => {
  expect(await bench('--fast')).toMatchObject({ code: 2, out: '' });
});

test('peers that cannot run here are told in a sentence each, with 2; the rest is measured', async () => {
  const { code, out, err } = await runNode([MAIN, '--only', 'plan', '--peers', '--json'], {
    POSTGRES_URL: 'postgres://127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
  });
  expect(code).toBe(2);
  for (const name of ['pg-boss', 'graphile-worker', 'bullmq'])
    expect(err).toMatch(
      new RegExp(`^bench: ${name}: (it is not installed here|no \\w+ answers at 127\\.0\\.0\\.1:1)`, 'm'),
    );
  expect(JSON.parse(out).figures).toHaveLength(3);
});
