import { unenrolledFrom } from '../../../shared/core/digest/unenrolled.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import {
  type Bounces,
  type CarriedReminder,
  type Message,
  stateOf,
} from '../../../shared/core/reminders/log.ts';
import { addMinutes, type Instant } from '../../../shared/core/time/instant.ts';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import { isWithin, type Period } from '../../clinic/accounts.ts';

/** A reminder that is not accounted for as it should be. */
export type AuditProblem = {
  readonly courseId: string;
  /** Null when it is the course as a whole. */
  readonly key: string | null;
  readonly problem:
    | 'came due and nothing became of it'
    | 'still being sent'
    | 'sent twice'
    | 'has events but no enrolment'
    | `cannot be read: ${string}`;
};

/** What is younger may still be under way: a wake, a redelivery and the sweep each get their time. */
const PATIENCE_MINUTES = 120;

/** Reminders that are due by the plan and of which the log says nothing yet. */
export function undecidedIn({ messages }: LoadedCourse, { decisions }: Plan): CarriedReminder[] {
  const known = new Set(messages.map(({ messageId }) => messageId));
  return decisions.messages
    .filter(({ messageId }) => !known.has(messageId))
    .flatMap(({ reminders }) => reminders);
}

/** What does not add up in one course, in a period. */
export function problemsOf(loaded: LoadedCourse, plan: Plan, now: Instant, period: Period): AuditProblem[] {
  const { messages } = loaded;
  const { course } = plan;
  const limit = addMinutes(now, -PATIENCE_MINUTES);
  const within = ({ reminders }: Message) => reminders.filter((reminder) => isWithin(reminder, period));
  const found = (problem: AuditProblem['problem'], reminders: readonly CarriedReminder[]) =>
    reminders.map(({ key }) => ({ courseId: course.courseId, key, problem }));
  const undecided = undecidedIn(loaded, plan).filter(
    (reminder) => isWithin(reminder, period) && reminder.sendAt < limit,
  );
  const open = messages.filter(
    (message) =>
      (message.status === 'claimed' && message.leaseUntil < limit) ||
      (message.status === 'released' && message.retryAt < limit),
  );
  return [
    ...found('came due and nothing became of it', undecided),
    ...found('still being sent', open.flatMap(within)),
    ...(isUnenrolled(loaded, plan, now)
      ? [{ courseId: course.courseId, key: null, problem: 'has events but no enrolment' } as const]
      : []),
    ...found('sent twice', sentTwice(messages, course.bouncedMessages).flatMap(within)),
  ];
}

/** A course of which the clinic's system should have told the enrolment by now: nobody is reminded of anything in it. */
const isUnenrolled = ({ head }: LoadedCourse, { status }: Plan, now: Instant): boolean =>
  status === 'unknown' && head?.status === 'unknown' && unenrolledFrom(head.firstReceivedAt) <= now;

/** Later messages with a reminder that an earlier one, which arrived, had carried already. */
function sentTwice(messages: readonly Message[], bounced: Bounces): Message[] {
  const seen = new Set<string>();
  return messages.filter((message) => {
    if (message.status !== 'sent' || stateOf(message, bounced)?.state !== 'sent') return false;
    const keys = message.reminders.map(({ key }) => key).filter((key) => !message.dropped.includes(key));
    const isSecond = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isSecond;
  });
}
