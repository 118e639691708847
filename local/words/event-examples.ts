import type { CourseJson } from '../../shared/core/course-json.ts';
import type { SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import { addDays, type CivilDate } from '../../shared/core/time/civil-date.ts';
import { atLocalTime, type Instant, localDateOf } from '../../shared/core/time/instant.ts';
import { knownVisit } from './known-visits.ts';

type SenderType = (typeof SENDER_EVENT_TYPES)[number];

/** For each type of event that a clinic's system may send, data that would make sense. */
export type EventExamples = Readonly<Record<SenderType, object>>;

/** What examples are about. */
export type ExampleFacts = {
  readonly today: CivilDate;
  /** The visit that is next, its code, and when it is, or could be. */
  readonly visit: string;
  readonly serviceCode: string;
  readonly startsAt: string;
  /** What was measured, and at which visit. */
  readonly assessment: { readonly visit: string; readonly assessment: string };
  readonly task: string;
};

/** An example of every type of event. */
export const examplesOf = ({ today, visit, ...facts }: ExampleFacts): EventExamples => ({
  'course.enrolled': enrolment(addDays(today, -7)),
  'course.corrected': { referralDate: addDays(today, -14) },
  'visit.booked': { visit, startsAt: facts.startsAt, durationMinutes: 45 },
  'visit.cancelled': { visit },
  'visit.held': { visit, date: today, serviceCode: facts.serviceCode },
  'visit.missed': { visit, date: today },
  'visit.waived': { visit, reason: 'agreed with the patient' },
  'visit.confirmed': { visit, startsAt: facts.startsAt },
  'session.held': { session: 'group-training', date: today },
  'questionnaire.answered': { visit, questionnaire: 'NPRS', answeredOn: today },
  'questionnaire.linked': { visit, url: 'https://forms.example/a/1f8c' },
  'assessment.recorded': { ...facts.assessment, recordedOn: today },
  'task.completed': { task: facts.task },
  'task.snoozed': { task: facts.task, until: addDays(today, 7) },
  'task.dismissed': { task: facts.task, reason: 'agreed with the patient' },
  'patient.updated': { consent: { email: false } },
  'call.requested': { visit, reason: 'cannot-come' },
  'therapist.assigned': {
    therapist: { therapistId: 'T-9', name: 'Signe Holm', email: 'signe@sundby-fysioterapi.example' },
  },
  'reminders.paused': { until: addDays(today, 14) },
  'reminders.resumed': {},
  'course.closed': { date: today, reason: 'completed' },
  'course.reopened': { reason: 'closed by mistake' },
  'event.retracted': { eventId: 'e-1', reason: 'entered by mistake' },
  'course.erased': { reason: 'the patient asked for it' },
});

const enrolment = (referralDate: CivilDate): object => ({
  protocol: 'low-back-pain',
  entry: 'from-individual-course',
  referralDate,
  patient: {
    patientId: 'P-try',
    name: 'Karen Blixen Prøve',
    email: 'karen@patients.example',
    phone: '20 00 00 00',
    language: 'da',
    consent: { email: true },
  },
  therapist: { therapistId: 'T-1', name: 'Mads Lund', email: 'mads@sundby-fysioterapi.example' },
});

/** Events that a clinic's system may send about a course, prefilled by where the course is. */
export function eventExamples(course: CourseJson, now: Instant, timeZone: string): EventExamples {
  const today = localDateOf(now, timeZone);
  const next =
    course.visits.find(({ status }) => status === 'planned' || status === 'booked') ?? course.visits.at(-1);
  return examplesOf({
    today,
    visit: next?.visit ?? 'pre-examination',
    serviceCode: next?.serviceCodes[0] ?? '0251',
    startsAt: next?.bookedAt ?? atLocalTime(dayToBook(next?.target ?? null, today), '10:00', timeZone),
    assessment: assessmentOf(course),
    task: course.tasks[0]?.task ?? 'discharge-letter',
  });
}

/** Events about a course of which nothing was told yet. */
export function firstExamples(now: Instant, timeZone: string): EventExamples {
  const today = localDateOf(now, timeZone);
  const visit = 'supplementary-initial';
  return examplesOf({
    today,
    visit,
    serviceCode: '0261',
    startsAt: atLocalTime(addDays(today, 7), '10:00', timeZone),
    assessment: { visit, assessment: 'PSFS' },
    task: `book:${visit}`,
  });
}

const dayToBook = (target: CivilDate | null, today: CivilDate): CivilDate =>
  target && target > today ? target : addDays(today, 7);

/** An assessment of the visit held last. */
function assessmentOf({ visits }: CourseJson): ExampleFacts['assessment'] {
  const visit = visits.findLast(({ status }) => status === 'held')?.visit ?? visits[0]?.visit;
  return {
    visit: visit ?? 'pre-examination',
    assessment: (visit && knownVisit(visit)?.assessments[0]) ?? 'PSFS',
  };
}

/** An envelope that enrols a new patient, to try the event bus with. */
export const enrolmentExample = (now: Instant, timeZone: string): object => ({
  eventId: 'try-1',
  type: 'course.enrolled',
  courseId: 'C-try',
  occurredAt: now,
  data: enrolment(localDateOf(now, timeZone)),
});
