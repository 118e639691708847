import { ATTEMPTS, QUEUE_NAMES } from '../../../shared/names.ts';
import type { Run } from '../play/run.ts';
import { brokenPromises } from '../promises/broken-promises.ts';
import { onceEach } from '../promises/letters.ts';
import { nothingIdle } from '../promises/still-asked.ts';
import type { FaultStory } from '../stories/story.ts';
import { lateIn } from './late.ts';
import { lostIn } from './lost.ts';
import { pressesIn, withPressed } from './pressed.ts';
import { seenIn } from './seen-in.ts';
import { untoldIn } from './untold.ts';

/** What must not be, one sentence each. */
export type Verdict = {
  readonly lost: readonly string[];
  readonly unexpectedDuplicates: readonly string[];
  readonly stuck: readonly string[];
  /** Sent although it was not so any more, or nobody was asked for it any more. */
  readonly unwanted: readonly string[];
  /** Against a promise that can be seen from outside, the undisturbed run's included. */
  readonly broken: readonly string[];
};

/** Judges a run under faults by the undisturbed one, at each clinic that there is. */
export function judge(story: FaultStory, undisturbed: Run, run: Run): Verdict {
  const own = judgeOne(story, undisturbed, run);
  if (!story.neighbour || !undisturbed.neighbour || !run.neighbour) return own;
  const { deployments: _, presses: _p, changes: _c, neighbour: events, ...rest } = story;
  const other = judgeOne({ ...rest, events }, undisturbed.neighbour, run.neighbour);
  const also = (what: keyof Verdict) => other[what].map((sentence) => `at the neighbour: ${sentence}`);
  return {
    lost: [...own.lost, ...also('lost')],
    unexpectedDuplicates: [...own.unexpectedDuplicates, ...also('unexpectedDuplicates')],
    stuck: [...own.stuck, ...also('stuck')],
    unwanted: [...own.unwanted, ...also('unwanted')],
    broken: [...own.broken, ...also('broken')],
  };
}

function judgeOne(told: FaultStory, undisturbed: Run, run: Run): Verdict {
  const story = withPressed(told, run);
  const seen = seenIn(story, run);
  const unspoiled = seenIn(withPressed(told, undisturbed), undisturbed);
  const pressed = pressesIn(told, run);
  const dead = run.deadLetters.filter(
    (body) => !undisturbed.deadLetters.includes(body) && !isMadeGood(body, run),
  );
  return {
    lost: [...lostIn(story, undisturbed, run), ...untoldIn(run), ...pressed.lost],
    unexpectedDuplicates: [...onceEach(seen), ...pressed.twice],
    stuck: [
      ...run.stuck,
      ...pressed.stuck,
      ...lateIn(story, undisturbed, run),
      ...dead.map((body) => `a dead letter in ${body}`),
    ],
    unwanted: nothingIdle(seen),
    broken: [...new Set([...brokenPromises(unspoiled), ...brokenPromises(seen)])],
  };
}

/** Whether nothing is wrong. */
export const isClean = (verdict: Verdict): boolean =>
  Object.values(verdict).every((sentences) => sentences.length === 0);

/**
 * Whether calls failed so often that something was given up. The next one does what a wake, a sweep or a digest would have
 * done. A report may have been noted by one of its tries; if not, what it reports is untold. An event that nobody can take
 * for two days waits for the operator, whom an alarm calls. Whether all that was so, the rest tells.
 */
function isMadeGood(letter: string, { fired }: Run): boolean {
  const failures = [...new Set(fired)]
    .map((fault) => (fault.kind === 'call' ? (fault.times ?? 1) : 0))
    .reduce((sum, times) => sum + times, 0);
  const [, named] = /-(\w+)-dead-letters: /.exec(letter) ?? [];
  const queue = QUEUE_NAMES.find((name) => name === named);
  return queue !== undefined && failures >= ATTEMPTS[queue];
}
