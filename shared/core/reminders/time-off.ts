import type { VisitName } from '../protocols/protocol.ts';
import type { CoreSettings } from '../settings/settings.ts';
import { addDays } from '../time/civil-date.ts';
import { atLocalTime, type Instant, localDateOf, localTimeOf } from '../time/instant.ts';
import { type BookedTime, timeOfVisit } from '../visits/booked-times.ts';
import { isSettled, type PlannedVisit } from '../visits/planned-visit.ts';
import { atOnceAfter, type KeptTime } from './kept-time.ts';
import { isSameTime, lastEntry, lastTold, type ToldTime, toldTimes } from './told-times.ts';
import { named, type WantedContext, type WantedReminder } from './wanted-reminder.ts';

/** A time that was told under a visit and is off, as far as the patient may still come at it. */
export function timeOff(
  visit: PlannedVisit,
  times: readonly KeptTime[],
  context: WantedContext,
): WantedReminder[] {
  const { history, lastReceivedAt, settings } = context;
  const isKept = times.some(({ keeper }) => keeper === visit.visit);
  const told = isKept ? null : toldUnder(visit, times, context);
  if (!told || told.startsAt <= lastReceivedAt || (isSettled(visit) && !leavesRest(told, times))) return [];
  const { startsAt, durationMinutes = null, messageId } = told;
  const wasOff = toldTimes(history, visit.visit, 'even rehearsed').some(
    (each) => each.isOff && each.startsAt === startsAt,
  );
  const name = {
    visit: visit.visit,
    kind: 'cancelled',
    startsAt,
    ...(wasOff && { after: messageId }),
  } as const;
  return [
    {
      ...named(name),
      ...atOnceAfter(told, [visit]),
      eveningUntil: eveningBefore(startsAt, settings),
      expiresAt: startsAt,
      time: { durationMinutes, visits: told.visits.filter((each) => !isBooked(each, times)) },
    },
  ];
}

/** What was held or waived was told as one time with others, and what is left of it is told anew. */
const leavesRest = (told: ToldTime, times: readonly BookedTime[]): boolean =>
  told.visits.some((each) => isBooked(each, times)) && !times.some((time) => isSameTime(told, time));

const isBooked = (name: VisitName, times: readonly BookedTime[]): boolean =>
  timeOfVisit(times, name) !== undefined;

/**
 * The time that stands under a visit: in the patient's calendar; or else in his mind, as an e-mail named it, of visits
 * that are all off: then it is told of the first of them.
 */
function toldUnder(
  { visit }: PlannedVisit,
  times: readonly KeptTime[],
  { history }: WantedContext,
): ToldTime | null {
  const entry = lastEntry(history, visit);
  if (entry && !entry.isOff) return entry;
  const told = lastTold(history, visit);
  const isNamed = told !== null && !told.hasFile && told.visits[0] === visit;
  return isNamed && !told.visits.some((each) => isBooked(each, times)) ? told : null;
}

const NOON = '12:00';

/** Who is to come in the morning hears of it on the evening before. */
function eveningBefore(startsAt: Instant, { timeZone, reminders }: CoreSettings): Instant | null {
  if (localTimeOf(startsAt, timeZone) >= NOON) return null;
  const evening = addDays(localDateOf(startsAt, timeZone), -1);
  return atLocalTime(evening, reminders.cancelled.eveningUntil, timeZone);
}
