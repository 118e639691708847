import { earlier } from '../../core/time/civil-date.ts';
import { localTimeOf } from '../../core/time/instant.ts';
import { startsAt } from '../../core/visits/planned-visit.ts';
import type { BoardType } from './asks.ts';
import type { FormContext } from './form-context.ts';
import { currentOf } from './read-form.ts';
import type { Viewer } from './viewer.ts';

/** What stands in the inputs of a form before anything is typed: what it will mostly be, or what is known now. */
export function usualOf(
  type: BoardType,
  context: FormContext,
  viewer: Viewer,
): Readonly<Record<string, string>> {
  const { today, visit, plan, clinic } = context;
  switch (type) {
    case 'course.enrolled':
      return {
        'patient.language': clinic.language,
        entry: 'direct',
        therapist: viewer.therapistId ?? '',
      };
    case 'visit.booked':
      return bookingOf(context);
    case 'visit.held':
    case 'visit.missed':
      return { date: earlier(visit?.bookedOn ?? today, today) };
    case 'session.held':
      return { date: today, session: plan.course.sessions.at(-1)?.kind ?? '' };
    case 'questionnaire.answered':
      return { answeredOn: today };
    case 'assessment.recorded':
      return { recordedOn: visit?.heldOn ?? today };
    case 'course.closed':
      return { date: today };
    case 'patient.updated':
      return patientOf(context);
    case 'course.corrected': {
      const { referralDate, contactDate, entry } = plan.course;
      return { referralDate: referralDate ?? '', contactDate: contactDate ?? '', entry };
    }
    default:
      return {};
  }
}

/** The time that is booked; else the target day, if it is still to come. */
function bookingOf({ visit, today, clinic }: FormContext): Readonly<Record<string, string>> {
  const at = visit && startsAt(visit);
  const target = visit?.window?.target ?? '';
  return {
    'startsAt.date': visit?.bookedOn ?? (target >= today ? target : ''),
    'startsAt.time': at ? localTimeOf(at, clinic.timeZone) : '',
    durationMinutes: String(visit?.facts.booking?.durationMinutes ?? ''),
  };
}

function patientOf(context: FormContext): Readonly<Record<string, string>> {
  const { name = '', phone, email, language = '', consent } = currentOf('patient.updated', context);
  const hasConsent = consent?.email === true;
  return {
    name,
    phone: phone ?? '',
    email: email ?? '',
    language,
    'consent.email': hasConsent ? 'on' : '',
  };
}
