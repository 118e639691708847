import type { EventOf } from '../events/events.ts';
import { findProtocol, titleOfVisit } from '../protocols/index.ts';
import { theVisit, type VisitName } from '../protocols/protocol.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type Instant, localDateOf } from '../time/instant.ts';
import { dateWords, type Words } from '../words/words.ts';
import { type Course, type FormerBooking, type VisitFacts, visitOf } from './course.ts';
import type { CourseNotice } from './notice.ts';
import { isBookedOn, isThisBooking, type VisitEvent, visitMeant, visitsOf } from './visit-meant.ts';

/**
 * What a booking, a cancellation, a no-show or a visit held says of the visit that it is about.
 * @returns that visit; null when it fits none, which is noted
 */
export function applyToVisit(course: Course, event: VisitEvent, timeZone: string): VisitName | null {
  const name = visitMeant(course, event, timeZone);
  if (!name) {
    if (course.enrolment) course.notices.push(fitsNoVisit(course, event, timeZone));
    return null;
  }
  const visit = visitOf(course, name);
  const day = localDateOf(event.occurredAt, timeZone);
  switch (event.type) {
    case 'visit.booked':
      book(visit, event, day);
      break;
    case 'visit.cancelled':
      if (isThisBooking(visit, event.data)) clear(visit, 'cancelled', event.occurredAt, day);
      else if (!wasMoved(visit, event.data)) course.notices.push(cancelledNothing(course, name, day));
      break;
    case 'visit.missed':
      if (isBookedOn(visit, event.data.date, timeZone))
        clear(visit, 'missed', event.occurredAt, event.data.date);
      else course.notices.push(missedNothing(course, name, event.data.date));
      break;
    case 'visit.held':
      visit.held = { date: event.data.date, serviceCode: event.data.serviceCode };
      break;
    default:
      return event satisfies never;
  }
  return name;
}

/** A booking that was entered by mistake: it never held, but the patient may have been told of it. */
export function keepRetracted(
  course: Course,
  event: EventOf<'visit.booked'>,
  at: Instant,
  timeZone: string,
): void {
  const name = visitMeant(course, event, timeZone);
  if (!name || !visitsOf(course).has(name)) return;
  visitOf(course, name).former.push({ booking: bookingOf(event), because: 'retracted', at });
}

const bookingOf = ({ data, occurredAt }: EventOf<'visit.booked'>) => ({
  startsAt: data.startsAt,
  durationMinutes: data.durationMinutes ?? null,
  bookingId: data.bookingId ?? null,
  madeAt: occurredAt,
});

function book(visit: VisitFacts, event: EventOf<'visit.booked'>, day: CivilDate): void {
  if (visit.booking) visit.former.push({ booking: visit.booking, because: 'moved', at: event.occurredAt });
  visit.booking = bookingOf(event);
  visit.waived = null;
  visit.clearedOn = null;
  visit.bookingChangedOn = day;
}

function clear(visit: VisitFacts, because: FormerBooking['because'], at: Instant, day: CivilDate): void {
  if (visit.booking) visit.former.push({ booking: visit.booking, because, at });
  visit.booking = null;
  visit.clearedOn = day;
  visit.bookingChangedOn = day;
}

/** Systems that move a booking may tell the new one first, then that the old one is off. */
const wasMoved = (
  { former }: VisitFacts,
  { startsAt, bookingId }: EventOf<'visit.cancelled'>['data'],
): boolean =>
  former.some(
    ({ booking, because }) =>
      because === 'moved' &&
      (booking.startsAt === startsAt || (bookingId !== undefined && booking.bookingId === bookingId)),
  );

const TOLD: Readonly<Record<VisitEvent['type'], Words>> = {
  'visit.booked': { en: 'A booking', da: 'En booking' },
  'visit.cancelled': { en: 'A cancellation', da: 'Et afbud' },
  'visit.missed': { en: 'A no-show', da: 'En udeblivelse' },
  'visit.held': { en: 'A consultation', da: 'En konsultation' },
};

/** A code that the protocol knows is told with its day; what else a calendar holds is told once. */
function fitsNoVisit({ enrolment, protocols }: Course, event: VisitEvent, timeZone: string): CourseNotice {
  const { serviceCode = '' } = event.data;
  const visits = (enrolment && findProtocol(enrolment.protocol, protocols)?.visits) ?? [];
  const isKnown = visits.some(({ serviceCodes }) => Object.values(serviceCodes).includes(serviceCode));
  const on = isKnown ? dateWords(dayOf(event, timeZone)) : null;
  const told = TOLD[event.type];
  return {
    kind: 'fits-no-visit',
    en: `${told.en} under ${serviceCode}${on ? ` on ${on.en}` : ''} fits no visit of the course that is still to come.`,
    da: `${told.da} med ydelsesnummer ${serviceCode}${on ? ` den ${on.da}` : ''} passer ikke til noget besøg, der mangler i forløbet.`,
  };
}

function dayOf({ type, data, occurredAt }: VisitEvent, timeZone: string): CivilDate {
  switch (type) {
    case 'visit.booked':
      return localDateOf(data.startsAt, timeZone);
    case 'visit.cancelled':
      return localDateOf(data.startsAt ?? occurredAt, timeZone);
    case 'visit.missed':
    case 'visit.held':
      return data.date;
    default:
      return type satisfies never;
  }
}

function cancelledNothing({ protocols }: Course, visit: VisitName, day: CivilDate): CourseNotice {
  const [title, on] = [theVisit(titleOfVisit(visit, protocols)), dateWords(day)];
  return {
    kind: 'cancelled-nothing',
    visit,
    en: `A cancellation of ${title.en}, told on ${on.en}, fits no booking: nothing was cancelled.`,
    da: `Et afbud til ${title.da}, meldt den ${on.da}, passer ikke til nogen booking: intet er aflyst.`,
  };
}

function missedNothing({ protocols }: Course, visit: VisitName, day: CivilDate): CourseNotice {
  const [title, on] = [theVisit(titleOfVisit(visit, protocols)), dateWords(day)];
  return {
    kind: 'missed-nothing',
    visit,
    en: `A no-show at ${title.en} on ${on.en} fits no booking of that day.`,
    da: `En udeblivelse fra ${title.da} den ${on.da} passer ikke til nogen booking den dag.`,
  };
}
