import type { Tried } from './attempt.ts';
import { judge } from './judge.ts';
import { runStory, type Stage } from './run.ts';
import type { FaultStory } from './story.ts';

/** One run of the series, which one it is, and how many there are. */
type CrashRun = Tried & { readonly done: number; readonly total: number };

const CRASHES = ['crash before', 'crash after'] as const;

/** Tells a story once for each call that its functions make, with a crash before and one after that call. */
export async function* everyCrash(stage: Stage, story: FaultStory): AsyncGenerator<CrashRun> {
  const undisturbed = await runStory(stage, story);
  const total = CRASHES.length * undisturbed.calls;
  for (let done = 1; done <= total; done += 1) {
    const what = done % CRASHES.length === 1 ? 'crash before' : 'crash after';
    const faults = [{ kind: 'call', call: Math.ceil(done / CRASHES.length), what } as const];
    const run = await runStory(stage, story, faults);
    yield { story, faults, undisturbed, run, verdict: judge(story, undisturbed, run), done, total };
  }
}
