import type { CourseEvent, EventOf } from '../core/events/events.ts';
import type { Protocol, VisitName } from '../core/protocols/protocol.ts';
import { serviceCodesOf } from '../core/protocols/service-codes.ts';
import { type Instant, localDateOf } from '../core/time/instant.ts';
import type { Appointment } from './row.ts';

/** Events of a course that count, in the order in which they occurred. */
export function standingEvents(events: readonly CourseEvent[]): CourseEvent[] {
  const retracted = new Set(
    events.flatMap((event) => (event.type === 'event.retracted' ? [event.data.eventId] : [])),
  );
  return events
    .filter(({ eventId }) => !retracted.has(eventId))
    .sort((a, b) => order(a).localeCompare(order(b), 'en'));
}

const order = ({ occurredAt, type, eventId }: CourseEvent): string =>
  `${occurredAt} ${type === 'visit.cancelled' || type === 'visit.missed' ? 0 : 1} ${eventId}`;

type Coded = { readonly visit?: VisitName | undefined; readonly serviceCode?: string | undefined };

/** Whether an event may be about a visit of that code. */
const isOf = ({ visit, serviceCode }: Coded, code: string, { protocols }: Context): boolean =>
  serviceCode === code || (visit !== undefined && serviceCodesOf(visit, protocols).includes(code));

type Context = { readonly timeZone: string; readonly protocols: readonly Protocol[] };

/** What was last said of an appointment's booking. */
export type LastSaid = {
  readonly at: Instant;
  /** The booking as it stands; null when it was cleared, or another one took its place. */
  readonly booking: EventOf<'visit.booked'>['data'] | null;
};

/** @param told all appointments that the file tells of this course */
export function lastSaidOf(
  appointment: Appointment,
  standing: readonly CourseEvent[],
  told: readonly Appointment[],
  context: Context,
): LastSaid | null {
  let said: LastSaid | null = null;
  for (const event of standing) {
    if (event.type === 'visit.booked' && isBookingOf(event.data, appointment, context))
      said = { at: event.occurredAt, booking: event.data };
    else if (said?.booking && isGone(said.booking, event, appointment, told, context))
      said = { at: event.occurredAt, booking: null };
  }
  return said;
}

function isBookingOf(
  data: EventOf<'visit.booked'>['data'],
  { bookingId, serviceCode, startsAt, date }: Appointment,
  context: Context,
): boolean {
  if (bookingId !== null && data.bookingId !== undefined) return data.bookingId === bookingId;
  if (!isOf(data, serviceCode, context)) return false;
  return startsAt === null
    ? localDateOf(data.startsAt, context.timeZone) === date
    : data.startsAt === startsAt;
}

function isGone(
  booking: EventOf<'visit.booked'>['data'],
  event: CourseEvent,
  { serviceCode, date }: Appointment,
  told: readonly Appointment[],
  context: Context,
): boolean {
  switch (event.type) {
    case 'visit.cancelled': {
      const { bookingId, startsAt } = event.data;
      const otherId =
        bookingId !== undefined && booking.bookingId !== undefined && bookingId !== booking.bookingId;
      return (
        !otherId &&
        (startsAt === undefined || startsAt === booking.startsAt) &&
        isOf(event.data, serviceCode, context)
      );
    }
    case 'visit.missed':
      // On its day, or on the one to which it had moved untold.
      return (
        isOf(event.data, serviceCode, context) &&
        [localDateOf(booking.startsAt, context.timeZone), date].includes(event.data.date)
      );
    case 'visit.booked':
      // Another one of the visit took its place, unless the file tells of both.
      return (
        booking.bookingId === undefined &&
        isOf(event.data, serviceCode, context) &&
        !told.some(({ status, startsAt }) => status === 'booked' && startsAt === event.data.startsAt)
      );
    default:
      return false;
  }
}

/** Events that say that this was held: a visit, or a session. */
export const heldEvents = (
  { serviceCode, date }: Appointment,
  standing: readonly CourseEvent[],
): EventOf<'visit.held' | 'session.held'>[] =>
  standing.filter(
    (event): event is EventOf<'visit.held' | 'session.held'> =>
      (event.type === 'visit.held' || event.type === 'session.held') &&
      event.data.serviceCode === serviceCode &&
      event.data.date === date,
  );
