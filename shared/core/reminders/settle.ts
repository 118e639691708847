import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addMinutes, type Instant } from '../time/instant.ts';
import { isPastRehearsal, type Message, MISSED } from './log.ts';
import { inDayHours } from './timing.ts';

/** How long one handler owns a message: longer than a function may run and than the provider's events take. */
export const LEASE_MINUTES = 15;

/** How often a reminder may be sent while its outcome stays unknown, in whatever messages. */
export const MAX_ATTEMPTS = 3;

/** A message of unknown outcome, or one that the provider put off. */
export type Unsettled = Extract<Message, { status: 'claimed' | 'released' }>;

/** The unsettled messages of a log. */
export type OpenMessages = {
  /** Those whose time has come: what is in them is decided anew. */
  readonly over: readonly Unsettled[];
  /** Those whose time has come, too, of a rehearsal that is past: nothing of them is tried again. */
  readonly rehearsed: readonly Unsettled[];
  /** The others, and when they are to be settled. */
  readonly waiting: readonly { readonly message: Unsettled; readonly at: Instant }[];
};

/** Tells the messages that are to be settled now, and when the others are. By night all wait for the morning. */
export function openMessages(log: readonly Message[], now: Instant, settings: CoreSettings): OpenMessages {
  const open = log.filter(isUnsettled).map((message) => ({ message, at: settledFrom(message) }));
  const canGo = inDayHours(now, settings) === now;
  const isOver = ({ at }: { readonly at: Instant }) => at <= now && canGo;
  const past = open.filter(isOver).map(({ message }) => message);
  return {
    over: past.filter((message) => !isPastRehearsal(message, settings)),
    rehearsed: past.filter((message) => isPastRehearsal(message, settings)),
    waiting: open
      .filter((each) => !isOver(each))
      .map(({ message, at }) => ({ message, at: at > now ? at : inDayHours(now, settings) })),
  };
}

const isUnsettled = (message: Message): message is Unsettled =>
  message.status === 'claimed' || message.status === 'released';

const settledFrom = (message: Unsettled): Instant =>
  message.status === 'claimed' ? message.leaseUntil : message.retryAt;

/** How often the e-mail of a message may have been sent. */
export const triesOf = (message: Unsettled): number =>
  message.status === 'claimed' ? message.attempt : message.attempt - 1;

/** The message given up: what is still wanted goes in another one. An attempt of unknown outcome may have been taken. */
export function withdrawn(message: Unsettled, now: Instant): Message {
  const { messageId, call, rehearsal, reminders, claimedAt, dropped } = message;
  const about = {
    messageId,
    ...(call !== undefined && { call }),
    ...(rehearsal && { rehearsal }),
    reminders,
  };
  const attempt = triesOf(message);
  return { ...about, claimedAt, attempt, dropped, status: 'withdrawn', settledAt: now };
}

/** What was still to settle when the clinic went live: the patient does not get it late. */
export function leftToRehearsal({ messageId, reminders, dropped }: Unsettled, now: Instant): Message {
  const left = reminders.filter(({ key }) => !dropped.includes(key));
  const about = { messageId, reminders: left, rehearsal: true } as const;
  return { ...about, status: 'missed', settledAt: now, reason: MISSED.rehearsed };
}

/** How often a reminder may have been sent without an answer, in all messages that carried it. */
export function countTries(log: readonly Message[]): (key: ReminderKey) => number {
  const tries = new Map<ReminderKey, number>();
  for (const message of log) {
    const unanswered = unansweredIn(message);
    for (const { key } of message.reminders) tries.set(key, (tries.get(key) ?? 0) + unanswered);
  }
  return (key) => tries.get(key) ?? 0;
}

/** Whether the patient may have had the e-mail of a message without an answer of the provider. */
export const isInDoubt = (message: Message): message is Extract<Message, { claimedAt: Instant }> =>
  unansweredIn(message) > 0;

function unansweredIn(message: Message): number {
  switch (message.status) {
    case 'claimed':
    case 'released':
      return triesOf(message);
    case 'sent':
      return message.attempt - 1;
    case 'withdrawn':
    case 'failed':
      return message.attempt;
    case 'undeliverable':
    case 'missed':
      return 0;
    default:
      return message satisfies never;
  }
}

/** A wake comes with the full minute or a little later. */
const WAKE_MINUTES = 2;

/** When a message that was claimed or put off now is to be settled: after the lease, by a wake that is not at night. */
export function settleAt(now: Instant, settings: CoreSettings): Instant {
  const at = addMinutes(now, LEASE_MINUTES);
  const wokenBy = addMinutes(at, WAKE_MINUTES);
  const morning = inDayHours(wokenBy, settings);
  return morning === wokenBy ? inDayHours(at, settings) : morning;
}
