import { type CalendarEntry, entriesOf } from './calendar-entry.ts';
import { CourseFacts } from './facts.ts';
import { dayOf, instantAt, inUtc, plusDays, plusMinutes, timeOf } from './local-time.ts';
import { nameOf } from './reminder-name.ts';
import { isBarred, type Letter, type Seen, type Told } from './seen.ts';
import { type Time, timesOf } from './visit-facts.ts';

/** Within so many minutes a patient knows what became of a time that he was told. */
const SOON = 30;

/**
 * The time that stands in a patient's calendar is the one that is booked, or somebody is asked to call: half an hour
 * after each word of the clinic, outside quiet hours, and at the end.
 */
export function timesAreRight(seen: Seen): string[] {
  const courses = [...Map.groupBy(seen.letters, ({ courseId }) => courseId)];
  return courses.flatMap(([courseId]) => {
    const told = seen.told.filter((event) => event.courseId === courseId);
    if (isPartlyForgotten(courseId, seen)) return [];
    return momentsOf(told, seen).flatMap((at) => wrongTimesAt(at, courseId, seen));
  });
}

/** Whether times were told that the house does not know of any more, or there were some to tell when it told none. */
export const isPartlyForgotten = (courseId: string, seen: Seen): boolean =>
  [
    ...seen.letters.filter((letter) => letter.courseId === courseId).map(({ at }) => at),
    ...seen.told.filter((event) => event.courseId === courseId).map(({ takenAt }) => takenAt),
  ].some((at) => isBarred(at, seen));

/** When all must be well: not before the facts have rested, and with faults only when they are over. */
export function momentsOf(told: readonly Told[], { house, delay, endedAt }: Seen): string[] {
  const { quietHours, timeZone } = house;
  const inDayHours = (at: string): string => {
    const time = timeOf(at, timeZone);
    const day = dayOf(at, timeZone);
    if (time < quietHours.to) return plusMinutes(instantAt(day, quietHours.to, timeZone), SOON);
    if (time >= quietHours.from)
      return plusMinutes(instantAt(plusDays(day, 1), quietHours.to, timeZone), SOON);
    return at;
  };
  const said = delay > 0 ? [] : told.map(({ takenAt }) => inDayHours(plusMinutes(takenAt, SOON)));
  const rested = said.filter((at) =>
    told.every(({ takenAt }) => takenAt > at || plusMinutes(takenAt, SOON) <= at),
  );
  return [...new Set([...rested.filter((at) => at < endedAt), endedAt])];
}

/** What a patient has wrong of the times of a course at an instant, one sentence each, unless he is to be called. */
export function wrongTimesAt(at: string, courseId: string, seen: Seen): string[] {
  const known = seen.told.filter((event) => event.courseId === courseId && event.takenAt <= at);
  const facts = new CourseFacts(known, seen.house.timeZone);
  if (!facts.enrolment || facts.isErased || facts.closed?.reason === 'deceased') return [];
  const had = seen.letters.filter(
    (letter) => letter.courseId === courseId && letter.arrives && letter.at <= at,
  );
  const entries = [...entriesOf(had.flatMap(({ calendar }) => calendar)).values()];
  const times = bookedTimes(facts, seen.house.timeZone);
  const wasRight = (seenAt: CourseFacts, entry: Span) =>
    bookedTimes(seenAt, seen.house.timeZone).some((time) => isSame(entry, time));
  const isCalled = (visits: readonly string[], span: Span, isOff: boolean) =>
    visits.some(
      (visit) =>
        isAsked(visit, courseId, at, seen) ||
        callsAbout(visit, facts).some((calledAt) => {
          const before = known.filter(({ occurredAt }) => inUtc(occurredAt) <= calledAt);
          return wasRight(new CourseFacts(before, seen.house.timeZone), span) !== isOff;
        }),
    );
  const expected = entries
    .filter((entry) => !entry.isOff && entry.startsAt > at && !times.some((time) => isSame(entry, time)))
    // Whoever is called about the time that begins in its place hears how long it is.
    .filter((entry) => !isCalled([...visitsOf(entry, had), ...visitsAt(entry.startsAt, times)], entry, true))
    .filter((entry) => !visitsOf(entry, had).some((visit) => facts.visitFacts(visit).heldOn))
    .map(({ startsAt }) => `${courseId} still expects ${startsAt} at ${at}`);
  const unknown = times
    .filter(({ startsAt, visits }) => startsAt > at && visits.some((visit) => facts.isAhead(visit)))
    .filter(({ visits }) => visits.some((visit) => wasTold(visit, had)))
    .filter((time) => !entries.some((entry) => !entry.isOff && isSame(entry, time)))
    .filter((time) => !isNamedLast(time, entries, had))
    .filter((time) => !isCalled(time.visits, time, false))
    .map(({ startsAt }) => `${courseId} was told another time than ${startsAt} at ${at}`);
  return [...expected, ...unknown];
}

/**
 * Whether the patient, whose calendar keeps no time of the visit, was told this one in words last: its file may come
 * with the reminder of it.
 */
function isNamedLast({ startsAt, visits }: Time, entries: readonly CalendarEntry[], had: readonly Letter[]) {
  const about = had.filter(({ keys }) => keys.some((key) => visits.includes(nameOf(key).visit)));
  const hasOther = entries.some(
    (entry) => !entry.isOff && visitsOf(entry, had).some((visit) => visits.includes(visit)),
  );
  const last = about.findLast(({ names }) => names.length > 0);
  const tellsOff = last?.keys.some((key) => nameOf(key).word === 'cancelled') ?? false;
  return !hasOther && !tellsOff && last?.names.includes(startsAt) === true;
}

/** The times at which somebody waits for the patient. */
export function bookedTimes(facts: CourseFacts, timeZone: string): Time[] {
  const booked = facts.guided.flatMap(({ visit, facts: { booking, heldOn } }) => {
    const isHeldAsBooked = booking && heldOn === dayOf(booking.startsAt, timeZone);
    return booking && (isHeldAsBooked || facts.isAhead(visit)) ? [{ visit, booking }] : [];
  });
  return timesOf(booked, timeZone);
}

type Span = Pick<Time, 'startsAt' | 'endsAt'>;

const isSame = (entry: Span, time: Span): boolean =>
  entry.startsAt === time.startsAt && entry.endsAt === time.endsAt;

/** Which visits an entry was told for. */
const visitsOf = (entry: CalendarEntry, letters: readonly Letter[]): string[] =>
  letters
    .filter(({ calendar }) => calendar.some(({ uid }) => uid === entry.uid))
    .flatMap(({ keys }) => keys.map(nameOf))
    .filter(({ startsAt }) => startsAt === entry.startsAt)
    .map(({ visit }) => visit);

const visitsAt = (startsAt: string, times: readonly Time[]): readonly string[] =>
  times.filter((time) => time.startsAt === startsAt).flatMap(({ visits }) => visits);

const wasTold = (visit: string, letters: readonly Letter[]): boolean =>
  letters.some(({ keys }) =>
    keys.map(nameOf).some(({ visit: about, startsAt }) => about === visit && startsAt !== null),
  );

/** Whether the therapist has the task to call about a visit, or anything that the patient asked to be called for. */
export function isAsked(visit: string, courseId: string, at: string, { worklists }: Seen): boolean {
  const last = worklists.findLast((each) => each.courseId === courseId && each.at <= at);
  return last?.tasks.some(({ task }) => task === `call-patient:${visit}`) ?? false;
}

/** When the therapist said last that he has called about a visit: he told what was so by then. */
export function callsAbout(visit: string, facts: CourseFacts): string[] {
  const said = facts.tasks.get(`call-patient:${visit}`);
  return [said?.completedAt, said?.dismissedAt].flatMap((at) => at ?? []);
}
