import { describe, expect, test } from 'vitest';
import { atEveryCall } from '../../local/faults/exhaustive.ts';
import { STORIES } from '../../local/faults/stories/stories.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { stage } = useFaults();
/** The others take minutes: `npm run faults -- --crashes --races`. */
const CHOSEN = [
  { name: 'bounced, then another address that complains', from: 0 },
  { name: 'erased, and told of afterwards', from: 1 },
  { name: 'two wakes lost, brought back by the sweep', from: 2 },
];
/** With another beginning for each story and run, so that together they come upon every kind of call. */
const ONE_IN = EXHAUSTIVE ? 1 : 25;
const FIRST = Math.floor(Math.random() * ONE_IN);

describe('a crash before and after every single call loses nothing', () => {
  test.each(CHOSEN)('$name', { timeout: 300_000 }, async ({ name, from }) => {
    const story = STORIES.find((each) => each.name === name);
    if (!story) throw new Error('there is no such story');
    let runs = 0;
    for await (const { faults, run, verdict } of atEveryCall(stage(), story, 'crashes', {
      oneIn: ONE_IN,
      from: FIRST + from,
    })) {
      runs += 1;
      expect(run.fired, JSON.stringify(faults)).toContainEqual(faults[0]);
      expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    }
    expect(runs * ONE_IN).toBeGreaterThan(40);
  });
});

test('another handler at work before every single call: nothing is lost, and nothing goes that it stopped', {
  timeout: 300_000,
}, async () => {
  let races = 0;
  for (const story of STORIES.filter(({ name }) => name.startsWith('booked') || name.startsWith('erased'))) {
    for await (const { faults, run, verdict } of atEveryCall(stage(), story, 'races', {
      oneIn: ONE_IN,
      from: FIRST,
    })) {
      races += run.ahead.size;
      expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    }
  }
  if (EXHAUSTIVE) expect(races).toBeGreaterThan(20);
});
