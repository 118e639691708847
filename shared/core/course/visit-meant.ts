import type { EventOf } from '../events/events.ts';
import { findProtocol } from '../protocols/index.ts';
import type { VisitName } from '../protocols/protocol.ts';
import { visitsOfCode } from '../protocols/service-codes.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { type Course, factsOf, type VisitFacts } from './course.ts';

/** What is said of a visit by its name or by its service code. */
export type VisitEvent = EventOf<'visit.booked' | 'visit.cancelled' | 'visit.missed' | 'visit.held'>;

/**
 * The visit that an event is about. Told by its code it is one that is neither held nor waived at that point: of several
 * the one whose booking the event is about, else the first in the protocol's order.
 * @returns null when the code fits none
 */
export function visitMeant(course: Course, event: VisitEvent, timeZone: string): VisitName | null {
  const { visit, serviceCode } = event.data;
  if (visit !== undefined) return visit;
  const open = serviceCode === undefined ? [] : openVisits(course, serviceCode);
  const find = (fits: (facts: Readonly<VisitFacts>) => boolean) =>
    open.find((name) => fits(factsOf(course, name)));
  return whoseBooking(event, find, timeZone) ?? open[0] ?? null;
}

/** The visit whose booking an event is about. */
function whoseBooking(
  { type, data }: VisitEvent,
  find: (fits: (facts: Readonly<VisitFacts>) => boolean) => VisitName | undefined,
  timeZone: string,
): VisitName | undefined {
  const bookedOn = (day: CivilDate) => find((facts) => isBookedOn(facts, day, timeZone));
  switch (type) {
    case 'visit.booked':
      return find(({ booking }) => data.bookingId !== undefined && booking?.bookingId === data.bookingId);
    case 'visit.cancelled': {
      const exact = find((facts) => isThisBooking(facts, data));
      return exact ?? (data.startsAt && bookedOn(localDateOf(data.startsAt, timeZone)));
    }
    case 'visit.missed':
    case 'visit.held':
      return bookedOn(data.date);
    default:
      return type satisfies never;
  }
}

function openVisits(course: Course, serviceCode: string): VisitName[] {
  const ofCourse = visitsOf(course);
  return visitsOfCode(serviceCode, course.protocols).filter((visit) => {
    const { held, waived } = factsOf(course, visit);
    return ofCourse.has(visit) && !held && !waived;
  });
}

/** The visits that the course has by its protocol and entry; none before it is enrolled. */
export function visitsOf({ enrolment, entry, protocols }: Course): ReadonlySet<VisitName> {
  const visits = (enrolment && findProtocol(enrolment.protocol, protocols)?.visits) ?? [];
  return new Set(visits.filter(({ timing }) => timing[entry]).map(({ visit }) => visit));
}

/** Whether the visit is booked for that day. */
export const isBookedOn = ({ booking }: Readonly<VisitFacts>, day: CivilDate, timeZone: string): boolean =>
  booking !== null && localDateOf(booking.startsAt, timeZone) === day;

/** Whether a cancellation is about the visit's booking: it names no other time and no other id. */
export function isThisBooking(
  { booking }: Readonly<VisitFacts>,
  { startsAt, bookingId }: EventOf<'visit.cancelled'>['data'],
): boolean {
  if (!booking) return false;
  const otherTime = startsAt !== undefined && startsAt !== booking.startsAt;
  const otherId = bookingId !== undefined && booking.bookingId !== null && bookingId !== booking.bookingId;
  return !otherTime && !otherId;
}
