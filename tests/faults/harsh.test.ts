import { expect, test } from 'vitest';
import { Chance } from '../../local/faults/stories/chance.ts';
import { harshFaults } from '../../local/faults/stories/harsh-faults.ts';
import { unsettled } from '../../local/faults/stories/harsh-story.ts';
import { randomStory } from '../../local/faults/stories/random-story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { clinicWith } from '../support/plan.ts';

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
    300, 300, 300, 300,
  ]);
  expect(Math.max(...all.flatMap((fault) => (fault.kind === 'outage' ? fault.hours : [])))).toBe(160);
  const deliveries = all.flatMap((fault) => (fault.kind === 'delivery' ? [fault.after] : []));
  expect(Math.max(...deliveries.map(({ length }) => length))).toBe(40);
  expect(Math.max(...deliveries.flat())).toBe(25 * 3600);
  const repeated = all.map((fault) => (fault.kind === 'delivery' ? (fault.times ?? 1) : 0));
  expect(Math.max(...repeated)).toBe(60);
  const hours = all.flatMap((fault) => (fault.kind === 'restore' ? [fault.hours] : []));
  expect(new Set(hours)).toEqual(new Set([1, 24, 30]));
  const courses = SEEDS.map(
    (seed) =>
      new Set(randomStory(new Chance(seed), seed, 'harsh').events.map(({ courseId }) => courseId)).size,
  );
  expect(new Set(courses)).toEqual(new Set([1, 2, 3, 4]));
});

test('other settings are deployed meanwhile, each of them one that a clinic may have; a clinic is beside it', () => {
  const stories = SEEDS.map((seed) => randomStory(new Chance(seed), seed, 'harsh'));
  const deployed = stories.flatMap(({ deployments = [] }) => deployments);
  const members = new Set(deployed.flatMap(({ changes }) => Object.keys(changes)));
  expect(members).toEqual(
    new Set(['closures', 'extraHolidays', 'sendTime', 'reminders', 'questionnaires', 'assessments', 'tasks']),
  );
  for (const { changes } of deployed) expect(() => clinicWith(changes)).not.toThrow();
  const beside = stories.flatMap(({ neighbour = [] }) => neighbour.map(({ courseId }) => courseId));
  expect(new Set(beside)).toEqual(new Set(['C-1', 'C-2']));
});

test('between the attempts of an e-mail of which nobody knows, something is told that may stop it', () => {
  const sent = [{ courseId: 'C-1', at: toInstant('2026-03-10T08:00:00Z'), call: 17 }];
  const told = SEEDS.map((seed) => {
    const story = randomStory(new Chance(seed), seed, 'harsh');
    const { story: more, fault } = unsettled(new Chance(seed), story, sent);
    expect(fault).toMatchObject({ kind: 'call', call: 17, of: 'SendEmail' });
    return more.events.slice(story.events.length);
  });
  const firsts = told.flatMap(([first]) => (first ? [first] : []));
  expect(new Set(firsts.map(({ type }) => type))).toEqual(
    new Set(['reminders.paused', 'patient.updated', 'course.closed']),
  );
  expect(firsts.every(({ occurredAt }) => occurredAt <= '2026-03-10T08:20:00.000Z')).toBe(true);
  expect(told.flat().map(({ type }) => type)).toContain('reminders.resumed');
});

test('a seed is always the same', () => {
  const once = randomStory(new Chance(7), 7, 'harsh');
  expect(randomStory(new Chance(7), 7, 'harsh')).toEqual(once);
  expect(once).not.toEqual(randomStory(new Chance(7), 7));
  expect(harshFaults(new Chance(7), ROOM)).toEqual(harshFaults(new Chance(7), ROOM));
});
