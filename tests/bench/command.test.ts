import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../../bench/child.ts';
import { figureOf } from '../../bench/figure.ts';
import { CannotMeasureError, type Measure } from '../../bench/measure.ts';
import { runBench } from '../../bench/run-bench.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';

const MAIN = join(import.meta.dirname, '../../bench/main.ts');
/** Loading it takes longer than what it does here. */
const { NODE_COMPILE_CACHE = '' } = process.env;
const NOWHERE = { POSTGRES_URL: 'postgres://127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' };
/** As a program, in an environment in which no peer answers. */
const program = (...args: readonly string[]) => runNode([MAIN, ...args], { NODE_COMPILE_CACHE, ...NOWHERE });

const quick: Measure = {
  about: 'nothing',
  run: async () => [figureOf({ name: 'quick.time', value: 1, unit: 'ms' })],
};
const absent: Measure = {
  about: 'what is not here',
  run: async () => {
    throw new CannotMeasureError('it is not installed here.');
  },
};

/** Asks for measures of which one is known, beside a peer that is not here. */
async function bench(...args: readonly string[]) {
  const told = { out: '', err: '' };
  const code = await runBench(args, {
    measures: { quick },
    peers: { absent },
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
  });
  return { code, ...told };
}

test('what is there to measure is told by --help', async () => {
  const { code, out } = await bench('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}quick +nothing$/m);
  expect(out).toContain('besides, absent: what npm install');
});

test('an unknown name is told in a sentence, with 2; what is known is measured all the same', async () => {
  const { code, out, err } = await bench('--only', 'speed,quick', '--json');
  expect(code).toBe(2);
  expect(err).toBe('bench: there is no measure "speed"; there are quick.\n');
  const { figures } = JSON.parse(out);
  expect(figures).toHaveLength(1);
  for (const figure of figures)
    expect(Object.keys(figure)).toEqual(['name', 'value', 'unit', 'floor', 'ratio', 'target', 'met']);
});

test('what is asked wrongly: 2, and nothing is measured', async () => {
  expect(await bench('--fast')).toMatchObject({ code: 2, out: '' });
});

test('what cannot be measured here is told in a sentence, with 2; the rest is measured', async () => {
  expect(await bench('--peers', '--json')).toEqual({
    code: 2,
    out: expect.stringContaining('"quick.time"'),
    err: 'bench: absent: it is not installed here.\n',
  });
  expect(await bench('--json')).toMatchObject({ code: 0, err: '' });
});

test('the program knows what it measures; peers that cannot run here are told in a sentence each, with 2', async () => {
  const { code, out, err } = await program('--only', 'speed', '--peers', '--json');
  expect(code).toBe(2);
  expect(err).toMatch(/^bench: there is no measure "speed"; there are pipeline, plan, cold, start, year, /);
  for (const name of ['pg-boss', 'graphile-worker', 'bullmq'])
    expect(err).toMatch(
      new RegExp(`^bench: ${name}: (it is not installed here|no \\w+ answers at 127\\.0\\.0\\.1:1)`, 'm'),
    );
  expect(JSON.parse(out)).toEqual({ figures: [] });
});

// It takes as long as all others together.
test.runIf(EXHAUSTIVE)('a program measures this system', async () => {
  const { code, out, err } = await program('--only', 'plan', '--json');
  expect(err).toBe('');
  expect(code).toBeLessThan(2);
  expect(JSON.parse(out).figures).toHaveLength(3);
});
