import { toInstant } from '../../shared/core/time/instant.ts';
import { attempt, type Trial, type Tried } from './attempt.ts';
import { isClean, judge } from './judge/judge.ts';
import { runStory, type Stage } from './play/run.ts';
import { Chance } from './stories/chance.ts';
import { harshFaults } from './stories/harsh-faults.ts';
import { randomFaults } from './stories/random-faults.ts';
import { type Mixture, randomStory } from './stories/random-story.ts';
import { arrivalOf } from './stories/story.ts';

/** A random story with random faults, always the same for the same seed and mixture. */
export async function trySeed(stage: Stage, seed: number, mixture: Mixture = 'mild'): Promise<Tried> {
  const chance = new Chance(seed);
  const story = randomStory(chance, seed, mixture);
  const undisturbed = await runStory(stage, story);
  const from = story.events.map((event) => toInstant(arrivalOf(event))).reduce((a, b) => (a < b ? a : b));
  const faultsOf = mixture === 'harsh' ? harshFaults : randomFaults;
  const faults = faultsOf(chance, { calls: undisturbed.calls, from, until: story.until });
  const run = await runStory(stage, story, faults);
  return { story, faults, undisturbed, run, verdict: judge(story, undisturbed, run) };
}

/** Whether a trial still fails in one of the ways in which another one did. */
export async function failsLike({ verdict }: Tried, stage: Stage, trial: Trial): Promise<boolean> {
  const again = await attempt(stage, trial);
  if (isClean(again.verdict)) return false;
  return (Object.keys(verdict) as (keyof typeof verdict)[]).some(
    (what) => verdict[what].length > 0 && again.verdict[what].length > 0,
  );
}
