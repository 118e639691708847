import {
  type Bounces,
  type CarriedReminder,
  type KeyHistory,
  type Message,
  readHistory,
} from '../../shared/core/reminders/log.ts';
import type { CivilDate } from '../../shared/core/time/civil-date.ts';
import { type Instant, localDateOf } from '../../shared/core/time/instant.ts';

/** What became of a reminder. `open`: nothing yet, it is due or being sent. */
export type Outcome = 'sent' | 'missed' | 'undeliverable' | 'no longer wanted' | 'open';

/** A reminder that came due, and when it was to go out. */
export type AuditedReminder = {
  readonly key: string;
  readonly sendAt: Instant;
  readonly outcome: Outcome;
};

/** What became of every reminder that came due. The parts sum up to the whole. */
export type Audit = { readonly 'came due': number } & Readonly<Record<Outcome, number>>;

/** Days between which a reminder was to go out, both included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate; readonly timeZone: string };

/** Whether a reminder was to go out in the period. */
export function isWithin(
  { sendAt }: Pick<CarriedReminder, 'sendAt'>,
  { from, to, timeZone }: Period,
): boolean {
  const day = localDateOf(sendAt, timeZone);
  return from <= day && day <= to;
}

/**
 * Every reminder of one course that came due, each once, from its log of messages.
 * @param bounced messages that the provider could not deliver
 * @param undecided reminders that are due by the plan and not in the log yet
 */
export function auditCourse(
  messages: readonly Message[],
  bounced: Bounces,
  undecided: readonly CarriedReminder[] = [],
): AuditedReminder[] {
  const history = readHistory(messages, bounced);
  const due = new Set(undecided.map(({ key }) => key));
  const all = [...messages.flatMap(({ reminders }) => reminders), ...undecided];
  const last = new Map(all.map((reminder) => [reminder.key, reminder]));
  return [...last.values()].map(({ key, sendAt }) => {
    const said = history.get(key);
    const unsaid = due.has(key) ? 'open' : 'no longer wanted';
    return { key, sendAt: said?.reminder.sendAt ?? sendAt, outcome: said ? outcomeOf(said) : unsaid };
  });
}

function outcomeOf({ state }: KeyHistory): Outcome {
  switch (state) {
    case 'sent':
    case 'missed':
    case 'undeliverable':
      return state;
    case 'failed':
      return 'undeliverable';
    case 'in-flight':
    case 'released':
      return 'open';
    case 'rehearsed':
      return 'missed';
    default:
      return state satisfies never;
  }
}

/** How many reminders came due, and how many of them ended in which way. */
export function sumUp(reminders: readonly Pick<AuditedReminder, 'outcome'>[]): Audit {
  const count = (wanted: Outcome) => reminders.filter(({ outcome }) => outcome === wanted).length;
  return {
    'came due': reminders.length,
    sent: count('sent'),
    missed: count('missed'),
    undeliverable: count('undeliverable'),
    'no longer wanted': count('no longer wanted'),
    open: count('open'),
  };
}
