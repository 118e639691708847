import type { Clinic } from '../../shared/clinic.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { LoadedCourse } from '../../shared/ports/course-store.ts';
import { plain } from '../terminal/text.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import type { ExplainInput } from './facts.ts';

/** A course to explain, or one sentence why there is nothing to explain. */
export type StoredExplanation =
  | { readonly explain: ExplainInput }
  /** `found`: the clinic knows the course. */
  | { readonly sentence: string; readonly found: boolean };

/** What a course that was read tells, with its history of messages. */
export function explainLoaded(
  courseId: string,
  loaded: LoadedCourse,
  clinic: Clinic,
  now: Instant,
): StoredExplanation {
  const { head, messages } = loaded;
  const name = `course ${plain(courseId)}`;
  if (!head) {
    const sentence = `${clinic.name}: there is no ${name}; it was never heard of, or was forgotten after it ended.`;
    return { sentence, found: false };
  }
  if (head.status === 'erased') {
    const erasedAt = momentInWords(head.lastReceivedAt, clinic.timeZone);
    const sentence = `The ${name} was erased on request on ${erasedAt}: nothing is kept of it but its id, and nothing is sent.`;
    return { sentence, found: true };
  }
  const plan = planLoaded(courseId, loaded, [], clinic, now);
  const logEndsAt = head.purged && head.expiresAt !== null ? toInstant(head.expiresAt * 1000) : null;
  const log = { messages, wakeAt: head.nextWakeAt, logEndsAt };
  return { explain: { plan, settings: clinic, asOf: now, lastReceivedAt: head.lastReceivedAt, log } };
}
