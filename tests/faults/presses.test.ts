import { describe, expect, test } from 'vitest';
import { atEveryCall, type Series } from '../../local/faults/exhaustive.ts';
import { PAGE_STORIES } from '../../local/faults/stories/stories-pages.ts';
import type { FaultStory } from '../../local/faults/stories/story.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { stage } = useFaults();
/** With another beginning for each story, so that together they come upon every kind of call. */
const ONE_IN = EXHAUSTIVE ? 2 : 11;
const STORIES = PAGE_STORIES.map((story, from) => ({ name: story.name, story, from }));

/** Plays a share of the runs. @returns the answers that presses got in them */
async function presses(story: FaultStory, series: Series, from: number): Promise<number[]> {
  const statuses: number[] = [];
  let runs = 0;
  for await (const { faults, run, verdict } of atEveryCall(stage(), story, series, { oneIn: ONE_IN, from })) {
    runs += 1;
    expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    expect(run.fired, JSON.stringify(faults)).toContainEqual(faults[0]);
    statuses.push(...run.pressed.flatMap(({ answers }) => answers.map(({ status }) => status)));
  }
  expect(runs * ONE_IN).toBeGreaterThan(8);
  return statuses;
}

describe('a crash at the calls of a page, and pressed again: it counts once, and what follows from it comes', () => {
  test.each(STORIES)('$name', { timeout: 300_000 }, async ({ story, from }) => {
    const statuses = await presses(story, 'crashes', from);
    expect(statuses).toContain(500);
  });
});

describe('somebody else at work between the calls of a page: it counts once, and of two one is heard', () => {
  test.each(STORIES)('$name', { timeout: 300_000 }, async ({ story, from }) => {
    const statuses = await presses(story, 'races', from);
    expect(statuses.every((status) => status < 400)).toBe(true);
  });
});
