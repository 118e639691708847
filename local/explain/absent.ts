import { keyOf, REMINDER_KINDS, type ReminderKind } from '../../shared/core/ids/reminder-key.ts';
import { unanswered, wantedNudge } from '../../shared/core/reminders/questionnaires.ts';
import { lastTold } from '../../shared/core/reminders/told-times.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import { dayInWords, momentInWords } from '../words/dates-in-words.ts';
import { amount, visitTitle } from '../words/words.ts';
import { type ExplainFacts, listed } from './facts.ts';
import { CLOSED_BECAUSE } from './words.ts';

/** Why reminders that one might expect for a visit are not there: one sentence each. */
export function explainAbsent(visit: PlannedVisit, facts: ExplainFacts): string[] {
  const over = whyOver(visit, facts);
  if (over) return [over];
  const { plan } = facts;
  const has = (kind: ReminderKind) =>
    plan.reminders.some((reminder) => reminder.visit === visit.visit && reminder.kind === kind);
  const waits = whyWaiting(visit);
  const explained = REMINDER_KINDS.filter((kind) => !waits || !ABSENT[kind].waits);
  return [
    ...(waits ? [waits] : []),
    ...explained.flatMap((kind) => ABSENT[kind].why(visit, facts, has) ?? []),
  ];
}

type Explain = (
  visit: PlannedVisit,
  facts: ExplainFacts,
  has: (kind: ReminderKind) => boolean,
) => string | null;

/** Why a visit gets no reminder of any kind. */
function whyOver(visit: PlannedVisit, { plan }: ExplainFacts): string | null {
  const { closed, paused } = plan.course;
  switch (visit.status) {
    case 'held':
      return 'No more reminders: the visit was held.';
    case 'waived':
      return 'No reminders: the visit was waived.';
    case 'infeasible':
      return 'No reminders: there is no room for the visit before the cap.';
    case 'cancelled':
      return closed
        ? `No reminders: the course was closed on ${dayInWords(closed.date)} (${CLOSED_BECAUSE[closed.reason]}).`
        : null;
    case 'planned':
    case 'booked':
      return paused?.until === null ? 'No reminders: they are paused until someone resumes them.' : null;
    default:
      return visit.status satisfies never;
  }
}

function whyWaiting({ anchor }: PlannedVisit): string | null {
  if (anchor.held || anchor.visit === 'enrolment') return null;
  const title = visitTitle(anchor.visit);
  return anchor.reached
    ? `No questionnaires and no invitation to book: the ${title} was waived, not held.`
    : `Questionnaires and invitations to book wait until the ${title} has been held.`;
}

/** The sentence when a kind is switched off, for the clinic or for this visit. */
function switchedOff(
  kind: ReminderKind,
  what: string,
  { visit }: PlannedVisit,
  { settings }: ExplainFacts,
): string | null {
  const here = settings.reminders.visits[visit]?.[kind]?.enabled;
  if (here ?? settings.reminders[kind].enabled) return null;
  return `No ${what}: the clinic has switched it off${here === false ? ' for this visit' : ''}.`;
}

const questionnaires: Explain = (visit, facts, has) => {
  if (has('questionnaires')) return null;
  if (visit.questionnaires.length === 0) return 'No questionnaires belong to this visit.';
  if (unanswered(visit, facts.settings).length === 0)
    return `No questionnaires to ask for: ${listed(visit.questionnaires)} answered.`;
  const off = switchedOff('questionnaires', 'invitation to answer questionnaires', visit, facts);
  return off ?? 'No invitation to answer questionnaires: it would come too late to make sense.';
};

const nudge: Explain = (visit, facts, has) => {
  if (has('nudge') || unanswered(visit, facts.settings).length === 0) return null;
  const off = switchedOff('nudge', 'second invitation to answer questionnaires', visit, facts);
  if (off) return off;
  if (!visit.bookedOn) return 'Questionnaires are asked for again only before a booked visit.';
  const wanted = wantedNudge(visit, facts);
  return (
    wanted &&
    `No second invitation to answer questionnaires: the first one does not go on a day before ${dayInWords(wanted.sendOn)}.`
  );
};

const booking: Explain = (visit, facts, has) => {
  if (has('booking')) return null;
  const off = switchedOff('booking', 'invitation to book', visit, facts);
  if (visit.bookedOn) return 'No invitation to book: the visit is booked.';
  if (off) return off;
  return visit.facts.clearedOn ? 'The invitation to book again takes the place of the earlier ones.' : null;
};

const rebooking: Explain = (visit, facts, has) =>
  has('rebooking') || visit.bookedOn || !visit.facts.clearedOn
    ? null
    : switchedOff('rebooking', 'invitation to book again', visit, facts);

const appointment: Explain = (visit, facts) => {
  const { booking: made } = visit.facts;
  const key = made && keyOf({ visit: visit.visit, kind: 'appointment', startsAt: made.startsAt });
  if (facts.plan.reminders.some((reminder) => reminder.key === key)) return null;
  const off = switchedOff('appointment', 'reminder of the appointment', visit, facts);
  if (off) return off;
  const { settings } = facts;
  const before = amount(settings.reminders.appointment.weekdaysBefore, 'weekday');
  if (!made) return `A reminder of the appointment goes ${before} before it, once it is booked.`;
  const told = lastTold(facts.history, visit.visit);
  if (told && !told.isOff && told.startsAt === made.startsAt)
    return `No reminder of the appointment: the patient was told of it on ${momentInWords(told.at, settings.timeZone)}, ${before} before it or later.`;
  return `No reminder of the appointment: it was booked on ${momentInWords(made.madeAt, settings.timeZone)}, later than ${before} before it.`;
};

/** Nothing is missing unless the patient knows another time than the one that is booked. */
const uncorrected =
  (kind: 'changed' | 'cancelled', what: string): Explain =>
  (visit, facts) => {
    const told = lastTold(facts.history, visit.visit);
    const booked = visit.facts.booking?.startsAt;
    const isWrong = told !== null && !told.isOff && told.startsAt !== booked;
    const isOwn = (kind === 'changed') === (booked !== undefined);
    return isWrong && isOwn ? switchedOff(kind, what, visit, facts) : null;
  };

/** For each kind, why it is not there, and whether it waits until the visit's anchor was held. */
const ABSENT: Readonly<Record<ReminderKind, { readonly waits: boolean; readonly why: Explain }>> = {
  questionnaires: { waits: true, why: questionnaires },
  nudge: { waits: true, why: nudge },
  booking: { waits: true, why: booking },
  rebooking: { waits: true, why: rebooking },
  confirmation: { waits: false, why: () => null },
  appointment: { waits: false, why: appointment },
  changed: { waits: false, why: uncorrected('changed', 'e-mail about the changed time') },
  cancelled: { waits: false, why: uncorrected('cancelled', 'e-mail about the cancelled time') },
};
