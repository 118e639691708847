import type { CourseEvent, EventType } from '../../shared/core/events/events.ts';
import { parseEvent } from '../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import type { Protocol } from '../../shared/core/protocols/protocol.ts';
import { toInstant } from '../../shared/core/time/instant.ts';

type Raw = { eventId: string; type: EventType; courseId: string; occurredAt: string; data: unknown };

/** Writes the events of one course as a sender would, with rising ids. */
export function courseEvents(courseId = 'C-1') {
  let count = 0;
  const event = (type: EventType, occurredAt: string, data: unknown): Raw => {
    count += 1;
    const at = occurredAt.length === 10 ? `${occurredAt}T12:00:00+01:00` : occurredAt;
    return { eventId: `e${String(count).padStart(3, '0')}`, type, courseId, occurredAt: at, data };
  };
  return {
    event,
    enrolled: (on: string, data: Record<string, unknown> = {}) =>
      event('course.enrolled', on, { ...ENROLMENT, ...data }),
    held: (visit: string, on: string, serviceCode: string) =>
      event('visit.held', on, { visit, date: on.slice(0, 10), serviceCode }),
    booked: (visit: string, on: string, startsAt: string) => event('visit.booked', on, { visit, startsAt }),
    closed: (on: string, reason: string) => event('course.closed', on, { date: on.slice(0, 10), reason }),
    reopened: (on: string) => event('course.reopened', on, { reason: 'closed by mistake' }),
    corrected: (on: string, data: Record<string, unknown>) => event('course.corrected', on, data),
    cancelled: (visit: string, on: string, data: Record<string, unknown> = {}) =>
      event('visit.cancelled', on, { visit, ...data }),
    missed: (visit: string, on: string) => event('visit.missed', on, { visit, date: on.slice(0, 10) }),
    waived: (visit: string, on: string) => event('visit.waived', on, { visit, reason: 'not needed' }),
    answered: (visit: string, on: string, questionnaire: string) =>
      event('questionnaire.answered', on, { visit, questionnaire, answeredOn: on.slice(0, 10) }),
    recorded: (visit: string, on: string, assessment: string) =>
      event('assessment.recorded', on, { visit, assessment, recordedOn: on.slice(0, 10) }),
    completed: (task: string, on: string) => event('task.completed', on, { task }),
    snoozed: (task: string, on: string, until: string) => event('task.snoozed', on, { task, until }),
    dismissed: (task: string, on: string) => event('task.dismissed', on, { task, reason: 'not needed' }),
    paused: (on: string, until: string | null = null) => event('reminders.paused', on, { until }),
    resumed: (on: string) => event('reminders.resumed', on, {}),
    patientUpdated: (on: string, data: Record<string, unknown>) => event('patient.updated', on, data),
    retracted: (on: string, { eventId }: Raw) =>
      event('event.retracted', on, { eventId, reason: 'entered by mistake' }),
  };
}

export const PATIENT = {
  patientId: 'P-17',
  name: 'Anna Marie Jensen',
  email: 'anna@patients.example',
  language: 'da',
  consent: { email: true },
} as const;
export const THERAPIST = { therapistId: 'T-1', name: 'Bo Holm', email: 'bo@clinic.example' } as const;

const ENROLMENT = {
  protocol: 'low-back-pain',
  entry: 'from-individual-course',
  patient: PATIENT,
  therapist: THERAPIST,
};

/** Parses raw events; throws with the issues when one is refused. */
export function parsed(
  raw: readonly Raw[],
  now = '2058-01-01T00:00:00Z',
  protocols: readonly Protocol[] = GUIDES,
): CourseEvent[] {
  const context = { now: toInstant(now), timeZone: 'Europe/Copenhagen', protocols, from: 'system' } as const;
  return raw.map((each) => {
    const result = parseEvent(each, context);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.event;
  });
}

export type { Raw };
