import type { Tried } from './attempt.ts';
import { judge } from './judge/judge.ts';
import { runStory } from './play/run.ts';
import type { Stage } from './play/stage.ts';
import type { Fault } from './stories/fault.ts';
import type { FaultStory } from './stories/story.ts';

/** What is tried at every call. */
export const SERIES = {
  crashes: (call: number): Fault[] => [
    { kind: 'call', call, what: 'crash before' },
    { kind: 'call', call, what: 'crash after' },
  ],
  races: (call: number): Fault[] => [{ kind: 'meanwhile', call }],
} as const;
export type Series = keyof typeof SERIES;

/** One run of a series, which one it is, and how many there are. */
type SeriesRun = Tried & { readonly done: number; readonly total: number };

/** Tells a story once for each call that its functions make, and for each thing that is tried at it. */
export async function* atEveryCall(
  stage: Stage,
  story: FaultStory,
  series: Series,
): AsyncGenerator<SeriesRun> {
  const undisturbed = await runStory(stage, story);
  const calls = Array.from({ length: undisturbed.calls }, (_, index) => index + 1);
  const all = calls.flatMap(SERIES[series]);
  for (const [index, fault] of all.entries()) {
    const run = await runStory(stage, story, [fault]);
    const verdict = judge(story, undisturbed, run);
    yield { story, faults: [fault], undisturbed, run, verdict, done: index + 1, total: all.length };
  }
}
