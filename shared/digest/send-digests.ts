import { digestDayOf, openDaysSince } from '../core/digest/digest-day.ts';
import { calendarOf } from '../core/settings/clinic-calendar.ts';
import { later } from '../core/time/civil-date.ts';
import { localDateOf } from '../core/time/instant.ts';
import type { Recipient } from '../ports/digest-store.ts';
import { reasonOf } from '../ports/our-error.ts';
import {
  longOverdue,
  type ManagerMail,
  quality,
  type Situation,
  unenrolled,
  unknownCourses,
} from './manager-mails.ts';
import { DigestNotSentError, type DigestTools, memoryOf, sendOnce } from './send-once.ts';
import { type Caseload, caseloadsOf, contactOf, recipientOf, therapistDigest } from './therapist-digest.ts';

/** Recipients or courses that an error names. */
const MOST_NAMED = 20;

const MANAGER_MAILS: readonly (readonly [Recipient, ManagerMail])[] = [
  ['MANAGER', longOverdue],
  ['MANAGER#QUALITY', quality],
  ['MANAGER#UNKNOWN', unenrolled],
];

/** What became of a day's digests. */
export type DigestsSent = {
  readonly sent: number;
  /** Ids of the courses without an enrolment of which there is no manager to hear. */
  readonly unheardOf: readonly string[];
  /** The open days that have passed without an event while courses were open; null on a day without digests. */
  readonly silentDays: number | null;
};

/**
 * Sends today's mails to the clinic: to each therapist what is due, overdue and worth knowing, and to the manager what
 * is late, unknown or to be counted. Does nothing on a day that is not open. Calling it again on the same day sends
 * nothing twice.
 * @throws DigestNotSentError when some could not be sent, or a course is missing from them because it cannot be read
 */
export async function sendDigests(tools: DigestTools): Promise<DigestsSent> {
  const { clinic, store, now } = tools;
  const readAt = now();
  const day = digestDayOf(localDateOf(readAt, clinic.timeZone), calendarOf(clinic), clinic.timeZone);
  if (!day) return { sent: 0, unheardOf: [], silentDays: null };
  const { courses, unreadable } = await store.worklist();
  const situation: Situation = { courses, day, readAt };
  const mails = [
    ...caseloadsOf(courses).map((caseload) => toTherapist(tools, caseload, situation)),
    ...MANAGER_MAILS.flatMap(([recipient, mail]) => toManager(tools, recipient, mail, situation)),
  ];
  let sent = 0;
  const failed: string[] = [];
  for (const { recipient, send } of mails) {
    try {
      sent += (await send()) ? 1 : 0;
    } catch (error) {
      const { error: name, reason = name } = reasonOf(error);
      failed.push(`${recipient} (${reason})`);
    }
  }
  const problems = [
    ...listed(failed, `${failed.length} of ${mails.length} digests were not sent`),
    ...listed(
      unreadable,
      `${unreadable.length} of ${courses.length + unreadable.length} courses could not be read`,
    ),
  ];
  if (problems.length > 0) throw new DigestNotSentError(problems.join('; '));
  const unknown = clinic.managerEmail ? [] : unknownCourses(situation);
  return {
    sent,
    unheardOf: unknown.map(({ courseId }) => courseId),
    silentDays: silentDays(situation, clinic.timeZone),
  };
}

/** For how long nothing was heard of any course. Without open courses there is nothing to hear. */
function silentDays({ courses, day }: Situation, timeZone: string): number {
  if (!courses.some(({ head }) => head.status === 'open')) return 0;
  const heardAt = courses.map(({ head }) => head.lastReceivedAt).reduce(later);
  return openDaysSince(localDateOf(heardAt, timeZone), day);
}

type Sending = { readonly recipient: Recipient; readonly send: () => Promise<boolean> };

function toTherapist(tools: DigestTools, caseload: Caseload, { day, readAt }: Situation): Sending {
  const recipient = recipientOf(caseload);
  return {
    recipient,
    send: async () => {
      const { contact: kept, entries } = await tools.store.log(recipient, memoryOf(day.today));
      const contact = await contactOf(tools, caseload, kept, readAt);
      const mail = therapistDigest(tools, caseload, { entries }, contact, day, readAt);
      return mail !== null && (await sendOnce(tools, mail, entries));
    },
  };
}

function toManager(
  tools: DigestTools,
  recipient: Recipient,
  mailOf: ManagerMail,
  situation: Situation,
): Sending[] {
  const write = mailOf(tools, situation);
  if (!write) return [];
  const send = async () => {
    const { entries } = await tools.store.log(recipient, memoryOf(situation.day.today));
    const mail = await write(entries);
    return mail !== null && (await sendOnce(tools, mail, entries));
  };
  return [{ recipient, send }];
}

function listed(names: readonly string[], title: string): string[] {
  if (names.length === 0) return [];
  const others = names.length > MOST_NAMED ? ', …' : '';
  return [`${title}: ${names.slice(0, MOST_NAMED).join(', ')}${others}`];
}
