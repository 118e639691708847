import { describe, expect, test } from 'vitest';
import { atEveryCall } from '../../local/faults/exhaustive.ts';
import { STORIES } from '../../local/faults/stories/stories.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { stage } = useFaults();
/** The others take minutes: `npm run faults -- --crashes --races`. */
const CHOSEN = [
  'bounced, then another address that complains',
  'erased, and told of afterwards',
  'two wakes lost, brought back by the sweep',
];

describe('a crash before and after every single call loses nothing', () => {
  test.each(CHOSEN)('%s', { timeout: 300_000 }, async (name) => {
    const story = STORIES.find((each) => each.name === name);
    if (!story) throw new Error('there is no such story');
    let runs = 0;
    for await (const { faults, run, verdict } of atEveryCall(stage(), story, 'crashes')) {
      runs += 1;
      expect(run.fired, JSON.stringify(faults)).toContainEqual(faults[0]);
      expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    }
    expect(runs).toBeGreaterThan(40);
  });
});

test('another handler at work before every single call: nothing is lost, and nothing goes that it stopped', {
  timeout: 300_000,
}, async () => {
  let races = 0;
  for (const story of STORIES.filter(({ name }) => name.startsWith('booked') || name.startsWith('erased'))) {
    for await (const { faults, run, verdict } of atEveryCall(stage(), story, 'races')) {
      races += run.ahead.size;
      expect(verdict, JSON.stringify(faults)).toEqual(CLEAN);
    }
  }
  expect(races).toBeGreaterThan(20);
});
