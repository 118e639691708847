import type { Run } from '../play/run.ts';
import type { SentEmail } from '../play/sent-log.ts';
import { brokenPromises } from '../promises/broken-promises.ts';
import { onceEach } from '../promises/letters.ts';
import type { FaultStory } from '../stories/story.ts';
import { lateIn } from './late.ts';
import { lostIn } from './lost.ts';
import { keyIn } from './owed.ts';
import { seenIn } from './seen-in.ts';
import { untoldIn } from './untold.ts';

/** What must not be, one sentence each. */
export type Verdict = {
  readonly lost: readonly string[];
  readonly unexpectedDuplicates: readonly string[];
  readonly stuck: readonly string[];
  /** Sent although no plan wanted it any more. */
  readonly unwanted: readonly string[];
  /** Against a promise that can be seen from outside, the undisturbed run's included. */
  readonly broken: readonly string[];
};

/** Judges a run under faults by the undisturbed one. */
export function judge(story: FaultStory, undisturbed: Run, run: Run): Verdict {
  const seen = seenIn(story, run);
  const dead = run.deadLetters.filter((body) => !undisturbed.deadLetters.includes(body));
  return {
    lost: [...lostIn(story, undisturbed, run), ...untoldIn(run)],
    unexpectedDuplicates: onceEach(seen),
    stuck: [
      ...run.stuck,
      ...lateIn(story, undisturbed, run),
      ...dead.map((body) => `a dead letter in ${body}`),
    ],
    unwanted: run.sent.flatMap((email) => unwantedIn(email, run).map((key) => `${key} at ${email.at}`)),
    broken: [...new Set([...brokenPromises(seenIn(story, undisturbed)), ...brokenPromises(seen)])],
  };
}

/** Whether nothing is wrong. */
export const isClean = (verdict: Verdict): boolean =>
  Object.values(verdict).every((sentences) => sentences.length === 0);

/** A handler that met another one leaves out what is no longer wanted, and notes that when it has sent the rest. */
function unwantedIn({ courseId, message, keys, unwanted }: SentEmail, { courses }: Run): readonly string[] {
  if (unwanted.length === keys.length) return unwanted;
  const found = courses
    .get(courseId)
    ?.messages.find(({ messageId }) => message === `${courseId} ${messageId}`);
  const dropped = found && 'dropped' in found ? found.dropped : [];
  return unwanted.filter((key) => !dropped.includes(keyIn(key, courseId)));
}
