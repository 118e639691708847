import { type ReminderKey, type ReminderKind, readKey } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { Instant } from '../time/instant.ts';
import { type History, MISSED } from './log.ts';
import type { Delay } from './timing.ts';
import type { TimedReminder } from './wanted-reminder.ts';

export type ReminderStatus = 'planned' | 'due' | 'sent' | 'missed' | 'undeliverable';

/** A reminder with the instant at which it goes, or what became of it. */
export type PlannedReminder = {
  readonly key: ReminderKey;
  readonly visit: VisitName;
  readonly kind: ReminderKind;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  readonly status: ReminderStatus;
  /** What put it off, in order; nothing when it is on time, or no longer asked for. */
  readonly delays: readonly Delay[];
  /** What is known besides: why it was missed or not delivered, or what the provider says of a sent one. */
  readonly note: string | null;
};

/**
 * Every reminder that is planned or has come due, in order of time.
 * @param timed those that the facts ask for now, planned or come due
 */
export function listReminders(
  later: readonly TimedReminder[],
  history: History,
  timed: readonly TimedReminder[],
): PlannedReminder[] {
  const delaysOf = new Map(timed.map(({ key, delays }) => [key, delays]));
  const reminders = new Map<ReminderKey, PlannedReminder>();
  for (const [key, said] of history) {
    const { expiresAt, sendAt } = said.reminder;
    const { visit, kind } = readKey(key);
    const delays = delaysOf.get(key) ?? [];
    reminders.set(key, { key, visit, kind, sendAt, expiresAt, delays, ...outcome(said) });
  }
  for (const { key, visit, kind, sendAt, expiresAt, delays } of later) {
    reminders.set(key, { key, visit, kind, sendAt, expiresAt, delays, status: 'planned', note: null });
  }
  return [...reminders.values()].sort((a, b) =>
    a.sendAt === b.sendAt ? (a.key < b.key ? -1 : 1) : a.sendAt < b.sendAt ? -1 : 1,
  );
}

type HistoryEntry = NonNullable<ReturnType<History['get']>>;

function outcome(said: HistoryEntry): Pick<PlannedReminder, 'status' | 'note'> & { sendAt?: Instant } {
  switch (said.state) {
    case 'sent':
      return { status: 'sent', note: said.delivery, sendAt: said.at };
    case 'in-flight':
      return { status: 'due', note: null };
    case 'released':
      return { status: 'planned', note: null, sendAt: said.retryAt };
    case 'failed':
    case 'undeliverable':
      return { status: 'undeliverable', note: said.reason };
    case 'missed':
      return { status: 'missed', note: said.reason };
    case 'rehearsed':
      return { status: 'missed', note: MISSED.rehearsed };
    default:
      return said satisfies never;
  }
}
