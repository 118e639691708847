import { type ReminderKind, readKey } from '../../shared/core/ids/reminder-key.ts';
import { whyNotDelivered } from '../../shared/core/reminders/delivery.ts';
import { type CarriedReminder, type Message, MISSED, stateOf } from '../../shared/core/reminders/log.ts';
import { settleAt } from '../../shared/core/reminders/settle.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import { reminderTitle, visitTitle } from '../words/words.ts';
import { type ExplainFacts, listed } from './facts.ts';
import { UNREACHABLE } from './words.ts';

/** One message of the log that carries a reminder. */
export type Passage = { readonly message: Message; readonly reminder: CarriedReminder };

/** What became of a reminder in one message, in sentences of which the first goes on from its name. */
export function whatBecame(passage: Passage, facts: ExplainFacts): string {
  const { message, reminder } = passage;
  const at = (instant: Instant) => momentInWords(instant, facts.settings.timeZone);
  const named = `(message ${message.messageId})`;
  if ('dropped' in message && message.status !== 'withdrawn' && message.dropped.includes(reminder.key))
    return `left out of the e-mail of ${at(message.claimedAt)} ${named}: a fact had changed.`;
  switch (message.status) {
    case 'claimed':
      return `being sent since ${at(message.claimedAt)} ${named}. ${unsettled(message, facts)}`;
    case 'released':
      return `put off until ${at(message.retryAt)} ${named}: the e-mail provider did not take it.`;
    case 'sent':
      return `sent on ${at(message.sentAt)} ${named}${together(reminder, message)}.${rehearsed(message)}${attempts(message)}${reported(message, facts)}`;
    case 'withdrawn':
      return `withdrawn on ${at(message.settledAt)} ${named}: ${withdrawnBecause(passage, facts)}.${untoldOutcome(message, facts)}`;
    case 'failed':
      return `failed on ${at(message.settledAt)} ${named}: ${message.reason}. The therapist is asked to call instead.`;
    case 'undeliverable':
      return `not e-mailed on ${at(message.settledAt)} ${named}: ${UNREACHABLE[message.reason]}. The therapist is asked to call instead.`;
    case 'missed':
      return `was for ${at(reminder.sendAt)}. ${missedBecause({ ...reminder, ...readKey(reminder.key), note: message.reason }, facts)} Noted on ${at(message.settledAt)} ${named}.`;
    default:
      return message satisfies never;
  }
}

type Sending = Extract<Message, { attempt: number }>;

function unsettled(
  { attempt, leaseUntil }: Extract<Message, { status: 'claimed' }>,
  { asOf, settings }: ExplainFacts,
): string {
  const until = momentInWords(leaseUntil, settings.timeZone);
  const which = attempt > 1 ? ` It is attempt ${attempt}: the one before got no answer.` : '';
  return leaseUntil > asOf
    ? `Its outcome is not known yet; from ${until} on it is tried again, if it is still wanted.${which}`
    : `Its outcome is not known; it was to be settled by ${until}.${which}`;
}

/** The other reminders that went in the same e-mail. */
function together({ key: own }: CarriedReminder, { reminders, dropped }: Sending): string {
  const { visit } = readKey(own);
  const others = reminders
    .filter(({ key }) => key !== own && !dropped.includes(key))
    .map((other) => ({ title: reminderTitle(other), about: readKey(other.key).visit }))
    .map(({ title, about }) => (about === visit ? title : `${title} (${visitTitle(about)})`));
  return others.length > 0 ? `, in one e-mail with ${listed(others)}` : '';
}

const rehearsed = ({ rehearsal }: Message): string =>
  rehearsal ? ' It went to the manager: the clinic rehearsed.' : '';

const attempts = ({ attempt }: Sending): string =>
  attempt > 1 ? ` It was attempt ${attempt}: the one before got no answer, so it may have come twice.` : '';

/** What the provider said of an e-mail after it had taken it. */
function reported(message: Extract<Message, { status: 'sent' }>, { plan, settings }: ExplainFacts): string {
  const { delivery } = message;
  const on = (at: Instant) => `on ${momentInWords(at, settings.timeZone)}`;
  const state = stateOf(message, plan.course.bouncedMessages);
  if (state?.state === 'undeliverable') return ` It bounced ${on(state.at)}: it did not reach the patient.`;
  if (!delivery) return '';
  const why = whyNotDelivered(delivery.outcome);
  if (why) return ` Reported ${on(delivery.at)}: ${why}. The therapist is asked to call instead.`;
  return ` It was ${delivery.outcome} ${on(delivery.at)}.`;
}

/** The patient gets one e-mail a day: what is still wanted of several goes together. */
function withdrawnBecause({ message, reminder }: Passage, { log }: ExplainFacts): string {
  const next = log?.messages.find(
    ({ messageId, reminders }) =>
      messageId > message.messageId && reminders.some(({ key }) => key === reminder.key),
  );
  return next && 'claimedAt' in next && 'settledAt' in message && next.claimedAt === message.settledAt
    ? `it went on in message ${next.messageId}`
    : 'a fact had changed';
}

/** A message that was withdrawn long after its claim had been tried, or put off. */
function untoldOutcome(
  { attempt, claimedAt, settledAt }: Extract<Message, { status: 'withdrawn' }>,
  { settings }: ExplainFacts,
): string {
  if (attempt === 0 || settledAt < settleAt(claimedAt, settings)) return ' It had not been sent.';
  return ` What became of the attempt of ${momentInWords(claimedAt, settings.timeZone)} is not known: the e-mail provider did not take it, or did not answer.`;
}

/** Why a reminder was missed. */
export function missedBecause(
  {
    key,
    kind,
    visit,
    sendAt,
    expiresAt,
    note,
  }: CarriedReminder & { kind: ReminderKind; visit: string; note: string | null },
  { plan, settings }: ExplainFacts,
): string {
  const until = momentInWords(expiresAt, settings.timeZone);
  const { sendNothingBefore } = settings;
  if (note === MISSED.rehearsed) return 'It came due while the clinic rehearsed: it is not sent late.';
  if (note === MISSED.barred && sendNothingBefore)
    return `It came due before ${momentInWords(sendNothingBefore, settings.timeZone)}, from when on the clinic sends again: it is missed.`;
  const next = plan.reminders.some(
    (other) => other.visit === visit && other.kind === kind && other.key > key,
  );
  if (kind === 'booking' && next)
    return `From ${until} on the next invitation takes its place: this one is missed.`;
  return sendAt < expiresAt
    ? `It had not gone by ${until}, from when on it makes no sense: it is missed.`
    : `It makes no sense from ${until} on, which is before it could go: it is missed.`;
}
