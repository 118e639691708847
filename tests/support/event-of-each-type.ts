import type { SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import { courseEvents, PATIENT, type Raw } from './events.ts';

const PHONE = '+45 55 55 01 23';

/** A valid event of each type that a sender may use, with everything in it that it may have. */
export function eventOfEachType(on: string): Record<(typeof SENDER_EVENT_TYPES)[number], Raw> {
  const made = courseEvents();
  const { event } = made;
  const held = made.held('closing', on, '0267');
  return {
    'course.enrolled': made.enrolled(on, {
      referralDate: on,
      contactDate: '2026-03-01',
      patient: { ...PATIENT, phone: PHONE },
    }),
    'course.corrected': made.corrected(on, { referralDate: null, contactDate: on, entry: 'direct' }),
    'visit.booked': event('visit.booked', on, {
      visit: 'closing',
      serviceCode: '0267',
      startsAt: '2026-04-01T10:00:00+02:00',
      durationMinutes: 30,
      bookingId: 'B-1',
    }),
    'visit.cancelled': made.cancelled('closing', on, {
      serviceCode: '0267',
      startsAt: '2026-04-01T08:00:00Z',
      bookingId: 'B-1',
    }),
    'visit.held': held,
    'visit.missed': event('visit.missed', on, { visit: 'closing', serviceCode: '0267', date: on }),
    'visit.waived': made.waived('closing', on),
    'visit.confirmed': event('visit.confirmed', on, {
      visit: 'closing',
      startsAt: '2026-04-01T10:00:00+02:00',
    }),
    'session.held': event('session.held', on, { session: 'group-training', serviceCode: '0264', date: on }),
    'questionnaire.answered': made.answered('closing', on, 'ODI'),
    'questionnaire.linked': event('questionnaire.linked', on, {
      visit: 'closing',
      url: 'https://forms.example/anna/1f8c',
      expiresAt: '2026-04-13T10:00:00+02:00',
    }),
    'assessment.recorded': made.recorded('closing', on, 'sit-to-stand'),
    'task.completed': made.completed('book:closing', on),
    'task.snoozed': made.snoozed('discharge-letter', on, '2026-04-01'),
    'task.dismissed': made.dismissed('assess:closing:sit-to-stand', on),
    'patient.updated': made.patientUpdated(on, { ...PATIENT, phone: PHONE, consent: { email: false } }),
    'call.requested': event('call.requested', on, { visit: 'closing', reason: 'cannot-come' }),
    'therapist.assigned': event('therapist.assigned', on, {
      therapist: { therapistId: 'T-2', name: 'Ida', email: 'ida@clinic.example' },
    }),
    'reminders.paused': made.paused(on, '2026-04-01'),
    'reminders.resumed': made.resumed(on),
    'course.closed': made.closed(on, 'goals-reached'),
    'course.reopened': made.reopened(on),
    'event.retracted': made.retracted(on, held),
    'course.erased': event('course.erased', on, { reason: 'asked for' }),
  };
}
