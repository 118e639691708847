import type { VisitName } from '../protocols/protocol.ts';
import { later } from '../time/civil-date.ts';
import { type BookedTime, bookingChanges } from '../visits/booked-times.ts';
import { isSettled, type PlannedVisit } from '../visits/planned-visit.ts';
import { lastEntry, type ToldTime } from './told-times.ts';
import type { WantedContext } from './wanted-reminder.ts';

/** A booked time, and the visit under which the patient is told it. */
export type KeptTime = BookedTime & { readonly keeper: VisitName };

/** The patient's calendar keeps a time of several visits under the one that it has already, or under the first. */
export function keeperOf({ visits, lead }: BookedTime, { history }: WantedContext): VisitName {
  const kept = visits.find((visit) => {
    const entry = lastEntry(history, visit.visit);
    return !isSettled(visit) && entry && !entry.isOff;
  });
  return (kept ?? lead).visit;
}

/** What is told at once, and never waits for another e-mail of the day. */
export function atOnceAfter(told: ToldTime, visits: readonly PlannedVisit[]) {
  return { at: told.at, atOnce: true, urgent: true, since: bookingChanges(visits).reduce(later, told.at) };
}
