import type { SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import { PROTOCOLS } from '../../shared/core/protocols/index.ts';
import { addDays, type CivilDate } from '../../shared/core/time/civil-date.ts';
import { atLocalTime, type Instant, localDateOf } from '../../shared/core/time/instant.ts';
import type { CourseJson } from '../words/course-json.ts';

/** What may happen to a course that is there: everything but its enrolment, which has an example of its own. */
type OfferedType = Exclude<(typeof SENDER_EVENT_TYPES)[number], 'course.enrolled'>;
/** For each type of event, data that would make sense now. */
export type EventExamples = Readonly<Record<OfferedType, object>>;

/** Events that a clinic's system may send about a course, prefilled by where the course is. */
export function eventExamples(course: CourseJson, now: Instant, timeZone: string): EventExamples {
  const today = localDateOf(now, timeZone);
  const next = course.visits.find(({ status }) => status === 'planned' || status === 'booked');
  const visit = next?.visit ?? course.visits.at(-1)?.visit ?? 'pre-examination';
  const task = course.tasks[0]?.task ?? 'discharge-letter';
  const startsAt = atLocalTime(dayToBook(next?.target ?? null, today), '10:00', timeZone);
  return {
    'visit.booked': { visit, startsAt, durationMinutes: 45 },
    'visit.held': { visit, date: today, serviceCode: next?.serviceCodes[0] ?? '' },
    'visit.cancelled': { visit },
    'visit.missed': { visit, date: today },
    'visit.confirmed': { visit, startsAt: next?.bookedAt ?? startsAt },
    'visit.waived': { visit, reason: 'agreed with the patient' },
    'session.held': { session: 'group-training', date: today },
    'questionnaire.answered': { visit, questionnaire: 'NPRS', answeredOn: today },
    'assessment.recorded': { ...assessment(course), recordedOn: today },
    'questionnaire.linked': { visit, url: 'https://forms.example/a/1f8c' },
    'call.requested': { visit, reason: 'cannot-come' },
    'task.completed': { task },
    'task.snoozed': { task, until: addDays(today, 7) },
    'task.dismissed': { task, reason: 'agreed with the patient' },
    'patient.updated': { consent: { email: false } },
    'therapist.assigned': {
      therapist: { therapistId: 'T-9', name: 'Signe Holm', email: 'signe@sundby-fysioterapi.example' },
    },
    'course.corrected': { referralDate: addDays(today, -14) },
    'reminders.paused': { until: addDays(today, 14) },
    'reminders.resumed': {},
    'course.closed': { date: today, reason: 'completed' },
    'course.reopened': { reason: 'closed by mistake' },
    'event.retracted': { eventId: 'e-1', reason: 'entered by mistake' },
    'course.erased': { reason: 'the patient asked for it' },
  };
}

const dayToBook = (target: CivilDate | null, today: CivilDate): CivilDate =>
  target && target > today ? target : addDays(today, 7);

/** An assessment of the visit held last. */
function assessment({ visits, protocol }: CourseJson): object {
  const visit = visits.findLast(({ status }) => status === 'held')?.visit ?? visits[0]?.visit;
  const definitions = protocol === null ? [] : PROTOCOLS[protocol].visits;
  return { visit, assessment: definitions.find((each) => each.visit === visit)?.assessments[0] ?? 'PSFS' };
}

/** An envelope that enrols a new patient, to try the event bus with. */
export const enrolmentExample = (now: Instant): object => ({
  eventId: 'try-1',
  type: 'course.enrolled',
  courseId: 'C-try',
  occurredAt: now,
  data: {
    protocol: 'low-back-pain',
    entry: 'from-individual-course',
    referralDate: now.slice(0, 10),
    patient: {
      patientId: 'P-try',
      name: 'Karen Blixen Prøve',
      email: 'karen@patients.example',
      phone: '20 00 00 00',
      language: 'da',
      consent: { email: true },
    },
    therapist: { therapistId: 'T-1', name: 'Mads Lund', email: 'mads@sundby-fysioterapi.example' },
  },
});
