import type { CourseEvent } from './events.ts';

const FORGOTTEN = 'forgotten';
const NOBODY = 'forgotten@invalid.example';

/** Whether a therapist's name and address have been taken out. */
export const isForgotten = ({ email }: { readonly email: string | null }): boolean => email === NOBODY;

/** The event without names, addresses and free text: ids, dates and outcomes stay. */
export function pseudonymized(event: CourseEvent): CourseEvent {
  switch (event.type) {
    case 'course.enrolled': {
      const { patient, therapist } = event.data;
      return {
        ...event,
        data: {
          ...event.data,
          patient: { ...patient, name: FORGOTTEN, email: null },
          therapist: { ...therapist, name: FORGOTTEN, email: NOBODY },
        },
      };
    }
    case 'patient.updated': {
      const { name, email, ...rest } = event.data;
      const data = {
        ...rest,
        ...(name !== undefined && { name: FORGOTTEN }),
        ...(email !== undefined && { email: null }),
      };
      return { ...event, data };
    }
    case 'therapist.assigned':
      return { ...event, data: { therapist: { ...event.data.therapist, name: FORGOTTEN, email: NOBODY } } };
    case 'visit.waived':
    case 'task.dismissed':
    case 'course.reopened':
      return { ...event, data: { ...event.data, reason: FORGOTTEN } } as CourseEvent;
    case 'event.retracted':
      return { ...event, data: { ...event.data, reason: FORGOTTEN } };
    default:
      return event;
  }
}
