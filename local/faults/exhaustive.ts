import { type Tried, undisturbedRun } from './attempt.ts';
import { judge } from './judge/judge.ts';
import { runStory } from './play/run.ts';
import type { Stage } from './play/stage.ts';
import type { Fault } from './stories/fault.ts';
import type { FaultStory } from './stories/story.ts';

/** What is tried at every call, and what besides at a call that is made for somebody who presses. */
export const SERIES = {
  crashes: {
    always: (call: number): Fault[] => [
      { kind: 'call', call, what: 'crash before' },
      { kind: 'call', call, what: 'crash after' },
    ],
    pressed: (call: number): Fault[] => [{ kind: 'call', call, what: 'drop after', times: 3 }],
  },
  races: {
    always: (call: number): Fault[] => [{ kind: 'meanwhile', call }],
    pressed: (call: number): Fault[] => [
      { kind: 'meanwhile', call, who: 'wake' },
      { kind: 'meanwhile', call, who: 'press' },
    ],
  },
} as const;
export type Series = keyof typeof SERIES;

/** One run of a series, which one it is, and how many there are. */
type SeriesRun = Tried & { readonly done: number; readonly total: number };

/**
 * Tells a story once for each call that its functions make, and for each thing that is tried at it; of a story in which
 * somebody presses, only for the calls that are made for a press: the others are those of the other stories.
 * @param share only each so-manieth of these runs, from one of them on
 */
export async function* atEveryCall(
  stage: Stage,
  story: FaultStory,
  series: Series,
  share: { readonly oneIn: number; readonly from: number } = { oneIn: 1, from: 0 },
): AsyncGenerator<SeriesRun> {
  const undisturbed = await undisturbedRun(stage, story);
  const { always, pressed } = SERIES[series];
  const all = story.presses
    ? undisturbed.pressCalls.flatMap((call) => [...always(call), ...pressed(call)])
    : Array.from({ length: undisturbed.calls }, (_, index) => always(index + 1)).flat();
  for (const [index, fault] of all.entries()) {
    if (index % share.oneIn !== share.from % share.oneIn) continue;
    const run = await runStory(stage, story, [fault]);
    const verdict = judge(story, undisturbed, run);
    yield { story, faults: [fault], undisturbed, run, verdict, done: index + 1, total: all.length };
  }
}
