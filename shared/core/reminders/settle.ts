import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addMinutes, type Instant } from '../time/instant.ts';
import type { Claim, Message } from './log.ts';
import { inDayHours } from './timing.ts';

/** How long one handler owns a message: longer than a function may run and than the provider's events take. */
const LEASE_MINUTES = 15;

/** How often sending may happen when its outcome stays unknown. */
export const MAX_ATTEMPTS = 3;

export type Settled = {
  /** The messages that changed, in their new state. */
  readonly messages: readonly Message[];
  /** When those whose time has not come are to be settled. */
  readonly wakes: readonly Instant[];
};

/** A message of unknown outcome, or put off, and when it is to be settled. */
type Unsettled = {
  readonly message: Extract<Message, { status: 'claimed' | 'released' }>;
  readonly at: Instant;
};

/**
 * Settles the messages whose lease has run out with an unknown outcome, and those that the provider asked us to
 * try again later: what is still wanted goes (again), the rest is withdrawn.
 * @param wanted the keys that may go out now
 */
export function settleMessages(
  log: readonly Message[],
  wanted: ReadonlySet<ReminderKey>,
  now: Instant,
  settings: CoreSettings,
): Settled {
  const unsettled = log.flatMap((message): Unsettled[] => {
    if (message.status === 'claimed') return [{ message, at: message.leaseUntil }];
    return message.status === 'released' ? [{ message, at: message.retryAt }] : [];
  });
  const canGo = inDayHours(now, settings) === now;
  const isDue = (at: Instant) => at <= now && canGo;
  return {
    messages: unsettled
      .filter(({ at }) => isDue(at))
      .map(({ message }) => settle(message, wanted, now, settings)),
    wakes: unsettled
      .filter(({ at }) => !isDue(at))
      .map(({ at }) => (at > now ? at : inDayHours(now, settings))),
  };
}

function settle(
  message: Unsettled['message'],
  wanted: ReadonlySet<ReminderKey>,
  now: Instant,
  settings: CoreSettings,
): Message {
  const { messageId, reminders, claimedAt, attempt } = message;
  const isWanted = ({ key, expiresAt }: (typeof reminders)[number]) =>
    wanted.has(key) && expiresAt > now && !message.dropped.includes(key);
  const dropped = reminders.filter((reminder) => !isWanted(reminder)).map(({ key }) => key);
  const common = { messageId, reminders, claimedAt, attempt, dropped };
  if (dropped.length === reminders.length) {
    // An attempt of unknown outcome may have carried what was not dropped before.
    return { ...common, dropped: message.dropped, status: 'withdrawn', settledAt: now };
  }
  const nextAttempt = message.status === 'claimed' ? attempt + 1 : attempt;
  if (nextAttempt > MAX_ATTEMPTS) {
    return {
      ...common,
      status: 'failed',
      settledAt: now,
      reason: `no answer from the provider in ${attempt} attempts`,
    };
  }
  return claimMessage({ ...common, attempt: nextAttempt }, now, settings);
}

/** A message that the caller owns until its lease runs out. */
export const claimMessage = (
  message: Pick<Claim, 'messageId' | 'reminders' | 'attempt' | 'dropped'>,
  now: Instant,
  settings: CoreSettings,
): Claim => ({ ...message, status: 'claimed', claimedAt: now, leaseUntil: settleAt(now, settings) });

/** A wake comes with the full minute or a little later. */
const WAKE_MINUTES = 2;

/** When a message that was claimed or put off now is to be settled: after the lease, by a wake that is not at night. */
export function settleAt(now: Instant, settings: CoreSettings): Instant {
  const at = addMinutes(now, LEASE_MINUTES);
  const wokenBy = addMinutes(at, WAKE_MINUTES);
  const morning = inDayHours(wokenBy, settings);
  return morning === wokenBy ? inDayHours(at, settings) : morning;
}
