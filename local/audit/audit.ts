import type { CivilDate } from '../../shared/core/civil-date.ts';
import { type Instant, localDateOf } from '../../shared/core/instant.ts';
import { type CarriedReminder, type Message, readHistory } from '../../shared/core/messages.ts';

/** What became of every reminder that came due. The parts sum up to the whole. */
export type Audit = {
  readonly 'came due': number;
  readonly sent: number;
  readonly missed: number;
  readonly undeliverable: number;
  readonly 'no longer wanted': number;
  /** Claimed or released, and not settled yet. */
  readonly open: number;
};

export const EMPTY_AUDIT: Audit = {
  'came due': 0,
  sent: 0,
  missed: 0,
  undeliverable: 0,
  'no longer wanted': 0,
  open: 0,
};

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
 * The audit of one course from its log of messages.
 * @param bounced messages that the provider could not deliver
 */
export function auditCourse(
  messages: readonly Message[],
  bounced: ReadonlyMap<string, Instant>,
  period?: Period,
): Audit {
  const counts = (reminder: CarriedReminder) => !period || isWithin(reminder, period);
  const keys = new Set(messages.flatMap(({ reminders }) => reminders.filter(counts).map(({ key }) => key)));
  const known = [...readHistory(messages, bounced)].filter(([key]) => keys.has(key));
  const count = (...states: string[]) => known.filter(([, { state }]) => states.includes(state)).length;
  return {
    'came due': keys.size,
    sent: count('sent'),
    missed: count('missed'),
    undeliverable: count('undeliverable', 'failed'),
    'no longer wanted': keys.size - known.length,
    open: count('in-flight', 'released'),
  };
}

/** Two audits together. */
export const addAudits = (a: Audit, b: Audit): Audit => ({
  'came due': a['came due'] + b['came due'],
  sent: a.sent + b.sent,
  missed: a.missed + b.missed,
  undeliverable: a.undeliverable + b.undeliverable,
  'no longer wanted': a['no longer wanted'] + b['no longer wanted'],
  open: a.open + b.open,
});
