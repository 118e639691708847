import { readKey } from '../../core/ids/reminder-key.ts';
import { tellsTime } from '../../core/reminders/told-times.ts';
import { bookedTimes } from '../../core/visits/booked-times.ts';
import { calendarFiles, calendarUid } from '../../mail/calendar-file.ts';
import type { AppointmentNotice, Attachment } from '../../mail/letter.ts';
import { letterWords } from '../../mail/letter-words.ts';
import { type PatientFacts, type PatientView, visitNumbers } from './view.ts';

/**
 * The file with which a calendar keeps a time: the same entry as in the letters, so that they can move and remove it.
 * @returns null when no such time is booked
 */
export function calendarOfTime(
  { plan, messages, clinic, now }: PatientFacts,
  view: Extract<PatientView, { kind: 'open' }>,
  visitNumber: number,
): Attachment | null {
  const numberOf = visitNumbers(plan);
  const time = bookedTimes(plan.visits, clinic.timeZone).find(
    ({ lead }) => numberOf(lead.visit) === visitNumber,
  );
  if (!time || view.patientEmail === null) return null;
  const { facts, visit } = time.lead;
  const told = messages.filter(({ reminders }) =>
    reminders.some(({ key }) => {
      const name = readKey(key);
      return tellsTime(name) && name.visit === visit;
    }),
  );
  const notice: AppointmentNotice = {
    kind: 'appointment',
    situation: 'reminder',
    toldBefore: null,
    visitNumber,
    startsAt: time.startsAt,
    durationMinutes: time.durationMinutes,
    sequence: facts.bookings - 1 + told.length,
    uid: calendarUid(clinic.clinicId, view.courseId, visitNumber),
    createdAt: facts.booking?.madeAt ?? now,
  };
  const words = letterWords(clinic, { language: view.language, therapistName: view.therapistName });
  return calendarFiles(clinic, view.patientEmail, [notice], words)[0] ?? null;
}
