import { describe, expect, test } from 'vitest';
import { atEveryCall, type Series } from '../../local/faults/exhaustive.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { PAGE_STORIES } from '../../local/faults/stories/stories-pages.ts';
import type { FaultStory } from '../../local/faults/stories/story.ts';
import { EXHAUSTIVE, someOf } from '../support/exhaustive.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { stage } = useFaults();
/** With another beginning for each story and run, so that together they come upon every kind of call. */
const ONE_IN = EXHAUSTIVE ? 2 : 11;
const FIRST = Math.floor(Math.random() * ONE_IN);
const STORIES = someOf(PAGE_STORIES, 4).map((story, index) => ({
  name: story.name,
  story,
  from: FIRST + index,
}));

/** Plays a share of the runs. @returns the answers that presses got in each */
async function presses(story: FaultStory, series: Series, from: number) {
  const played: { readonly faults: readonly Fault[]; readonly statuses: readonly number[] }[] = [];
  for await (const { faults, run, verdict } of atEveryCall(stage(), story, series, { oneIn: ONE_IN, from })) {
    expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    expect(run.fired, JSON.stringify(faults)).toContainEqual(faults[0]);
    const statuses = run.pressed.flatMap(({ answers }) => answers.map(({ status }) => status));
    played.push({ faults, statuses });
  }
  expect(played.length * ONE_IN).toBeGreaterThan(8);
  return played;
}

const isCrash = (fault: Fault) => fault.kind === 'call' && fault.what.startsWith('crash');

describe('a crash at the calls of a page, and pressed again: it counts once, and what follows from it comes', () => {
  test.each(STORIES)('$name', { timeout: 300_000 }, async ({ story, from }) => {
    const played = await presses(story, 'crashes', from);
    for (const { faults, statuses } of played)
      if (faults.some(isCrash)) expect(statuses, JSON.stringify(faults)).toContain(500);
  });
});

describe('somebody else at work between the calls of a page: it counts once, and of two one is heard', () => {
  test.each(STORIES)('$name', { timeout: 300_000 }, async ({ story, from }) => {
    const statuses = (await presses(story, 'races', from)).flatMap((each) => each.statuses);
    expect(statuses.every((status) => status < 400)).toBe(true);
  });
});
