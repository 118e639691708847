import type { CourseEvent } from './events.ts';

const FORGOTTEN = 'forgotten';
const NO_LINK = 'https://forgotten.invalid/';
const NOBODY = 'forgotten@invalid.example';

/** Whether a therapist's name and address have been taken out. */
export const isForgotten = ({ email }: { readonly email: string | null }): boolean => email === NOBODY;

/** The event without names, addresses, links and free text: ids, dates and outcomes stay. What is kept whole is listed. */
export function pseudonymized(event: CourseEvent): CourseEvent {
  switch (event.type) {
    case 'course.enrolled': {
      const { patient, therapist } = event.data;
      return {
        ...event,
        data: {
          ...event.data,
          patient: { ...patient, name: FORGOTTEN, email: null, phone: null },
          therapist: { ...therapist, name: FORGOTTEN, email: NOBODY },
        },
      };
    }
    case 'patient.updated': {
      const { name, email, phone, ...rest } = event.data;
      const data = {
        ...rest,
        ...(name !== undefined && { name: FORGOTTEN }),
        ...(email !== undefined && { email: null }),
        ...(phone !== undefined && { phone: null }),
      };
      return { ...event, data };
    }
    case 'therapist.assigned':
      return { ...event, data: { therapist: { ...event.data.therapist, name: FORGOTTEN, email: NOBODY } } };
    case 'questionnaire.linked':
      return { ...event, data: { ...event.data, url: NO_LINK } };
    case 'visit.waived':
      return { ...event, data: { ...event.data, reason: FORGOTTEN } };
    case 'task.dismissed':
      return { ...event, data: { ...event.data, reason: FORGOTTEN } };
    case 'course.reopened':
    case 'course.erased':
      return { ...event, data: { reason: FORGOTTEN } };
    case 'event.retracted':
      return { ...event, data: { ...event.data, reason: FORGOTTEN } };
    case 'email.bounced':
    case 'email.complained':
      return { ...event, data: { ...event.data, addressFingerprint: FORGOTTEN } };
    case 'course.corrected':
    case 'course.closed':
    case 'visit.booked':
    case 'visit.cancelled':
    case 'visit.held':
    case 'visit.missed':
    case 'visit.confirmed':
    case 'call.requested':
    case 'session.held':
    case 'questionnaire.answered':
    case 'assessment.recorded':
    case 'task.completed':
    case 'task.snoozed':
    case 'reminders.paused':
    case 'reminders.resumed':
      return event;
    default:
      return event satisfies never;
  }
}
