import { toInstant } from '../../shared/core/time/instant.ts';
import { attempt, type Trial, type Tried } from './attempt.ts';
import { isClean, judge } from './judge/judge.ts';
import { runStory } from './play/run.ts';
import type { Stage } from './play/stage.ts';
import { Chance } from './stories/chance.ts';
import { harshFaults } from './stories/harsh-faults.ts';
import { unsettled } from './stories/harsh-story.ts';
import { randomFaults } from './stories/random-faults.ts';
import { type Mixture, randomStory } from './stories/random-story.ts';
import { arrivalOf, type FaultStory } from './stories/story.ts';

/** A random story with random faults, always the same for the same seed and mixture. */
export async function trySeed(stage: Stage, seed: number, mixture: Mixture = 'mild'): Promise<Tried> {
  const chance = new Chance(seed);
  const trial = await trialOf(stage, chance, randomStory(chance, seed, mixture), mixture);
  const run = await runStory(stage, trial.story, trial.faults);
  return { ...trial, run, verdict: judge(trial.story, trial.undisturbed, run) };
}

async function trialOf(stage: Stage, chance: Chance, told: FaultStory, mixture: Mixture) {
  const undisturbed = await runStory(stage, told);
  const roomOf = ({ events, until }: FaultStory, calls: number) => {
    const from = events.map((event) => toInstant(arrivalOf(event))).reduce((a, b) => (a < b ? a : b));
    return { calls, from, until };
  };
  if (mixture === 'mild')
    return { story: told, undisturbed, faults: randomFaults(chance, roomOf(told, undisturbed.calls)) };
  const faults = harshFaults(chance, roomOf(told, undisturbed.calls));
  const sent = undisturbed.sent.filter(({ courseId, isCallMail }) => courseId !== '' && !isCallMail);
  if (sent.length === 0 || chance.onceIn(2)) return { story: told, undisturbed, faults };
  const { story, fault } = unsettled(chance, told, sent);
  return { story, undisturbed: await runStory(stage, story), faults: [fault, ...faults] };
}

/** Whether a trial still fails in one of the ways in which another one did. */
export async function failsLike({ verdict }: Tried, stage: Stage, trial: Trial): Promise<boolean> {
  const again = await attempt(stage, trial);
  if (isClean(again.verdict)) return false;
  return (Object.keys(verdict) as (keyof typeof verdict)[]).some(
    (what) => verdict[what].length > 0 && again.verdict[what].length > 0,
  );
}
