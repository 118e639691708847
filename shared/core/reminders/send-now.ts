import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Instant } from '../time/instant.ts';
import type { CarriedReminder, Claim, Message } from './log.ts';
import { stillTrying, triedSince } from './put-off.ts';
import {
  countTries,
  MAX_ATTEMPTS,
  type OpenMessages,
  settleAt,
  triesOf,
  type Unsettled,
  withdrawn,
} from './settle.ts';
import type { TimedReminder } from './wanted-reminder.ts';

type Context = {
  /** The whole log so far. */
  readonly messages: readonly Message[];
  readonly now: Instant;
  readonly settings: CoreSettings;
  /** The next free id of a message. */
  readonly ids: () => string;
};

/**
 * The messages for what is due now: all of it goes in one e-mail. A message of unknown outcome, or one that was put off,
 * is tried again if it carries just that; else it is withdrawn, and what is still wanted of it goes along. A
 * reminder that was tried too often without an answer has failed.
 */
export function messagesToSend(
  due: readonly TimedReminder[],
  { over, waiting }: Pick<OpenMessages, 'over' | 'waiting'>,
  context: Context,
): Message[] {
  const { messages, now, settings } = context;
  const isRehearsal = settings.delivery === 'rehearsal';
  const tries = countTries(messages);
  const going = due.filter(({ key }) => tries(key) < MAX_ATTEMPTS);
  const exhausted = due.filter(({ key }) => tries(key) >= MAX_ATTEMPTS);
  const putOff = waiting.map(({ message }) => message).filter(({ status }) => status === 'released');
  const sources = [...over, ...putOff.filter((message) => due.some(({ key }) => carries(message, key)))];
  // What may have reached the patient does not become a rehearsal.
  const again = sources.find(
    (message) => (message.rehearsal === true) === isRehearsal && carriesAll(message, going),
  );
  const failed = again ? undefined : sources.find((message) => carriesAll(message, exhausted));
  return [
    ...sources
      .filter((message) => message !== again && message !== failed)
      .map((each) => withdrawn(each, now)),
    ...(failed ? [fail(failed, now)] : exhausted.length > 0 ? [failedAnew(exhausted, context)] : []),
    ...(again ? [tryAgain(again, going, context)] : going.length > 0 ? [claimAnew(going, context)] : []),
  ];
}

const carries = ({ reminders, dropped }: Unsettled, key: ReminderKey): boolean =>
  reminders.some((each) => each.key === key) && !dropped.includes(key);

/** Whether a message carries reminders, each with the time that it tells now. */
const carriesAll = (message: Unsettled, reminders: readonly TimedReminder[]): boolean =>
  reminders.length > 0 &&
  reminders.every(
    ({ key, time }) =>
      carries(message, key) &&
      JSON.stringify(message.reminders.find((each) => each.key === key)?.time) === JSON.stringify(time),
  );

/** What is no longer wanted is left out. */
function tryAgain(message: Unsettled, going: readonly TimedReminder[], { now, settings }: Context): Claim {
  const { messageId, reminders, status, attempt } = message;
  const dropped = reminders.map(({ key }) => key).filter((key) => !going.some((each) => each.key === key));
  const next = status === 'claimed' ? attempt + 1 : attempt;
  const tried = stillTrying(reminders, triedSince([message]));
  return claim({ messageId, reminders: tried, attempt: next, dropped }, now, settings);
}

function claimAnew(going: readonly TimedReminder[], { messages, ids, now, settings }: Context): Claim {
  const reminders = stillTrying(carried(going), triedSince(messages));
  return claim({ messageId: ids(), reminders, attempt: 1, dropped: [] }, now, settings);
}

/** A message that the caller owns until its lease runs out. */
const claim = (
  message: Pick<Claim, 'messageId' | 'reminders' | 'attempt' | 'dropped'>,
  now: Instant,
  settings: CoreSettings,
): Claim => ({
  ...message,
  ...(settings.delivery === 'rehearsal' && { rehearsal: true }),
  status: 'claimed',
  claimedAt: now,
  leaseUntil: settleAt(now, settings),
});

const NO_ANSWER = `no answer from the provider in ${MAX_ATTEMPTS} attempts`;

function fail(message: Unsettled, now: Instant): Message {
  const { messageId, rehearsal, reminders, claimedAt, dropped } = message;
  const about = { messageId, ...(rehearsal && { rehearsal }), reminders };
  const common = { ...about, claimedAt, dropped, attempt: triesOf(message) };
  return { ...common, status: 'failed', settledAt: now, reason: NO_ANSWER };
}

/** Reminders that were tried too often in several messages. */
function failedAnew(exhausted: readonly TimedReminder[], { ids, now }: Context): Message {
  const common = { messageId: ids(), reminders: carried(exhausted), claimedAt: now, dropped: [], attempt: 0 };
  return { ...common, status: 'failed', settledAt: now, reason: NO_ANSWER };
}

/** Reminders as a message carries them. */
export const carried = (reminders: readonly TimedReminder[]): CarriedReminder[] =>
  reminders.map(({ key, readyAt, expiresAt, time }) => ({
    key,
    sendAt: readyAt,
    expiresAt,
    ...(time && { time }),
  }));
