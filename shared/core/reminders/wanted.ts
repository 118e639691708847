import { isSettled, type PlannedVisit } from '../visits/planned-visit.ts';
import { invitationsToBook } from './invitations-to-book.ts';
import { questionnaires } from './questionnaires.ts';
import { timeReminders } from './times.ts';
import { isOn, namingTime, type WantedContext, type WantedReminder } from './wanted-reminder.ts';

/**
 * The reminders that a course's facts ask for, but for nudges: those follow from when the invitation goes out.
 * A reminder needs its visit's anchor to be held; what is said of a booked time needs none.
 */
export function wantedReminders(visits: readonly PlannedVisit[], context: WantedContext): WantedReminder[] {
  const asking = visits
    .filter((visit) => !isSettled(visit) && visit.status !== 'infeasible' && visit.anchor.held)
    .flatMap((visit) => [...questionnaires(visit, context), ...invitationsToBook(visit, context)])
    .filter(({ at, expiresAt }) => at < expiresAt);
  return [
    ...asking.map((reminder) => namingTime(reminder, context.times)),
    ...timeReminders(visits, context),
  ].filter(({ kind, visit }) => isOn(kind, visit, context.settings));
}
