import type { CourseEvent } from '../events/events.ts';
import { applyEvent } from './apply-event.ts';
import { type Course, emptyCourse } from './course.ts';

/**
 * A course is the fold of its set of events, ordered by when they occurred, retracted ones left out: any order
 * of arrival and any repetition gives the same course. For each fact the last event wins, by when it occurred.
 */
export function foldCourse(courseId: string, events: Iterable<CourseEvent>, timeZone: string): Course {
  const course = emptyCourse(courseId);
  const distinct = [...new Map([...events].map((event) => [event.eventId, event])).values()];
  if (distinct.some(({ type }) => type === 'course.erased')) return { ...course, erased: true };
  const retracted = new Set(
    distinct.flatMap((event) => (event.type === 'event.retracted' ? [event.data.eventId] : [])),
  );
  for (const event of distinct.sort(byOccurrence)) {
    if (event.type === 'event.retracted') {
      if (retracted.has(event.eventId)) {
        course.notices.push({
          en: 'A retraction was retracted: that has no effect.',
          da: 'En tilbagekaldelse er forsøgt tilbagekaldt: det har ingen virkning.',
        });
      }
    } else if (!retracted.has(event.eventId)) {
      applyEvent(course, event, timeZone);
    }
  }
  countBookings(course, distinct);
  return course;
}

function countBookings(course: Course, events: readonly CourseEvent[]): void {
  for (const event of events) {
    const visit = event.type === 'visit.booked' ? course.visits.get(event.data.visit) : undefined;
    if (visit) visit.bookings += 1;
  }
}

const byOccurrence = (a: CourseEvent, b: CourseEvent) => {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? -1 : 1;
  return a.eventId < b.eventId ? -1 : 1;
};
