import type { ReminderKey } from '../../shared/core/ids/reminder-key.ts';
import type { PlannedReminder } from '../../shared/core/reminders/listed.ts';
import { wantedNudge } from '../../shared/core/reminders/questionnaires.ts';
import { unreachableBecause } from '../../shared/core/reminders/reachability.ts';
import type { Delay } from '../../shared/core/reminders/timing.ts';
import { wantedReminders } from '../../shared/core/reminders/wanted.ts';
import type { WantedReminder } from '../../shared/core/reminders/wanted-reminder.ts';
import { bookedTimes } from '../../shared/core/visits/booked-times.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import { dayInWords, momentInWords } from '../words/dates-in-words.ts';
import { amount, reminderTitle } from '../words/words.ts';
import { type ExplainFacts, joined } from './facts.ts';
import { explainLogged, isAsLogged, loggedReminders, passagesOf } from './log.ts';
import { missedBecause, whatBecame } from './passage.ts';
import { whenItGoes } from './when.ts';
import { UNREACHABLE } from './words.ts';

/** The reminders of a visit: why each goes when it goes, and what became of it. A few sentences each. */
export function explainReminders(visit: PlannedVisit, facts: ExplainFacts): string[] {
  const planned = facts.plan.reminders.filter((reminder) => reminder.visit === visit.visit);
  const known = new Set(planned.map(({ key }) => key));
  const over = loggedReminders(facts).filter(
    ({ key, visit: name }) => name === visit.visit && !known.has(key),
  );
  return [
    ...over.map(({ key }) => explainLogged(key, null, visit, facts)),
    ...planned.map((reminder) => explainReminder(reminder, visit, facts)),
  ];
}

function explainReminder(reminder: PlannedReminder, visit: PlannedVisit, facts: ExplainFacts): string {
  const { timeZone } = facts.settings;
  const wanted = wantedOf(reminder.key, visit, facts);
  if (isAsLogged(reminder, facts)) return explainLogged(reminder.key, wanted, visit, facts);
  const head = `${reminderTitle(reminder)}: ${STATUS[reminder.status]} ${momentInWords(reminder.sendAt, timeZone)}.`;
  const rule = wanted ? whenItGoes(wanted, visit, facts) : '';
  const delays = reminder.delays.map((delay) => delayed(delay, reminder, facts));
  const before = passagesOf(reminder.key, facts).map((passage) => `Before: ${whatBecame(passage, facts)}`);
  return joined([head, rule, ...delays, outcome(reminder, facts), ...before]);
}

const STATUS: Readonly<Record<PlannedReminder['status'], string>> = {
  planned: 'planned for',
  due: 'due since',
  sent: 'sent on',
  missed: 'was for',
  undeliverable: 'not deliverable on',
};

function wantedOf(
  key: ReminderKey,
  visit: PlannedVisit,
  { plan, ...context }: ExplainFacts,
): WantedReminder | null {
  const times = bookedTimes(plan.visits, context.settings.timeZone);
  const facts = { ...context, course: plan.course, times, now: context.asOf };
  const wanted = [
    ...wantedReminders(plan.visits, facts),
    ...[wantedNudge(visit, facts)].flatMap((nudge) => nudge ?? []),
  ];
  return wanted.find((each) => each.key === key) ?? null;
}

/** What puts a reminder off, in a sentence. */
function delayed(
  delay: Delay,
  reminder: PlannedReminder,
  { lastReceivedAt, settings }: ExplainFacts,
): string {
  const { timeZone, quietHours, reminders } = settings;
  const hours = `only from ${quietHours.to} to ${quietHours.from}`;
  const settled = `${amount(reminders.settleMinutes, 'minute')} after the last event (${momentInWords(lastReceivedAt, timeZone)}), and ${hours}`;
  switch (delay.because) {
    case 'at-once':
      return `It goes ${settled}.`;
    case 'late':
      return `It goes late, ${settled}.`;
    case 'paused':
      return `Reminders are paused until ${dayInWords(delay.until)}: it waits until then.`;
    case 'quiet':
      return `E-mails go ${hours}.`;
    case 'apart':
      return `An invitation to book went on ${dayInWords(delay.invitedOn)}; the next one goes ${amount(reminders.booking.openDaysApart, 'open day')} later at the earliest.`;
    case 'put-off':
      return 'The e-mail provider did not take it for now: it is tried again then.';
    case 'one-a-day':
      return `Another e-mail goes on ${dayInWords(delay.taken)}, and the patient gets one a day: it waits until ${momentInWords(reminder.sendAt, timeZone)}.`;
    default:
      return delay satisfies never;
  }
}

function outcome(reminder: PlannedReminder, facts: ExplainFacts): string {
  const { status } = reminder;
  const unreachable = unreachableBecause(facts.plan.course);
  if (status === 'missed') return missedBecause(reminder, facts);
  if (unreachable && (status === 'planned' || status === 'due')) {
    const when = status === 'due' ? 'It is due, but' : 'When it comes due,';
    return `${when} ${UNREACHABLE[unreachable]}: the therapist is asked to call instead.`;
  }
  return '';
}
