import { dayOf, inUtc, plusMinutes } from './local-time.ts';

/** A booked time. */
export type Booking = {
  readonly startsAt: string;
  readonly minutes: number | null;
  readonly bookingId: string | null;
  readonly madeAt: string;
};

/** What happened to one visit so far. */
export class VisitFacts {
  booking: Booking | null = null;
  heldOn: string | null = null;
  waivedAt: string | null = null;
  readonly answered = new Map<string, string>();
  readonly recorded = new Set<string>();

  /** A booking takes a waiver back. */
  book(data: Readonly<Record<string, unknown>>, madeAt: string): void {
    const { startsAt, durationMinutes = null, bookingId = null } = data;
    this.waivedAt = null;
    this.booking = {
      startsAt: inUtc(String(startsAt)),
      minutes: durationMinutes === null ? null : Number(durationMinutes),
      bookingId: bookingId === null ? null : String(bookingId),
      madeAt,
    };
  }

  /** Clears the booking that is named, or whichever there is. */
  cancel(startsAt: string | null, bookingId: string | null): void {
    if (startsAt !== null && this.booking?.startsAt !== inUtc(startsAt)) return;
    if (bookingId !== null && this.booking?.bookingId && this.booking.bookingId !== bookingId) return;
    this.booking = null;
  }

  /** A no-show clears only a booking on its day. */
  miss(date: string, timeZone: string): void {
    if (this.booking && dayOf(this.booking.startsAt, timeZone) === date) this.booking = null;
  }
}

/** A time at which a patient is to come, for one visit or for several that touch each other. */
export type Time = { readonly startsAt: string; readonly endsAt: string; readonly visits: readonly string[] };

const USUAL_MINUTES = 30;

/** Bookings of one day that touch each other are one time, from the first start to the last end. */
export function timesOf(
  booked: readonly { readonly visit: string; readonly booking: Booking }[],
  timeZone: string,
): Time[] {
  const times: Time[] = [];
  for (const { visit, booking } of [...booked].sort((a, b) =>
    a.booking.startsAt < b.booking.startsAt ? -1 : 1,
  )) {
    const { startsAt, minutes } = booking;
    const endsAt = plusMinutes(startsAt, minutes ?? USUAL_MINUTES);
    const last = times.at(-1);
    if (last && startsAt <= last.endsAt && dayOf(startsAt, timeZone) === dayOf(last.startsAt, timeZone)) {
      times[times.length - 1] = {
        startsAt: last.startsAt,
        endsAt: endsAt > last.endsAt ? endsAt : last.endsAt,
        visits: [...last.visits, visit],
      };
    } else times.push({ startsAt, endsAt, visits: [visit] });
  }
  return times;
}
