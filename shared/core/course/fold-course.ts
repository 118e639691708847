import type { CourseEvent, EventOf } from '../events/events.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { visitsOfCode } from '../protocols/service-codes.ts';
import { later } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { applyEvent } from './apply-event.ts';
import { keepRetracted } from './bookings.ts';
import { type Course, emptyCourse } from './course.ts';

/**
 * A course is the fold of its set of events, ordered by when they occurred, retracted ones left out: any order
 * of arrival and any repetition gives the same course. For each fact the last event wins, by when it occurred.
 * @param protocols those of the clinic
 */
export function foldCourse(
  courseId: string,
  events: Iterable<CourseEvent>,
  timeZone: string,
  protocols: readonly Protocol[],
): Course {
  const course = emptyCourse(courseId, protocols);
  const distinct = [...new Map([...events].map((event) => [event.eventId, event])).values()];
  if (distinct.some(({ type }) => type === 'course.erased')) return { ...course, erased: true };
  const retractions = distinct.filter((event) => event.type === 'event.retracted').sort(byOccurrence);
  // The first one counts.
  const retracted = new Map(
    retractions.toReversed().map(({ data, occurredAt }) => [data.eventId, occurredAt]),
  );
  for (const event of inOrder(distinct, retracted)) {
    hear(course, event);
    const retractedAt = retracted.get(event.eventId);
    if (retractedAt === undefined) applyEvent(course, event, timeZone);
    else leaveOut(course, event, retractedAt, timeZone);
  }
  countBookings(course, distinct);
  return course;
}

/** The enrolment comes first whatever its time: what is dated before it takes effect when it comes. */
function inOrder(events: readonly CourseEvent[], retracted: ReadonlyMap<string, Instant>): CourseEvent[] {
  const ordered = [...events].sort(byOccurrence);
  const enrolment = ordered.find(
    ({ type, eventId }) => type === 'course.enrolled' && !retracted.has(eventId),
  );
  return enrolment ? [enrolment, ...ordered.filter((event) => event !== enrolment)] : ordered;
}

const byOccurrence = (a: CourseEvent, b: CourseEvent): number => {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? -1 : 1;
  if (clears(a) !== clears(b)) return clears(a) ? -1 : 1;
  return a.eventId < b.eventId ? -1 : 1;
};

/** At one instant what clears a booking comes before what makes one: systems tell a move as both. */
const clears = ({ type }: CourseEvent): boolean => type === 'visit.cancelled' || type === 'visit.missed';

function hear(course: Course, { type, occurredAt }: CourseEvent): void {
  if (type.startsWith('email.')) return;
  course.lastHeardAt = later(course.lastHeardAt ?? occurredAt, occurredAt);
  if (type.startsWith('visit.')) course.visitsHeardAt = later(course.visitsHeardAt ?? occurredAt, occurredAt);
}

function leaveOut(course: Course, event: CourseEvent, retractedAt: Instant, timeZone: string): void {
  if (event.type === 'visit.booked') keepRetracted(course, event, retractedAt, timeZone);
  if (event.type !== 'event.retracted') return;
  course.notices.push({
    kind: 'retraction-retracted',
    en: 'A retraction was retracted: that has no effect.',
    da: 'En tilbagekaldelse er forsøgt tilbagekaldt: det har ingen virkning.',
  });
}

/** A booking by its code counts for each visit that it may be about: so no count falls when that changes. */
function countBookings(course: Course, events: readonly CourseEvent[]): void {
  for (const { data } of events.filter((event) => event.type === 'visit.booked')) {
    for (const name of visitsOfBooking(data, course)) {
      const visit = course.visits.get(name);
      if (visit) visit.bookings += 1;
    }
  }
}

const visitsOfBooking = (
  { visit, serviceCode = '' }: EventOf<'visit.booked'>['data'],
  { protocols }: Course,
) => (visit ? [visit] : visitsOfCode(serviceCode, protocols));
