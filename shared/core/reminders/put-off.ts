import type { ReminderKey } from '../ids/reminder-key.ts';
import { earlier } from '../time/civil-date.ts';
import { addMinutes, type Instant, minutesBetween } from '../time/instant.ts';
import type { CarriedReminder, Claim, Message, SaidOfKey } from './log.ts';

/** How long the provider may put a reminder off before somebody is to call instead. */
const PATIENCE_MINUTES = 4 * 60;

/** When the reminders of a log were tried first, by key, of those that it is still trying to send. */
export function triedSince(log: readonly Message[]): (key: ReminderKey) => Instant | undefined {
  const since = new Map<ReminderKey, Instant>();
  for (const message of log) {
    if (message.status !== 'claimed' && message.status !== 'released') continue;
    for (const { key, triedSince: first = message.claimedAt } of message.reminders) {
      since.set(key, earlier(first, since.get(key) ?? first));
    }
  }
  return (key) => since.get(key);
}

/** Reminders that go on being tried, with the instant of the first time. */
export function stillTrying(
  reminders: readonly CarriedReminder[],
  since: (key: ReminderKey) => Instant | undefined,
): CarriedReminder[] {
  return reminders.map((reminder) => {
    const first = since(reminder.key);
    return first ? { ...reminder, triedSince: first } : reminder;
  });
}

/**
 * From when on a call is to take the place of an e-mail that was tried in vain: after four hours, or halfway to the instant
 * from which on neither makes sense. Null of one that was never tried in vain.
 */
export function callsFrom({ triedSince: since, expiresAt }: CarriedReminder): Instant | null {
  if (!since) return null;
  return addMinutes(since, Math.max(0, Math.min(PATIENCE_MINUTES, minutesBetween(since, expiresAt) / 2)));
}

/** Since when a reminder that the log does not call lost counts as one that no e-mail tells; null while it does not. */
export function untoldSince({ state, reminder }: SaidOfKey, now: Instant): Instant | null {
  if (state !== 'released' && state !== 'in-flight' && state !== 'missed') return null;
  const at = callsFrom(reminder);
  return at !== null && at <= now ? at : null;
}

/** When a message was tried first. */
export const firstTriedAt = ({ reminders, claimedAt }: Claim): Instant =>
  reminders.map(({ triedSince: since = claimedAt }) => since).reduce(earlier, claimedAt);

/** Whether somebody may have been asked to call instead of a message. */
export const hasTriedLong = ({ reminders }: Claim, now: Instant): boolean =>
  reminders.some((reminder) => (callsFrom(reminder) ?? now) < now);
