import { openCalls } from '../course/calls.ts';
import type { CallRequest, Course } from '../course/course.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addMinutes, type Instant } from '../time/instant.ts';
import type { Decisions } from './decide.ts';
import type { Message } from './log.ts';
import { LEASE_MINUTES, MAX_ATTEMPTS, type Unsettled, withdrawn } from './settle.ts';

/** Whether a message tells the clinic of a request for a call, and not the patient of reminders. */
export const isCallMail = ({ call }: Message): boolean => call !== undefined;

/** What decides about mails on requests for calls. */
export type CallFacts = {
  readonly course: Course;
  readonly settings: CoreSettings;
  readonly messages: readonly Message[];
  readonly now: Instant;
};

/**
 * The requests of which the clinic's mailbox is still to hear: not so old that everybody has read of them in the digest,
 * and of a patient who is known and alive.
 */
export function callsToTell({ course, settings, now }: Omit<CallFacts, 'messages'>): CallRequest[] {
  if (!course.patient || course.closed?.reason === 'deceased') return [];
  const from = addMinutes(now, -settings.tasks.callMailWithinDays * 24 * 60);
  const barredUntil = settings.sendNothingBefore ?? from;
  return openCalls(course).filter(({ at }) => at >= from && at >= barredUntil);
}

/**
 * Which requests for calls are mailed to the clinic now, at any hour: each once, but for outcomes that stayed unknown;
 * then three times at most. What the provider put off goes when its time has come, if it is still asked for.
 */
export function decideCalls(facts: CallFacts): Decisions & { readonly wakes: readonly Instant[] } {
  const { messages, now } = facts;
  const mails = messages.filter(isCallMail);
  const wanted = new Set(callsToTell(facts).map(({ eventId }) => eventId));
  const known = new Set(mails.map(({ call }) => call));
  const fresh = [...wanted].filter((call) => !known.has(call));
  const open = mails.filter((mail) => mail.status === 'claimed' || mail.status === 'released');
  const over = open.filter((mail) => settledFrom(mail) <= now);
  const changed = [
    ...over.map((mail) => settled(mail, wanted.has(mail.call ?? ''), now)),
    ...fresh.map((call, index) => claimed(call, mails.length + index + 1, now)),
  ];
  return {
    messages: changed,
    claims: changed.filter((message) => message.status === 'claimed'),
    wakes: open.filter((mail) => !over.includes(mail)).map(settledFrom),
  };
}

/** When a mail to the clinic that was claimed or put off now is to be settled: by night as well. */
export const callMailSettledAt = (now: Instant): Instant => addMinutes(now, LEASE_MINUTES);

const settledFrom = (mail: Unsettled): Instant =>
  mail.status === 'claimed' ? mail.leaseUntil : mail.retryAt;

function claimed(call: string, number: number, now: Instant): Message {
  return {
    messageId: `call-${String(number).padStart(4, '0')}`,
    call,
    reminders: [],
    status: 'claimed',
    claimedAt: now,
    leaseUntil: callMailSettledAt(now),
    attempt: 1,
    dropped: [],
  };
}

function settled(mail: Unsettled, isWanted: boolean, now: Instant): Message {
  if (!isWanted) return withdrawn(mail, now);
  const attempt = mail.status === 'claimed' ? mail.attempt + 1 : mail.attempt;
  const { messageId, call, reminders, claimedAt, dropped } = mail;
  const common = { messageId, ...(call !== undefined && { call }), reminders, claimedAt, dropped };
  if (attempt <= MAX_ATTEMPTS)
    return { ...common, attempt, status: 'claimed', leaseUntil: callMailSettledAt(now) };
  return { ...common, attempt: mail.attempt, status: 'failed', settledAt: now, reason: 'no answer' };
}
