import { expect, test } from 'vitest';
import { Chance } from '../../local/faults/stories/chance.ts';
import { harshFaults } from '../../local/faults/stories/harsh-faults.ts';
import { randomStory } from '../../local/faults/stories/random-story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';

const ROOM = {
  calls: 200,
  from: toInstant('2026-03-02T09:00:00Z'),
  until: toInstant('2026-03-20T11:00:00Z'),
};
const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

test('harsh mixtures hold much that lasts: of each kind, in up to four courses', () => {
  const mixtures = SEEDS.map((seed) => harshFaults(new Chance(seed), ROOM));
  expect(new Set(mixtures.map(({ length }) => length))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]));
  const all = mixtures.flat();
  const longest = (of: string) =>
    Math.max(...all.flatMap((fault) => (fault.kind === 'call' && fault.of === of ? (fault.times ?? 1) : [])));
  expect(['Query', 'TransactWriteItems', 'CreateSchedule', 'SendEmail'].map(longest)).toEqual([
    150, 150, 150, 150,
  ]);
  expect(Math.max(...all.flatMap((fault) => (fault.kind === 'outage' ? fault.hours : [])))).toBe(160);
  const deliveries = all.flatMap((fault) => (fault.kind === 'delivery' ? [fault.after] : []));
  expect(Math.max(...deliveries.map(({ length }) => length))).toBe(40);
  expect(Math.max(...deliveries.flat())).toBe(25 * 3600);
  const courses = SEEDS.map(
    (seed) =>
      new Set(randomStory(new Chance(seed), seed, 'harsh').events.map(({ courseId }) => courseId)).size,
  );
  expect(new Set(courses)).toEqual(new Set([1, 2, 3, 4]));
});

test('a seed is always the same', () => {
  const once = randomStory(new Chance(7), 7, 'harsh');
  expect(randomStory(new Chance(7), 7, 'harsh')).toEqual(once);
  expect(once).not.toEqual(randomStory(new Chance(7), 7));
  expect(harshFaults(new Chance(7), ROOM)).toEqual(harshFaults(new Chance(7), ROOM));
});
