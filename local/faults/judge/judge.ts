import type { Run } from '../play/run.ts';
import type { SentEmail } from '../play/sent-log.ts';
import type { FaultStory } from '../stories/story.ts';
import { lateIn } from './late.ts';
import { lostIn } from './lost.ts';
import { keyIn } from './owed.ts';
import { untoldIn } from './untold.ts';

/** What must not be, one sentence each. */
export type Verdict = {
  readonly lost: readonly string[];
  readonly unexpectedDuplicates: readonly string[];
  readonly stuck: readonly string[];
  /** Sent although no plan wanted it any more. */
  readonly unwanted: readonly string[];
};

/** As often as a message may be tried when nobody knows whether it was taken. */
const MAX_ATTEMPTS = 3;

/** Judges a run under faults by the undisturbed one. */
export function judge(story: FaultStory, undisturbed: Run, run: Run): Verdict {
  const dead = run.deadLetters.filter((body) => !undisturbed.deadLetters.includes(body));
  return {
    lost: [...lostIn(story, undisturbed, run), ...untoldIn(run)],
    unexpectedDuplicates: duplicatesIn(run),
    stuck: [
      ...run.stuck,
      ...lateIn(story, undisturbed, run),
      ...dead.map((body) => `a dead letter in ${body}`),
    ],
    unwanted: run.sent.flatMap((email) => unwantedIn(email, run).map((key) => `${key} at ${email.at}`)),
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

function duplicatesIn({ sent, isAmbiguous, courses }: Run): string[] {
  const bounced = bouncedMessages(courses);
  const byKey = Map.groupBy(
    sent.flatMap((email) => email.keys.map((key) => ({ key, email }))),
    ({ key }) => key,
  );
  return [...byKey].flatMap(([key, sendings]) => {
    const emails = sendings.map(({ email }) => email);
    const isExplained = emails
      .slice(0, -1)
      .every((email) => isAmbiguous(email) || bounced.has(email.message));
    const isBounded = [...Map.groupBy(emails, ({ message }) => message).values()].every(
      (attempts) => attempts.length <= MAX_ATTEMPTS,
    );
    if (isExplained && isBounded) return [];
    return [`${key} was sent ${emails.map(({ at, attempt }) => `at ${at} (attempt ${attempt})`).join(', ')}`];
  });
}

/** Messages that did not reach the patient: what was in them may go again to another address. */
const bouncedMessages = (courses: Run['courses']): ReadonlySet<string> =>
  new Set(
    [...courses].flatMap(([courseId, { events }]) =>
      events.flatMap(({ event }) =>
        event.type === 'email.bounced' ? [`${courseId} ${event.data.messageId}`] : [],
      ),
    ),
  );
