import { later } from '../../shared/core/civil-date.ts';
import { addMinutes, type Instant, localDateOf } from '../../shared/core/instant.ts';
import { unreachableBecause } from '../../shared/core/reachability.ts';
import type { PlannedReminder } from '../../shared/core/reminder-list.ts';
import { type WantedReminder, wantedNudge, wantedReminders } from '../../shared/core/reminders.ts';
import { inDayHours } from '../../shared/core/timing.ts';
import type { PlannedVisit } from '../../shared/core/visits.ts';
import { dayInWords, momentInWords } from './dates-in-words.ts';
import { amount, type ExplainFacts } from './explain-facts.ts';
import { whenItGoes } from './explain-when.ts';
import { UNREACHABLE } from './explain-words.ts';
import { reminderTitle } from './words.ts';

/** Why one reminder goes when it goes: a few sentences. */
export function explainReminder(reminder: PlannedReminder, visit: PlannedVisit, facts: ExplainFacts): string {
  const { timeZone } = facts.settings;
  const wanted = wantedOf(reminder.key, visit, facts);
  const head = `${reminderTitle(reminder)}: ${STATUS[reminder.status]} ${momentInWords(reminder.sendAt, timeZone)}.`;
  const sentences = wanted ? [whenItGoes(wanted, visit, facts), lateness(reminder, wanted, facts)] : [];
  return [head, ...sentences, outcome(reminder, facts)].filter((sentence) => sentence !== '').join(' ');
}

const STATUS: Readonly<Record<PlannedReminder['status'], string>> = {
  planned: 'planned for',
  due: 'due since',
  sent: 'sent on',
  missed: 'was for',
  undeliverable: 'not deliverable on',
};

function wantedOf(
  key: string,
  visit: PlannedVisit,
  { plan, ...context }: ExplainFacts,
): WantedReminder | null {
  const facts = { ...context, course: plan.course };
  const wanted = [
    ...wantedReminders(plan.visits, facts),
    ...[wantedNudge(visit, facts)].flatMap((nudge) => nudge ?? []),
  ];
  return wanted.find((each) => each.key === key) ?? null;
}

/** Why a reminder goes later than its own time. */
function lateness(reminder: PlannedReminder, { at, atOnce }: WantedReminder, facts: ExplainFacts): string {
  const { lastReceivedAt, pausedUntil, settings } = facts;
  const { timeZone, quietHours, reminders } = settings;
  if (pausedUntil && localDateOf(at, timeZone) < pausedUntil)
    return `Reminders are paused until ${dayInWords(pausedUntil)}: it waits until then.`;
  const isLate = atOnce || at <= lastReceivedAt;
  const rule = `${amount(reminders.settleMinutes, 'minute')} after the last event (${momentInWords(lastReceivedAt, timeZone)}), and only from ${quietHours.to} to ${quietHours.from}`;
  const late = isLate ? `It goes ${atOnce ? '' : 'late, '}${rule}.` : '';
  return [late, oneADay(reminder, at, isLate, facts)].filter((sentence) => sentence !== '').join(' ');
}

function oneADay(reminder: PlannedReminder, at: Instant, isLate: boolean, facts: ExplainFacts): string {
  const { asOf, lastReceivedAt, settings } = facts;
  const { timeZone } = settings;
  const settled = isLate ? later(at, addMinutes(lastReceivedAt, settings.reminders.settleMinutes)) : at;
  const day = localDateOf(inDayHours(later(settled, asOf), settings), timeZone);
  if (reminder.status !== 'planned' || localDateOf(reminder.sendAt, timeZone) <= day) return '';
  return `Another e-mail goes on ${dayInWords(day)}, and the patient gets one a day: it waits until ${momentInWords(reminder.sendAt, timeZone)}.`;
}

function outcome(reminder: PlannedReminder, { plan, settings }: ExplainFacts): string {
  const { status, kind, expiresAt } = reminder;
  const unreachable = unreachableBecause(plan.course);
  if (status === 'missed') {
    const until = momentInWords(expiresAt, settings.timeZone);
    const next = plan.reminders.some(
      (other) => other.visit === reminder.visit && other.kind === kind && other.key > reminder.key,
    );
    return kind === 'booking' && next
      ? `From ${until} on the next invitation takes its place: this one is missed.`
      : `It had not gone by ${until}, from when on it makes no sense: it is missed.`;
  }
  if (unreachable && (status === 'planned' || status === 'due')) {
    const when = status === 'due' ? 'It is due, but' : 'When it comes due,';
    return `${when} ${UNREACHABLE[unreachable]}: the therapist is asked to call instead.`;
  }
  return '';
}
