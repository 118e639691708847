import { addMinutes, type Instant } from '../core/time/instant.ts';
import type { LoadedCourse } from '../ports/course-store.ts';

/** The provider says within so many minutes what became of an e-mail, if only that it is delayed. */
const HEARD_AFTER_MINUTES = 60;
/** Of what is older nothing is asked any more. */
const ASKED_FOR_MINUTES = 3 * 24 * 60;

/**
 * Whether the provider's reports come: of the e-mails to a patient that were sent over an hour and up to three days ago,
 * whether it has said of any what became of it. Null when there are none.
 */
export function hearsReports({ messages, events }: LoadedCourse, now: Instant): boolean | null {
  const from = addMinutes(now, -ASKED_FOR_MINUTES);
  const until = addMinutes(now, -HEARD_AFTER_MINUTES);
  const asked = messages.filter(
    (message) =>
      message.status === 'sent' &&
      message.call === undefined &&
      message.sentAt > from &&
      message.sentAt <= until,
  );
  if (asked.length === 0) return null;
  const cameBack = new Set(
    events.flatMap(({ event }) => (event.type === 'email.bounced' ? [event.data.messageId] : [])),
  );
  return asked.some(
    (message) => cameBack.has(message.messageId) || ('delivery' in message && message.delivery !== undefined),
  );
}
