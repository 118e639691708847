import { type ReminderKey, readKey } from '../../shared/core/ids/reminder-key.ts';
import type { PlannedReminder } from '../../shared/core/reminders/listed.ts';
import { stateOf } from '../../shared/core/reminders/log.ts';
import type { WantedReminder } from '../../shared/core/reminders/wanted-reminder.ts';
import { addMinutes, type Instant, localDateOf } from '../../shared/core/time/instant.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import { dayInWords, momentInWords } from '../words/dates-in-words.ts';
import { reminderTitle, visitTitle } from '../words/words.ts';
import { type ExplainFacts, joined } from './facts.ts';
import { type Passage, whatBecame } from './passage.ts';
import { whenItGoes } from './when.ts';

/** Where the log of messages speaks of a reminder, in order. */
export function passagesOf(key: ReminderKey, { log }: ExplainFacts): Passage[] {
  return (log?.messages ?? [])
    .toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1))
    .flatMap((message) =>
      message.reminders.filter((each) => each.key === key).map((reminder) => ({ message, reminder })),
    );
}

/** Every reminder that the log of messages speaks of. */
export function loggedReminders({ log }: ExplainFacts) {
  const keys = new Set(log?.messages.flatMap(({ reminders }) => reminders.map(({ key }) => key)));
  return [...keys].map((key) => ({ key, visit: readKey(key).visit }));
}

/** What the log says of reminders for visits that the course, as it is known now, does not have. */
export function explainStrays(facts: ExplainFacts): string[] {
  const known = new Set<string>(facts.plan.visits.map(({ visit }) => visit));
  return loggedReminders(facts)
    .filter(({ visit }) => !known.has(visit))
    .map(({ key, visit }) => `${visitTitle(visit)}, ${explainLogged(key, null, null, facts)}`);
}

/** Whether the log has the last word about a reminder: the plan asks for nothing new. */
export function isAsLogged({ key, status }: PlannedReminder, facts: ExplainFacts): boolean {
  const last = passagesOf(key, facts).at(-1)?.message;
  if (!last || (status === 'planned' && last.status !== 'released')) return false;
  const { decisions } = facts.plan;
  return !decisions.messages.some(
    ({ messageId, reminders }) => messageId > last.messageId && reminders.some((each) => each.key === key),
  );
}

/** What became of a reminder, why it was for then, and what had become of it before. */
export function explainLogged(
  key: ReminderKey,
  wanted: WantedReminder | null,
  visit: PlannedVisit | null,
  facts: ExplainFacts,
): string {
  const passages = passagesOf(key, facts);
  const last = passages.at(-1);
  if (!last) return '';
  const title = wanted ? reminderTitle({ key }) : fullTitle(key, facts);
  return joined([
    `${title}: ${whatBecame(last, facts)}`,
    wanted && visit ? whyThen(last, wanted, visit, facts) : '',
    whyLater(last, facts),
    ...passages.slice(0, -1).map((passage) => `Before: ${whatBecame(passage, facts)}`),
  ]);
}

/** The name of a reminder that the facts no longer ask for, with what tells it from the one of today. */
function fullTitle(key: ReminderKey, { settings }: ExplainFacts): string {
  const title = reminderTitle({ key });
  const name = readKey(key);
  switch (name.kind) {
    case 'questionnaires':
      return name.anewFor ? `${title} for ${dayInWords(name.anewFor)}` : title;
    case 'nudge':
      return `${title} before ${dayInWords(name.bookedOn)}`;
    case 'booking':
      return `${title}, counted from ${dayInWords(name.countedFrom)}`;
    case 'rebooking':
      return `${title} after ${dayInWords(name.clearedOn)}`;
    case 'confirmation':
    case 'appointment':
    case 'changed':
    case 'cancelled':
      return `${title} of ${momentInWords(name.startsAt, settings.timeZone)}`;
    default:
      return name satisfies never;
  }
}

/** Where the time of a logged reminder comes from, as far as the facts of today tell. */
function whyThen(
  { reminder: { sendAt } }: Passage,
  wanted: WantedReminder,
  visit: PlannedVisit,
  facts: ExplainFacts,
): string {
  const rule = whenItGoes(wanted, visit, facts);
  if (sendAt === wanted.at) return rule;
  const [own, then] = [wanted.at, sendAt].map((at) => momentInWords(at, facts.settings.timeZone));
  const changed =
    sendAt < wanted.at ? 'a fact has changed since' : 'it was late or paused, or a fact has changed since';
  return `${rule} That is ${own} by what is known now; it was for ${then}: ${changed}.`;
}

const SOON_MINUTES = 2;

/** Why an e-mail went later than when it was ready to go, when its attempts do not tell. */
export function whyLater({ message, reminder }: Passage, { log, settings, plan }: ExplainFacts): string {
  if (message.status !== 'sent' || message.attempt > 1) return '';
  if (message.sentAt <= addMinutes(reminder.sendAt, SOON_MINUTES)) return '';
  const dayOf = (at: Instant) => localDateOf(at, settings.timeZone);
  const wasTaken = log?.messages.some(
    (other) =>
      other.status === 'sent' &&
      other.messageId !== message.messageId &&
      stateOf(other, plan.course.bouncedMessages)?.state === 'sent' &&
      dayOf(other.sentAt) === dayOf(reminder.sendAt),
  );
  const ready = `It was ready on ${momentInWords(reminder.sendAt, settings.timeZone)}`;
  return wasTaken
    ? `${ready}; another e-mail went that day, and the patient gets one a day.`
    : `${ready} and could not go before: reminders rested, or nothing ran, or the provider did not take it.`;
}
