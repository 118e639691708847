import { expect, test } from 'vitest';
import { trySeed } from '../../local/faults/seeds.ts';
import { EXHAUSTIVE, someOf } from '../support/exhaustive.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { stage } = useFaults();
const SEEDS = someOf(
  Array.from({ length: 100 }, (_, index) => index + 1),
  2,
);

test('random mixtures of faults lose nothing, send nothing twice and leave nothing stuck', {
  timeout: 300_000,
}, async () => {
  const kinds = new Set<string>();
  let emails = 0;
  for (const seed of SEEDS) {
    const { faults, run, verdict } = await trySeed(stage(), seed);
    expect(verdict, `seed ${seed}: ${JSON.stringify(faults)}`).toEqual(CLEAN);
    for (const { kind } of run.fired) kinds.add(kind);
    emails += run.sent.length;
  }
  if (EXHAUSTIVE)
    expect([...kinds].sort()).toEqual(['call', 'delivery', 'early', 'meanwhile', 'outage', 'restart']);
  expect(emails).toBeGreaterThan(EXHAUSTIVE ? SEEDS.length : 0);
});

test('a seed is always the same', async () => {
  const once = await trySeed(stage(), 7);
  const again = await trySeed(stage(), 7);
  expect(again.story).toEqual(once.story);
  expect(again.faults).toEqual(once.faults);
  expect(again.run.sent).toEqual(once.run.sent);
  expect(again.run.fired).toEqual(once.run.fired);
});
