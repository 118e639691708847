import type { CourseJson } from '../../shared/core/course-json.ts';
import { type Instant, localDateOf } from '../../shared/core/time/instant.ts';
import { type Lane, type Timeline, timelineOf } from '../../shared/web/course/timeline.ts';
import { knownVisit } from './known-visits.ts';

type VisitJson = CourseJson['visits'][number];

/** A course's visits and e-mails by days; null for a course without visits. */
export const timelineOfJson = (course: CourseJson, asOf: Instant, timeZone: string): Timeline | null =>
  timelineOf({
    isOpen: course.status === 'open',
    today: localDateOf(asOf, timeZone),
    capDate: course.capDate,
    lanes: course.visits.map((visit) => laneOf(visit, course, timeZone)),
  });

function laneOf(visit: VisitJson, course: CourseJson, timeZone: string): Lane {
  const { earliest, latest, bookedAt } = visit;
  const mails = course.reminders.filter((reminder) => reminder.visit === visit.visit);
  return {
    visit: visit.visit,
    status: visit.status,
    window: earliest && latest ? { from: earliest, to: latest } : null,
    target: visit.target,
    bookedOn: bookedAt && localDateOf(bookedAt, timeZone),
    heldOn: visit.heldOn,
    mails: mails.map(({ key, status, sendAt }) => ({ key, status, on: localDateOf(sendAt, timeZone) })),
    capDate: isFollowUp(visit.visit, course) ? course.capDate : null,
  };
}

const isFollowUp = (visit: VisitJson['visit'], { capDate }: CourseJson): boolean =>
  capDate !== null && knownVisit(visit)?.followUp !== undefined;
