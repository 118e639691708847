import { expect, test } from 'vitest';
import { statementsIn } from '../support/policies.ts';
import { runStory } from './run.ts';
import { STORIES, type StoryName } from './stories.ts';
import { NAMED, OUTCOMES, STACK, UNUSED, USED } from './uses.ts';

test('every statement is known with its use, or as one that only AWS itself uses', () => {
  expect(USED.map(({ name }) => name).sort()).toEqual([...NAMED].sort());
  for (const isUnused of Object.values(UNUSED)) expect(statementsIn(STACK).some(isUnused)).toBe(true);
});

test('the stories end well, nothing is denied, and together they use every statement', async () => {
  const used = new Set<string>();
  for (const name of Object.keys(STORIES) as StoryName[]) {
    const story = await runStory(STACK, name);
    expect.soft({ name, outcome: story.outcome }).toEqual({ name, outcome: OUTCOMES[name] });
    expect.soft(story.denials).toEqual([]);
    for (const { policy, sid } of story.used) used.add(`${policy} ${sid}`);
  }
  const unused = USED.filter(({ policy, sid }) => !used.has(`${policy} ${sid}`)).map(({ name }) => name);
  expect(unused).toEqual([]);
  expect(used.size).toBe(USED.length);
}, 300_000);
