import { addMinutes, type Instant } from './instant.ts';
import type { Claim, Message } from './messages.ts';
import type { CoreSettings } from './settings.ts';
import { inDayHours } from './timing.ts';

/** How long one handler owns a message: longer than a function may run and than the provider's events take. */
export const LEASE_MINUTES = 15;

/** How often sending may happen when its outcome stays unknown. */
export const MAX_ATTEMPTS = 3;

export type Settled = {
  /** The messages that changed, in their new state. */
  readonly messages: readonly Message[];
  /** When those whose time has not come are to be settled. */
  readonly wakes: readonly Instant[];
};

/**
 * Settles the messages whose lease has run out with an unknown outcome, and those that the provider asked us to
 * try again later: what is still wanted goes (again), the rest is withdrawn.
 * @param wanted the keys that may go out now
 */
export function settleMessages(
  log: readonly Message[],
  wanted: ReadonlySet<string>,
  now: Instant,
  settings: CoreSettings,
): Settled {
  const unsettled = log.flatMap((message) =>
    message.status === 'claimed' || message.status === 'released'
      ? [
          {
            message,
            at: inDayHours(message.status === 'claimed' ? message.leaseUntil : message.retryAt, settings),
          },
        ]
      : [],
  );
  const canGo = inDayHours(now, settings) === now;
  const isDue = (at: Instant) => at <= now && canGo;
  return {
    messages: unsettled.filter(({ at }) => isDue(at)).map(({ message }) => settle(message, wanted, now)),
    wakes: unsettled
      .filter(({ at }) => !isDue(at))
      .map(({ at }) => (at > now ? at : inDayHours(now, settings))),
  };
}

function settle(
  message: Extract<Message, { status: 'claimed' | 'released' }>,
  wanted: ReadonlySet<string>,
  now: Instant,
): Message {
  const { messageId, reminders, claimedAt, attempt } = message;
  const isWanted = ({ key, expiresAt }: (typeof reminders)[number]) =>
    wanted.has(key) && expiresAt > now && !message.dropped.includes(key);
  const dropped = reminders.filter((reminder) => !isWanted(reminder)).map(({ key }) => key);
  const common = { messageId, reminders, claimedAt, attempt, dropped };
  if (dropped.length === reminders.length) return { ...common, status: 'withdrawn', settledAt: now };
  const nextAttempt = message.status === 'claimed' ? attempt + 1 : attempt;
  if (nextAttempt > MAX_ATTEMPTS) {
    return {
      ...common,
      status: 'failed',
      settledAt: now,
      reason: `no answer from the provider in ${attempt} attempts`,
    };
  }
  return claimMessage({ ...common, attempt: nextAttempt }, now);
}

/** A message that the caller owns until its lease runs out. */
export const claimMessage = (
  message: Pick<Claim, 'messageId' | 'reminders' | 'attempt' | 'dropped'>,
  now: Instant,
): Claim => ({ ...message, status: 'claimed', claimedAt: now, leaseUntil: addMinutes(now, LEASE_MINUTES) });
