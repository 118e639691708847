import { readKey } from '../../shared/core/ids/reminder-key.ts';
import { isEntryVisit, isSameDay } from '../../shared/core/protocols/protocol.ts';
import { unanswered } from '../../shared/core/reminders/questionnaires.ts';
import { toldTimes } from '../../shared/core/reminders/told-times.ts';
import type { WantedReminder } from '../../shared/core/reminders/wanted-reminder.ts';
import { addDays, type CivilDate } from '../../shared/core/time/civil-date.ts';
import { localDateOf } from '../../shared/core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../../shared/core/visits/planned-visit.ts';
import { WHY_PHRASES } from '../../shared/core/visits/why-phrases.ts';
import { dayInWords, momentInWords } from '../words/dates-in-words.ts';
import { amount, visitTitle } from '../words/words.ts';
import { type ExplainFacts, listed } from './facts.ts';

/** Where a reminder's own time comes from, in a sentence. */
export function whenItGoes(wanted: WantedReminder, visit: PlannedVisit, facts: ExplainFacts): string {
  const { reminders, timeZone } = facts.settings;
  const starts = startsAt(visit);
  switch (wanted.kind) {
    case 'questionnaires':
      return questionnairesGo(wanted, visit, facts);
    case 'nudge':
      return `It goes ${amount(reminders.nudge.weekdaysBefore, 'weekday')} before the booked day (${visit.bookedOn ? dayInWords(visit.bookedOn) : ''}), because ${missing(visit, facts)} still unanswered.`;
    case 'booking':
      return bookingGoes(wanted, visit, facts);
    case 'rebooking':
      return `The last booking was cancelled or missed on ${visit.facts.clearedOn ? dayInWords(visit.facts.clearedOn) : ''}, so it goes on the next open day after that.`;
    case 'confirmation':
      return `It goes at once when a time is booked (${starts ? momentInWords(starts, timeZone) : ''}).`;
    case 'changed':
    case 'cancelled':
      return correctionGoes(wanted, facts);
    case 'appointment':
      return `It goes ${amount(reminders.appointment.weekdaysBefore, 'weekday')} before the appointment (${starts ? momentInWords(starts, timeZone) : ''}).`;
    default:
      return wanted.kind satisfies never;
  }
}

function missing(visit: PlannedVisit, { settings }: ExplainFacts): string {
  const open = unanswered(visit, settings);
  return `${listed(open)} ${open.length === 1 ? 'is' : 'are'}`;
}

/** A correction goes because of what the patient was told last. */
function correctionGoes({ key, visit }: WantedReminder, { history, settings }: ExplainFacts): string {
  const name = readKey(key);
  const told = toldTimes(history, visit).at(-1);
  const at = told ? momentInWords(told.startsAt, settings.timeZone) : '';
  if (name.kind === 'cancelled')
    return `The patient was told of ${at}, and that time is off: it goes at once.`;
  return told?.isOff
    ? `The patient was told that ${at} is off, and a time is booked again: it goes at once.`
    : `The patient was told of ${at}, and another time or length is booked: it goes at once.`;
}

function questionnairesGo(wanted: WantedReminder, visit: PlannedVisit, facts: ExplainFacts): string {
  if (isEntryVisit(visit.timing) && !visit.bookedOn) return 'It goes at once when the patient is enrolled.';
  const day = visit.bookedOn ?? visit.window?.target;
  if (!day) return '';
  const before = facts.settings.reminders.questionnaires.daysBefore;
  const what = visit.bookedOn ? 'booked day' : 'target day';
  const counted = `${amount(before, 'day')} before the ${what} (${dayInWords(day)})`;
  return onOpenDay(counted, addDays(day, -before), wanted, facts);
}

function bookingGoes(wanted: WantedReminder, visit: PlannedVisit, facts: ExplainFacts): string {
  const { daysAfterAnchor, daysBeforeEarliest } = facts.settings.reminders.booking;
  const name = readKey(wanted.key);
  const index = name.kind === 'booking' ? name.number - 1 : 0;
  const { anchor, timing, window } = visit;
  if (isEntryVisit(timing) || isSameDay(timing)) {
    const days = daysAfterAnchor.toSorted((a, b) => a - b)[index] ?? 0;
    const name = anchor.visit === 'enrolment' ? 'enrolment' : visitTitle(anchor.visit);
    const counted = `${amount(days, 'day')} after the ${name} (${dayInWords(anchor.date)})`;
    return onOpenDay(counted, addDays(anchor.date, days), wanted, facts);
  }
  const days = daysBeforeEarliest.toSorted((a, b) => b - a)[index] ?? 0;
  if (!window) return '';
  const first = `the first day of the window (${dayInWords(window.earliest)})`;
  return onOpenDay(
    days === 0 ? first : `${amount(days, 'day')} before ${first}`,
    addDays(window.earliest, -days),
    wanted,
    facts,
  );
}

/** The day that the settings give, and the open day that it moves to. */
function onOpenDay(
  counted: string,
  day: CivilDate,
  { at }: WantedReminder,
  { settings, calendar }: ExplainFacts,
): string {
  const goesOn = localDateOf(at, settings.timeZone);
  const reason = calendar.closedBecause(day);
  if (goesOn === day) return `It goes ${counted.startsWith('the') ? 'on ' : ''}${counted}.`;
  const which = goesOn > day ? 'the next open day' : 'the last open day before';
  const because = reason ? `, ${WHY_PHRASES.en.closed[reason]}` : '';
  return `${sentenceCase(counted)} is ${dayInWords(day)}${because}: it goes on ${which}, ${dayInWords(goesOn)}.`;
}

const sentenceCase = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
