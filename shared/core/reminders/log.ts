import type { Bounce } from '../course/course.ts';
import { type ReminderKey, readKey } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { Instant } from '../time/instant.ts';
import { keptLast } from '../time/remembered.ts';
import { type Delivery, type DeliveryOutcome, whyNotDelivered } from './delivery.ts';

/** A reminder as a message carries it. */
export type CarriedReminder = {
  readonly key: ReminderKey;
  /** When it was to go out, and until when it makes sense. */
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  /** When it was tried first, of one that was tried in vain. */
  readonly triedSince?: Instant;
  /** Of one that names a time. Absent in old logs. */
  readonly time?: {
    /** Its start, when the key does not say it. */
    readonly startsAt?: Instant;
    /** How long it is said to be, null for unknown; absent when nothing is said of it. */
    readonly durationMinutes?: number | null;
    /** The visits whose time it is. */
    readonly visits: readonly VisitName[];
  };
};

type Common = {
  /** Unique within the course, rising. */
  readonly messageId: string;
  readonly reminders: readonly CarriedReminder[];
  /** The request for a call that it tells the clinic of; then it carries no reminders. Absent in e-mails to the patient. */
  readonly call?: string;
  /** The clinic rehearsed: it went to the manager instead of the patient, or would have. */
  readonly rehearsal?: true;
};

/** An e-mail, from the claim until its outcome. */
type Sending = Common & {
  readonly claimedAt: Instant;
  /**
   * Which attempt it is: rises when the outcome of one stays unknown. Of a message that was put off, the next attempt; of
   * one that was sent, the one that counts; of one that failed or was withdrawn, how often it may have been sent.
   */
  readonly attempt: number;
  /** Keys that the e-mail goes without, as they are no longer wanted. */
  readonly dropped: readonly ReminderKey[];
};

/** Taken by the provider, with the strongest that it has said of it since. */
type Sent = Sending & {
  readonly status: 'sent';
  readonly sentAt: Instant;
  readonly delivery?: Delivery;
};

/** One entry of a course's log of messages: an e-mail to the patient, or one to the clinic about a call. */
export type Message =
  | (Sending & { readonly status: 'claimed'; readonly leaseUntil: Instant })
  | (Sending & { readonly status: 'released'; readonly retryAt: Instant })
  | Sent
  | (Sending & { readonly status: 'withdrawn'; readonly settledAt: Instant })
  | (Sending & { readonly status: 'failed'; readonly settledAt: Instant; readonly reason: string })
  /** The reminders came due and there was no way to e-mail the patient. */
  | (Common & {
      readonly status: 'undeliverable';
      readonly settledAt: Instant;
      readonly reason: UnreachableReason;
    })
  /** The reminders expired before they could go. */
  | (Common & { readonly status: 'missed'; readonly settledAt: Instant; readonly reason: string });

/** Who gets a message: those about calls are the clinic's, and what is rehearsed goes to its manager. */
export const audienceOf = ({ call, rehearsal }: Message): 'patient' | 'clinic' =>
  call !== undefined || rehearsal ? 'clinic' : 'patient';

/** When a message came to what its status says; of one that is put off, when it is tried again. */
export function momentOf(message: Message): Instant {
  switch (message.status) {
    case 'claimed':
      return message.claimedAt;
    case 'released':
      return message.retryAt;
    case 'sent':
      return message.sentAt;
    case 'withdrawn':
    case 'failed':
    case 'undeliverable':
    case 'missed':
      return message.settledAt;
    default:
      return message satisfies never;
  }
}

/** Why reminders were missed. */
export const MISSED = {
  expired: 'expired before it could go',
  barred: 'came due before the instant from which on the clinic sends again',
  rehearsed: 'came due while the clinic rehearsed',
} as const;

export type Claim = Extract<Message, { status: 'claimed' }>;
export type UnreachableReason = 'no-address' | 'no-consent' | 'bounced' | 'complained';

/** What became of one reminder so far. */
export type KeyHistory =
  | { readonly state: 'sent'; readonly at: Instant; readonly delivery: DeliveryOutcome | null }
  | { readonly state: 'in-flight' }
  /** Of a clinic that is live: it was due while the clinic rehearsed, and did not go to the patient. */
  | { readonly state: 'rehearsed'; readonly at: Instant }
  | { readonly state: 'failed'; readonly at: Instant; readonly reason: string }
  | { readonly state: 'undeliverable'; readonly at: Instant; readonly reason: string }
  | { readonly state: 'missed'; readonly at: Instant; readonly reason: string }
  | { readonly state: 'released'; readonly retryAt: Instant };

/** Messages that came back, by id. */
export type Bounces = ReadonlyMap<string, Bounce>;

/** The log by reminder: the last word about each key, but sent stays sent. */
export type History = ReadonlyMap<ReminderKey, SaidOfKey>;

/** What became of one reminder, and in which message. */
export type SaidOfKey = KeyHistory & { readonly reminder: CarriedReminder; readonly messageId: string };

/**
 * Reads the log of messages.
 * @param bounced messages that the provider could not deliver: their reminders did not reach the patient
 * @param settings of a clinic that is live, rehearsed messages reached nobody; else, and without them, they count as sent
 */
export function readHistory(messages: readonly Message[], bounced: Bounces, settings?: Delivering): History {
  const history = new Map<ReminderKey, SaidOfKey>();
  for (const message of [...messages].sort((a, b) => (a.messageId < b.messageId ? -1 : 1))) {
    const state = stateOf(message, bounced, settings);
    const dropped = 'dropped' in message ? message.dropped : [];
    for (const reminder of message.reminders) {
      const isSettled = history.get(reminder.key)?.state === 'sent';
      if (state && !isSettled && !dropped.includes(reminder.key))
        history.set(reminder.key, { ...state, reminder, messageId: message.messageId });
    }
  }
  return history;
}

/** What a log says of the reminders of one visit. */
export const saidOfVisit = (history: History, visit: VisitName): (readonly [ReminderKey, SaidOfKey])[] =>
  byVisit(history).get(visit) ?? [];

const byVisit = keptLast((history: History) => Map.groupBy(history, ([key]) => readKey(key).visit));

/** The log with some of its messages replaced and others added. */
export function merge(messages: readonly Message[], changed: readonly Message[]): Message[] {
  return [...new Map([...messages, ...changed].map((message) => [message.messageId, message])).values()];
}

type Delivering = Pick<CoreSettings, 'delivery'>;

/** Whether a message was rehearsed by a clinic that is live now. */
export const isPastRehearsal = ({ rehearsal }: Message, settings?: Delivering): boolean =>
  rehearsal === true && settings?.delivery === 'live';

/** What became of a message, and so of every reminder in it; null when it was withdrawn. See `readHistory`. */
export function stateOf(message: Message, bounced: Bounces, settings?: Delivering): KeyHistory | null {
  return isPastRehearsal(message, settings) ? afterRehearsal(message) : stateAsItWas(message, bounced);
}

/** What could not go in a rehearsal is as if it could not go at all. */
function afterRehearsal(message: Message): KeyHistory | null {
  switch (message.status) {
    case 'claimed':
    case 'released':
      return { state: 'rehearsed', at: message.claimedAt };
    case 'sent':
      return { state: 'rehearsed', at: message.sentAt };
    case 'missed':
      return { state: 'rehearsed', at: message.settledAt };
    default:
      return stateAsItWas(message, new Map());
  }
}

function stateAsItWas(message: Message, bounced: Bounces): KeyHistory | null {
  switch (message.status) {
    case 'claimed':
      return { state: 'in-flight' };
    case 'released':
      return { state: 'released', retryAt: message.retryAt };
    case 'sent':
      return stateOfSent(message, bounced.get(message.messageId));
    case 'withdrawn':
      return null;
    case 'failed':
    case 'undeliverable':
    case 'missed':
      return { state: message.status, at: message.settledAt, reason: message.reason };
    default:
      return message satisfies never;
  }
}

function stateOfSent(message: Sent, bounce: Bounce | undefined): KeyHistory {
  const { sentAt, delivery, rehearsal } = message;
  // The manager's mailbox says nothing of the patient's.
  if (rehearsal) return { state: 'sent', at: sentAt, delivery: delivery?.outcome ?? null };
  if (bounce && counts(bounce, message)) return { state: 'undeliverable', at: bounce.at, reason: 'bounced' };
  const reason = whyNotDelivered(delivery?.outcome ?? null);
  if (delivery && reason) return { state: 'failed', at: delivery.at, reason };
  return { state: 'sent', at: sentAt, delivery: delivery?.outcome ?? null };
}

/** Whether a bounce says more than what is known: it is of the attempt that was delivered, or of the last one taken. */
function counts({ attempt }: Bounce, message: Sent): boolean {
  if (attempt === null) return true;
  return message.delivery?.outcome === 'delivered' ? attempt === message.attempt : attempt >= message.attempt;
}
