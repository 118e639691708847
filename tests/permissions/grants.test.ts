import { expect, test } from 'vitest';
import { statementsIn } from '../support/policies.ts';
import { runStory } from './run.ts';
import { STORIES, type StoryName } from './stories.ts';
import { NAMED, OUTCOMES, STACK, UNUSED, USED } from './uses.ts';

const used = new Set<string>();

test('every statement is known with its use, or as one that only AWS itself uses', () => {
  expect(USED.map(({ name }) => name).sort()).toEqual([...NAMED].sort());
  for (const isUnused of Object.values(UNUSED)) expect(statementsIn(STACK).some(isUnused)).toBe(true);
});

test.for(Object.keys(STORIES) as StoryName[])('%s ends well, and nothing is denied', async (name) => {
  const { outcome, denials, used: statements } = await runStory(STACK, name);
  expect(outcome).toEqual(OUTCOMES[name]);
  expect(denials).toEqual([]);
  for (const { policy, sid } of statements) used.add(`${policy} ${sid}`);
});

test('together the stories use every statement, and no other', () => {
  const unused = USED.filter(({ policy, sid }) => !used.has(`${policy} ${sid}`)).map(({ name }) => name);
  expect(unused).toEqual([]);
  expect(used.size).toBe(USED.length);
});
