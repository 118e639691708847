import { describe, expect, test } from 'vitest';
import { figureOf, median } from '../../bench/figure.ts';
import { byTurns } from '../../bench/measure.ts';

describe('a figure', () => {
  const measured = { name: 'a', value: 12, unit: 'ms', floor: 10 } as const;
  test.each([
    ['value', 'most', 12, true],
    ['value', 'most', 11.9, false],
    ['value', 'least', 12.1, false],
    ['ratio', 'most', 1.2, true],
    ['ratio', 'least', 1.3, false],
  ] as const)('whose %s is to be at %s %d: %s', (of, at, limit, met) => {
    expect(figureOf({ ...measured, target: { of, at, limit } })).toMatchObject({ ratio: 1.2, met });
  });

  test('without a floor has no ratio, and misses a target for it', () => {
    const { floor: _, ...alone } = measured;
    expect(figureOf(alone)).toMatchObject({ floor: null, ratio: null, target: null, met: null });
    const target = { of: 'ratio', at: 'least', limit: 0.1 } as const;
    expect(figureOf({ ...alone, target }).met).toBe(false);
  });
});

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 2, 3], 2.5],
])('the one in the middle of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('sides are measured by turns, each first as often as the other', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => order.push(name);
  const shown = await byTurns({ a: side('a'), b: side('b') }, () => {}, 4);
  expect(order.join('')).toBe('abbaabba');
  expect(shown.a).toHaveLength(4);
});
