import type { CourseEvent, EventOf, EventType } from '../events/events.ts';
import { kindOf, type TaskId, visitOfTask } from '../ids/task-id.ts';
import type { VisitName } from '../protocols/protocol.ts';
import { sessionKindOf } from '../protocols/service-codes.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { type Course, emptyVisit, type VisitFacts } from './course.ts';
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
      applyToBooking(visitOf(course, event.data.visit), event, day, timeZone);
      return voidTasksOf(course, event.data.visit);
    case 'visit.waived':
      visitOf(course, event.data.visit).waived = true;
      return;
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
    | 'questionnaire.answered'
    | 'assessment.recorded'
  >
>;

function applyToCourse(course: Course, event: CourseWide): void {
  switch (event.type) {
    case 'session.held':
      return holdSession(course, event);
    case 'patient.updated':
      return updatePatient(course, event);
    case 'therapist.assigned':
      return assignTherapist(course, event.data.therapist, event.occurredAt);
    case 'reminders.paused':
      course.paused = { until: event.data.until ?? null };
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
function close(course: Course, { data }: EventOf<'course.closed'>): void {
  if (course.closed?.reason === 'deceased' && data.reason !== 'deceased') {
    course.notices.push({
      en: 'The course was closed again after the death of the patient: the death counts.',
      da: 'Forløbet er afsluttet igen efter patientens død: dødsfaldet gælder.',
    });
    return;
  }
  course.closed = data;
}

function correct(course: Course, { data }: EventOf<'course.corrected'>, day: CivilDate): void {
  if (data.entry !== undefined) course.entry = data.entry;
  if (data.referralDate === undefined && data.contactDate === undefined) return;
  if (data.referralDate !== undefined) course.referralDate = data.referralDate;
  if (data.contactDate !== undefined) course.contactDate = data.contactDate;
  course.referralSaidOn = day;
}

function holdSession(course: Course, { data }: EventOf<'session.held'>): void {
  const kind = data.session ?? (data.serviceCode === undefined ? undefined : sessionKindOf(data.serviceCode));
  if (kind) course.sessions.push({ kind, serviceCode: data.serviceCode ?? null, date: data.date });
}

type BookingEvent = EventOf<'visit.booked' | 'visit.cancelled' | 'visit.missed' | 'visit.held'>;

function applyToBooking(visit: VisitFacts, event: BookingEvent, day: CivilDate, timeZone: string): void {
  switch (event.type) {
    case 'visit.booked':
      return book(visit, event, day);
    case 'visit.cancelled':
      if (isThisBooking(visit, event)) clearBooking(visit, day);
      return;
    case 'visit.missed':
      if (visit.booking && localDateOf(visit.booking.startsAt, timeZone) === event.data.date) {
        clearBooking(visit, event.data.date);
      }
      return;
    case 'visit.held':
      visit.held = { date: event.data.date, serviceCode: event.data.serviceCode };
      return;
    default:
      return event satisfies never;
  }
}

function book(visit: VisitFacts, event: EventOf<'visit.booked'>, day: CivilDate): void {
  const { startsAt, durationMinutes = null, bookingId = null } = event.data;
  visit.booking = { startsAt, durationMinutes, bookingId, madeAt: event.occurredAt };
  visit.clearedOn = null;
  visit.bookingChangedOn = day;
}

function clearBooking(visit: VisitFacts, day: CivilDate): void {
  visit.booking = null;
  visit.clearedOn = day;
  visit.bookingChangedOn = day;
}

function isThisBooking({ booking }: VisitFacts, { data }: EventOf<'visit.cancelled'>): boolean {
  if (!booking) return false;
  const otherTime = data.startsAt !== undefined && data.startsAt !== booking.startsAt;
  const otherId =
    data.bookingId !== undefined && booking.bookingId !== null && data.bookingId !== booking.bookingId;
  return !otherTime && !otherId;
}

function visitOf(course: Course, name: VisitName): VisitFacts {
  const visit = course.visits.get(name) ?? emptyVisit();
  course.visits.set(name, visit);
  return visit;
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
function voidTasksOf(course: Course, visit: VisitName): void {
  for (const [id, task] of course.tasks) {
    if (visitOfTask(id) !== visit || kindOf(id) === 'call-patient') continue;
    task.completedAt = null;
    task.dismissedAt = null;
  }
}
