import type { VisitName } from '../protocols/protocol.ts';
import { later } from '../time/civil-date.ts';
import { addMinutes, type Instant, localDateOf, minutesBetween } from '../time/instant.ts';
import { isSettled, type PlannedVisit } from './planned-visit.ts';

/**
 * A time at which the patient is to come. Bookings that touch each other on one day are one time to him: from the first
 * start to the last end.
 */
export type BookedTime = {
  /** The visits that it is the time of, by their start; the first one that is not held yet leads. */
  readonly visits: readonly PlannedVisit[];
  readonly lead: PlannedVisit;
  readonly startsAt: Instant;
  /** Null when it is not known. */
  readonly durationMinutes: number | null;
};

/** What a visit takes when nobody has said how long: calendars need an end. */
export const USUAL_MINUTES = 30;

/** Whether two times are as long, an unknown length taken as the usual one. */
export const isAsLong = (a: number | null, b: number | null): boolean =>
  (a ?? USUAL_MINUTES) === (b ?? USUAL_MINUTES);

type Booked = {
  readonly visit: PlannedVisit;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly minutes: number | null;
};

/** The time that a visit has, alone or with others. */
export const timeOfVisit = (times: readonly BookedTime[], visit: VisitName): BookedTime | undefined =>
  times.find(({ visits }) => visits.some((each) => each.visit === visit));

/** When the bookings of visits were made. */
export const madeAt = (visits: readonly PlannedVisit[]): Instant[] =>
  visits.flatMap(({ facts }) => facts.booking?.madeAt ?? []);

/** When bookings of visits were made, moved or cleared. */
export const bookingChanges = (visits: readonly PlannedVisit[]): Instant[] => [
  ...madeAt(visits),
  ...visits.flatMap(({ facts }) => facts.former.map(({ at }) => at)),
];

/** The times that are booked and still ahead of their visit, in their order. */
export function bookedTimes(visits: readonly PlannedVisit[], timeZone: string): BookedTime[] {
  const groups: Booked[][] = [];
  for (const booked of visits.flatMap(bookedOf).sort(byStart)) {
    const last = groups.at(-1);
    if (last && touches(last, booked, timeZone)) last.push(booked);
    else groups.push([booked]);
  }
  return groups.flatMap(timeOf);
}

/** A visit that was held as booked is part of the time that the patient has come at. */
function bookedOf(visit: PlannedVisit): Booked[] {
  const { booking } = visit.facts;
  const isHeldAsBooked = visit.heldOn !== null && visit.heldOn === visit.bookedOn;
  if (!booking || (isSettled(visit) && !isHeldAsBooked)) return [];
  const { startsAt, durationMinutes: minutes } = booking;
  return [{ visit, startsAt, endsAt: addMinutes(startsAt, minutes ?? USUAL_MINUTES), minutes }];
}

const byStart = (a: Booked, b: Booked): number =>
  a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0;

function touches(group: readonly Booked[], { startsAt }: Booked, timeZone: string): boolean {
  const end = group.map(({ endsAt }) => endsAt).reduce(later);
  const [first] = group;
  return (
    first !== undefined &&
    startsAt <= end &&
    localDateOf(startsAt, timeZone) === localDateOf(first.startsAt, timeZone)
  );
}

function timeOf(group: readonly Booked[]): BookedTime[] {
  const [first] = group;
  const lead = group.find(({ visit }) => !isSettled(visit))?.visit;
  if (!first || !lead) return [];
  const end = group.map(({ endsAt }) => endsAt).reduce(later);
  return [
    {
      visits: group.map(({ visit }) => visit),
      lead,
      startsAt: first.startsAt,
      durationMinutes: group.length === 1 ? first.minutes : minutesBetween(first.startsAt, end),
    },
  ];
}
