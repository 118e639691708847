import { join } from 'node:path';
import { type EventLine, readEventsFile } from '../local/files/events-file.ts';
import { type CourseEvent, eventSchema } from '../shared/core/events/events.ts';
import { GUIDES } from '../shared/core/protocols/index.ts';

/** The sample clinic's events. */
export const SAMPLE_EVENTS = join(import.meta.dirname, '../local/sample/events.jsonl');

/**
 * So many courses as the sample clinic has them, in the order in which their events arrive: its own, and those again as other
 * patients.
 */
export async function manyCourses(count: number, timeZone: string): Promise<readonly EventLine[]> {
  const { events } = await readEventsFile(SAMPLE_EVENTS, { timeZone, protocols: GUIDES });
  const courseIds = [...new Set(events.map(({ event }) => event.courseId))];
  const lines = Array.from({ length: Math.ceil(count / courseIds.length) }, (_, copy) => {
    const wanted = new Set(courseIds.slice(0, count - copy * courseIds.length));
    const own = events.filter(({ event }) => wanted.has(event.courseId));
    return copy === 0 ? own : own.map((line) => asOther(line, `x${copy}`));
  });
  return lines.flat().sort((a, b) => (a.arrivesAt < b.arrivesAt ? -1 : a.arrivesAt > b.arrivesAt ? 1 : 0));
}

/** The same event of another patient: course, patient and event have other ids. */
function asOther(line: EventLine, mark: string): EventLine {
  const { event } = line;
  const json = JSON.parse(
    JSON.stringify(line.json)
      .replaceAll(event.courseId, `${event.courseId}${mark}`)
      .replace(`"eventId":"${event.eventId}"`, `"eventId":"${event.eventId}${mark}"`)
      .replaceAll(/"patientId":"([^"]+)"/g, `"patientId":"$1${mark}"`),
  );
  return {
    ...line,
    json,
    event: { ...event, courseId: `${event.courseId}${mark}`, eventId: `${event.eventId}${mark}` },
  };
}

/** Enrolled, held and booked: the first events of a course of stenosis. */
export function pipelineEvents(courseId: string): readonly CourseEvent[] {
  const event = (type: string, minute: string, data: object) =>
    eventSchema.parse({
      eventId: `${courseId}-${type}`,
      type,
      courseId,
      occurredAt: `2026-03-09T10:${minute}:00+01:00`,
      data,
    });
  return [
    event('course.enrolled', '00', enrolmentOf(courseId)),
    event('visit.held', '30', { visit: 'pre-examination', date: '2026-03-09', serviceCode: '0251' }),
    event('visit.booked', '35', { visit: 'status-4-weeks', startsAt: '2026-04-07T10:00:00+02:00' }),
  ];
}

/** What an enrolment tells of a course that has nothing special. */
export const enrolmentOf = (courseId: string) => ({
  protocol: 'lumbar-spinal-stenosis',
  entry: 'direct',
  patient: {
    patientId: `P-${courseId}`,
    name: 'Anna Maria Jensen',
    email: 'anna@patients.example',
    language: 'da',
    consent: { email: true },
  },
  therapist: { therapistId: 'T-1', name: 'Bo Holm', email: 'bo@clinic.example' },
});
