import type { Calendar } from '../time/calendar.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';

/** The open day on which a reminder goes: the next one, but for a booked visit never its own day or later. */
export function sendDay(day: CivilDate, bookedOn: CivilDate | null, calendar: Calendar): CivilDate {
  const next = calendar.openDayOnOrAfter(day) ?? day;
  if (bookedOn && next >= bookedOn) return calendar.openDayOnOrBefore(addDays(day, -1)) ?? day;
  return next;
}
