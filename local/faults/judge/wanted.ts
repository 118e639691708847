import type { Clinic } from '../../../shared/clinic.ts';
import { foldCourse } from '../../../shared/core/course/fold-course.ts';
import { eventSchema } from '../../../shared/core/events/events.ts';
import { sendableKeys } from '../../../shared/core/plan.ts';
import { protocolsOf } from '../../../shared/core/protocols/index.ts';
import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { Run } from '../play/run.ts';
import { arrivalOf, type FaultStory } from '../stories/story.ts';
import type { Owed } from './owed.ts';

/** Whether a reminder may go at a moment, by all that had been said of its course by an instant. */
export function isWanted(
  { courseId, key, at }: Owed,
  moment: Instant,
  knownAt: Instant,
  story: FaultStory,
  run: Run,
): boolean {
  const clinic = clinicAt(moment, run);
  const course = foldCourse(
    courseId,
    factsOf(courseId, knownAt, story, run),
    clinic.timeZone,
    protocolsOf(clinic),
  );
  const messages = run.courses.get(courseId)?.messages ?? [];
  return sendableKeys({ course, settings: clinic, messages, now: moment, lastReceivedAt: at }).has(key);
}

/** The settings that were in force at an instant. */
export const clinicAt = (at: Instant, { inForce, clinic }: Pick<Run, 'inForce' | 'clinic'>): Clinic =>
  (inForce.findLast(({ from }) => from <= at) ?? inForce[0])?.clinic ?? clinic;

function factsOf(courseId: string, known: Instant, { events }: FaultStory, run: Run) {
  const told = events
    .filter((event) => event.courseId === courseId && cameAt(event, run) <= known)
    .map(({ receivedAt: _, ...event }) => eventSchema.parse(event));
  const reported = (run.courses.get(courseId)?.events ?? [])
    .map(({ event }) => event)
    .filter(({ type, occurredAt }) => type.startsWith('email.') && occurredAt <= known);
  return [...new Map([...reported, ...told].reverse().map((event) => [event.eventId, event])).values()];
}

const cameAt = (event: FaultStory['events'][number], { ahead }: Run): Instant =>
  ahead.get(`${event.courseId} ${event.eventId}`) ?? toInstant(arrivalOf(event));
