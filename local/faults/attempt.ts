import { judge, type Verdict } from './judge/judge.ts';
import { type Run, runStory } from './play/run.ts';
import type { Stage } from './play/stage.ts';
import type { Fault } from './stories/fault.ts';
import type { FaultStory } from './stories/story.ts';

/** A story and what goes wrong in it. */
export type Trial = { readonly story: FaultStory; readonly faults: readonly Fault[] };

/** What came of a trial. */
export type Tried = Trial & { readonly undisturbed: Run; readonly run: Run; readonly verdict: Verdict };

const UNDISTURBED = new WeakMap<Stage, WeakMap<FaultStory, Promise<Run>>>();

/** What comes of a story when nothing goes wrong; on each stage it is told only once. */
export function undisturbedRun(stage: Stage, story: FaultStory): Promise<Run> {
  const known = UNDISTURBED.get(stage) ?? new WeakMap<FaultStory, Promise<Run>>();
  UNDISTURBED.set(stage, known);
  const run = known.get(story) ?? runStory(stage, story);
  known.set(story, run);
  return run;
}

/** Tells a story undisturbed and under faults, and compares. */
export async function attempt(stage: Stage, { story, faults }: Trial): Promise<Tried> {
  const undisturbed = await undisturbedRun(stage, story);
  const run = await runStory(stage, story, faults);
  return { story, faults, undisturbed, run, verdict: judge(story, undisturbed, run) };
}
