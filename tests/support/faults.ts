import { afterAll, beforeAll } from 'vitest';
import { attempt, type Tried } from '../../local/faults/attempt.ts';
import type { Verdict } from '../../local/faults/judge/judge.ts';
import { type Run, runStory } from '../../local/faults/play/run.ts';
import { neighbourOf, type Stage, startStage } from '../../local/faults/play/stage.ts';
import type { Fault } from '../../local/faults/stories/fault.ts';
import type { FaultStory, StoryEvent } from '../../local/faults/stories/story.ts';
import { clinicWith } from './plan.ts';

/** The verdict when nothing is wrong. */
export const CLEAN: Verdict = { lost: [], unexpectedDuplicates: [], stuck: [], unwanted: [], broken: [] };

/**
 * A clinic in the embedded cloud, shared by the tests of a file, whose stories go wrong.
 * @param beside whether there is another clinic in the same account
 */
export function useFaults({ beside = false } = {}) {
  let running: Awaited<ReturnType<typeof startStage>> | undefined;
  const stage = (): Stage => {
    if (!running) throw new Error('the cloud is not running');
    return running;
  };
  beforeAll(async () => {
    running = await startStage(clinicWith(), beside ? neighbourOf(clinicWith()) : undefined);
  });
  afterAll(() => running?.stop());
  return {
    stage,
    tell: (story: FaultStory, faults: readonly Fault[] = []): Promise<Run> =>
      runStory(stage(), story, faults),
    compare: (story: FaultStory, faults: readonly Fault[]): Promise<Tried> =>
      attempt(stage(), { story, faults }),
    verdictOn: async (story: FaultStory, faults: readonly Fault[]): Promise<Verdict> =>
      (await attempt(stage(), { story, faults })).verdict,
  };
}

/** One event of a story as the fault runs print it. */
export const told = (
  courseId: string,
  eventId: string,
  type: StoryEvent['type'],
  occurredAt: string,
  data: object,
  receivedAt?: string,
): StoryEvent => ({
  courseId,
  eventId,
  type,
  occurredAt,
  data,
  ...(receivedAt !== undefined && { receivedAt }),
});
