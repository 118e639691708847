import { isSettled, type PlannedVisit } from '../visits/planned-visit.ts';
import { invitationsSent, unanswered } from './questionnaires.ts';
import { wantedReminders } from './wanted.ts';
import type { WantedContext } from './wanted-reminder.ts';

/** What a patient is asked for: to book a visit, or to answer what comes before it. */
export type Asked = { readonly kind: 'book' | 'answer'; readonly visit: PlannedVisit };

/**
 * What the patient is asked for at this moment, whether or not e-mails may tell it: since the first invitation to it was
 * due, or as soon as a booking was cleared, until it is done or can be done no longer.
 */
export function askedNow(visits: readonly PlannedVisit[], context: WantedContext): Asked[] {
  const { now } = context;
  const wanted = wantedReminders(visits, context).filter(
    ({ kind, at, expiresAt, goesBefore = expiresAt }) =>
      (at <= now || kind === 'rebooking') && now < expiresAt && now < goesBefore,
  );
  return visits.flatMap((visit): Asked[] => {
    const kinds = wanted.filter((each) => each.visit === visit.visit).map(({ kind }) => kind);
    const isInvited = kinds.includes('questionnaires') || wasInvited(visit, context);
    return [
      ...(kinds.includes('booking') || kinds.includes('rebooking') ? [{ kind: 'book' as const, visit }] : []),
      ...(isInvited ? [{ kind: 'answer' as const, visit }] : []),
    ];
  });
}

/** Whether an invitation for another day stands, and the visit is still ahead. */
function wasInvited(visit: PlannedVisit, context: WantedContext): boolean {
  const { booking } = visit.facts;
  const isAhead = booking ? booking.startsAt > context.now : false;
  if (isSettled(visit) || !isAhead || unanswered(visit, context.settings).length === 0) return false;
  return invitationsSent(visit, context).length > 0;
}
