import type { CourseEvent, EventOf, EventType } from '../events/events.ts';
import { kindOf, type TaskId, visitOfTask } from '../ids/task-id.ts';
import { findProtocol } from '../protocols/index.ts';
import type { VisitName } from '../protocols/protocol.ts';
import { sessionKindOf } from '../protocols/service-codes.ts';
import { type CivilDate, later } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { applyToVisit } from './bookings.ts';
import { type Course, factsOf, visitOf } from './course.ts';
import { assignTherapist, block, enrol, updatePatient } from './people.ts';

/** Lets one event have its effect on a course. Events come in the order in which they occurred. */
export function applyEvent(course: Course, event: CourseEvent, timeZone: string): void {
  const day = localDateOf(event.occurredAt, timeZone);
  switch (event.type) {
    case 'course.enrolled':
      return enrol(course, event, day);
    case 'course.corrected':
      return correct(course, event, day);
    case 'visit.booked':
    case 'visit.cancelled':
    case 'visit.missed':
    case 'visit.held':
      return voidTasksOf(course, applyToVisit(course, event, timeZone));
    case 'visit.waived':
      visitOf(course, event.data.visit).waived = { at: event.occurredAt };
      return;
    case 'visit.confirmed':
      visitOf(course, event.data.visit).confirmed.set(event.data.startsAt, event.occurredAt);
      return;
    case 'questionnaire.linked': {
      const { visit, url, expiresAt = null } = event.data;
      visitOf(course, visit).link = { url, expiresAt };
      return;
    }
    case 'questionnaire.answered': {
      const { visit, questionnaire, answeredOn } = event.data;
      visitOf(course, visit).answered.set(questionnaire, { on: answeredOn, at: event.occurredAt });
      return;
    }
    case 'assessment.recorded':
      visitOf(course, event.data.visit).recorded.set(event.data.assessment, event.data.recordedOn);
      return;
    case 'task.completed':
      taskOf(course, event.data.task).completedAt = event.occurredAt;
      return;
    case 'task.snoozed':
      taskOf(course, event.data.task).snoozedUntil = event.data.until;
      return;
    case 'task.dismissed':
      taskOf(course, event.data.task).dismissedAt = event.occurredAt;
      return;
    default:
      return applyToCourse(course, event);
  }
}

type CourseWide = EventOf<
  Exclude<
    EventType,
    | `visit.${string}`
    | `task.${string}`
    | 'course.enrolled'
    | 'course.corrected'
    | `questionnaire.${string}`
    | 'assessment.recorded'
  >
>;

function applyToCourse(course: Course, event: CourseWide): void {
  switch (event.type) {
    case 'session.held':
      return holdSession(course, event);
    case 'call.requested':
      return requestCall(course, event);
    case 'patient.updated':
      return updatePatient(course, event);
    case 'therapist.assigned':
      return assignTherapist(course, event.data.therapist, event.occurredAt);
    case 'reminders.paused':
      course.paused = { until: event.data.until ?? null, at: event.occurredAt };
      return;
    case 'reminders.resumed':
      course.paused = null;
      return;
    case 'email.bounced':
      noteBounce(course, event);
      return block(course, event);
    case 'email.complained':
      return block(course, event);
    case 'course.closed':
      return close(course, event);
    case 'course.reopened':
      course.closed = null;
      return;
    case 'event.retracted':
    case 'course.erased':
      return;
    default:
      return event satisfies never;
  }
}

/** Of several attempts that came back the last one counts. */
function noteBounce({ bouncedMessages }: Course, { data, occurredAt }: EventOf<'email.bounced'>): void {
  const attempt = data.attempt ?? null;
  const known = bouncedMessages.get(data.messageId);
  if (known && (known.attempt === null || (attempt !== null && attempt < known.attempt))) return;
  bouncedMessages.set(data.messageId, { at: occurredAt, attempt });
}

/** Whatever is recorded after a death, nobody writes to the dead: only reopening or retracting takes it back. */
function close(course: Course, { data, occurredAt }: EventOf<'course.closed'>): void {
  if (course.closed?.reason === 'deceased' && data.reason !== 'deceased') {
    course.notices.push({
      kind: 'closed-after-death',
      en: 'The course was closed again after the death of the patient: the death counts.',
      da: 'Forløbet er afsluttet igen efter patientens død: dødsfaldet gælder.',
    });
    return;
  }
  course.closed = { ...data, at: occurredAt };
}

function correct(course: Course, { data }: EventOf<'course.corrected'>, day: CivilDate): void {
  if (data.entry !== undefined) course.entry = data.entry;
  if (data.referralDate === undefined && data.contactDate === undefined) return;
  if (data.referralDate !== undefined) course.referralDate = data.referralDate;
  if (data.contactDate !== undefined) course.contactDate = data.contactDate;
  course.referralSaidOn = later(course.referralSaidOn ?? day, day);
}

function holdSession(course: Course, { data }: EventOf<'session.held'>): void {
  const { session, serviceCode = null, date } = data;
  const protocol = course.enrolment && findProtocol(course.enrolment.protocol, course.protocols);
  const kind = session ?? (protocol && serviceCode ? sessionKindOf(serviceCode, protocol) : 'other');
  course.sessions.push({ kind, serviceCode, date });
}

function requestCall(course: Course, { eventId, data, occurredAt }: EventOf<'call.requested'>): void {
  const { visit = null, reason } = data;
  const booking = visit && factsOf(course, visit).booking;
  course.calls.push({ eventId, visit, reason, at: occurredAt, booking });
}

function taskOf(course: Course, id: TaskId) {
  const task = course.tasks.get(id) ?? { completedAt: null, dismissedAt: null, snoozedUntil: null };
  course.tasks.set(id, task);
  return task;
}

/**
 * What happens to a visit reopens what the therapist had ticked off about it. Calls to the patient are spared:
 * their completion covers the reminders that came due before it, whatever happens to the visit.
 */
function voidTasksOf(course: Course, visit: VisitName | null): void {
  if (!visit) return;
  for (const [id, task] of course.tasks) {
    if (visitOfTask(id) !== visit || kindOf(id) === 'call-patient') continue;
    task.completedAt = null;
    task.dismissedAt = null;
  }
}
