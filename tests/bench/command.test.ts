import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../../bench/child.ts';

const bench = (...args: readonly string[]) =>
  runNode([join(import.meta.dirname, '../../bench/main.ts'), ...args]);

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
  expect(figures).toHaveLength(2);
  for (const figure of figures)
    expect(Object.keys(figure)).toEqual(['name', 'value', 'unit', 'floor', 'ratio', 'target', 'met']);
});

test('what is asked wrongly: 2, and nothing is measured', async () => {
  expect(await bench('--fast')).toMatchObject({ code: 2, out: '' });
});
