import type { Clinic } from '../clinic.ts';
import type { Claim, Message } from '../core/reminders/log.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Pages } from '../links/pages.ts';
import type { CourseStore } from '../ports/course-store.ts';
import type { Mailer } from '../ports/mailer.ts';

/** What claimed messages are sent with. */
export type DeliveryTools = {
  readonly store: CourseStore;
  readonly mailer: Mailer;
  readonly clinic: Clinic;
  readonly pages: Pages;
  readonly now: () => Instant;
};

/** Whether a claim is still the caller's, by the log as it is. */
export const owns = (messages: readonly Message[], { messageId, attempt }: Claim): boolean =>
  messages.some(
    (each) => each.messageId === messageId && each.status === 'claimed' && each.attempt === attempt,
  );

/** Gives a claim up before it was sent. */
export const withdraw = ({ store, now }: DeliveryTools, courseId: string, claim: Claim) =>
  store.settle(courseId, claim, { status: 'withdrawn', settledAt: now(), attempt: claim.attempt - 1 });

/** Tell which attempt at which message an e-mail is; nothing personal. */
export const tagsOf = (courseId: string, { messageId, attempt }: Claim) => ({
  course: Buffer.from(courseId).toString('base64url'),
  message: messageId,
  attempt: String(attempt),
});
