import type { Clinic } from '../../../shared/clinic.ts';
import type { Run } from '../play/run.ts';
import type { SentEmail } from '../play/sent-log.ts';
import { readCalendarFile } from '../promises/calendar-entry.ts';
import type { CallMail, House, Letter, Seen, Told } from '../promises/seen.ts';
import { timesNamedIn } from '../promises/words-of-time.ts';
import { arrivalOf, type FaultStory } from '../stories/story.ts';
import { keyIn } from './owed.ts';
import { DAY, delayBy } from './patience.ts';
import { isLost } from './untold.ts';

/** A run as somebody outside the house sees it. */
export function seenIn({ events }: FaultStory, run: Run): Seen {
  const told = new Map<string, Told>();
  for (const event of [...events].sort((a, b) => (arrivalOf(a) < arrivalOf(b) ? -1 : 1))) {
    const name = `${event.courseId} ${event.eventId}`;
    const erasedAt = event.type === 'course.erased' ? run.erasedAt.get(event.courseId) : undefined;
    const takenAt = run.takenAt.get(name) ?? run.ahead.get(name) ?? erasedAt;
    // Of several contents under one id the first is taken.
    if (takenAt && !told.has(name)) told.set(name, { ...event, data: { ...event.data }, takenAt });
  }
  // A mail to the clinic that is refused is not tried again before the next morning.
  const refused = run.fired.filter((fault) => fault.kind === 'call' && fault.what === 'rejected').length;
  return {
    house: houseOf(run.clinic),
    deployed: run.inForce.map(({ from, clinic }) => ({ from, house: houseOf(clinic) })),
    restored: run.restored,
    told: [...told.values()],
    letters: run.sent
      .filter(({ courseId, isCallMail }) => courseId !== '' && !isCallMail)
      .map((email) => letterOf(email, run)),
    worklists: run.worklists,
    staffMails: run.staffMails,
    callMails: callMailsIn(run),
    delay: (delayBy(run) + refused * DAY) / 60,
    endedAt: run.endedAt,
  };
}

/** The rules of a clinic's file that its patients and its people see. */
export function houseOf(clinic: Clinic): House {
  const { timeZone, sendTime, replyTo, quietHours, closures, extraHolidays } = clinic;
  const { questionnaires, assessments } = clinic;
  return {
    ...{ timeZone, sendTime, replyTo, quietHours, closures, extraHolidays },
    ...{ questionnaires, assessments },
  };
}

/** What went to the clinic's mailbox, and what was given up: of that the digest tells. */
function callMailsIn(run: Run): CallMail[] {
  const mails = run.sent
    .filter(({ isCallMail }) => isCallMail)
    .map((email) => ({
      courseId: email.courseId,
      messageId: email.message,
      at: email.at,
      to: email.to,
      arrives: !isLost(email),
      isAmbiguous: run.isAmbiguous(email),
    }));
  const givenUp = [...run.courses].flatMap(([courseId, { messages }]) =>
    messages.flatMap((message) =>
      message.status === 'failed' && message.call !== undefined
        ? [{ courseId, messageId: `${courseId} ${message.messageId}`, at: message.settledAt }]
        : [],
    ),
  );
  return [
    ...mails,
    ...givenUp
      .filter(({ messageId }) => !mails.some((mail) => mail.messageId === messageId))
      .map((mail) => ({ ...mail, to: run.clinic.replyTo, arrives: false, isAmbiguous: true })),
  ];
}

function letterOf(email: SentEmail, run: Run): Letter {
  const { courseId, message, attempt, at, to, calendarFiles, isForgotten } = email;
  const keys = email.keys.map((named) => keyIn(named, courseId));
  const log = run.courses.get(courseId)?.messages ?? [];
  const carried = log.flatMap(({ reminders }) => reminders);
  return {
    courseId,
    messageId: message,
    attempt,
    at,
    to,
    keys,
    arrives: !isLost(email),
    isAmbiguous: run.isAmbiguous(email),
    isForgotten,
    calendar: calendarFiles.map(readCalendarFile),
    names: timesNamedIn(email.text, run.clinic.timeZone),
    leftOut: log.flatMap((each) =>
      `${courseId} ${each.messageId}` === message && 'dropped' in each ? each.dropped : [],
    ),
    expiresAt: new Map(carried.map(({ key, expiresAt }) => [key, expiresAt])),
  };
}
