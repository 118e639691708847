import { isAddress } from './address.ts';
import type { CourseEvent } from './events.ts';

/**
 * Whether an event keeps e-mails from going out: the course is closed or erased, reminders rest, the patient has
 * withdrawn consent or has no address any more, or the provider reports one that must not be used again.
 */
export function stopsSomething(event: CourseEvent): boolean {
  switch (event.type) {
    case 'course.closed':
    case 'course.erased':
    case 'reminders.paused':
    case 'email.bounced':
    case 'email.complained':
      return true;
    case 'patient.updated':
      return event.data.consent?.email === false || isNoAddress(event.data.email);
    case 'course.enrolled':
    case 'course.corrected':
    case 'course.reopened':
    case 'visit.booked':
    case 'visit.cancelled':
    case 'visit.held':
    case 'visit.missed':
    case 'visit.waived':
    case 'visit.confirmed':
    case 'session.held':
    case 'questionnaire.answered':
    case 'questionnaire.linked':
    case 'call.requested':
    case 'assessment.recorded':
    case 'task.completed':
    case 'task.snoozed':
    case 'task.dismissed':
    case 'therapist.assigned':
    case 'reminders.resumed':
    case 'event.retracted':
      return false;
    default:
      return event satisfies never;
  }
}

const isNoAddress = (email: string | null | undefined) =>
  email === null || (email !== undefined && !isAddress(email));
