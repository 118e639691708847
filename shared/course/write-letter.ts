import type { Clinic } from '../clinic.ts';
import { type ReminderKey, readKey } from '../core/ids/reminder-key.ts';
import type { Plan } from '../core/plan.ts';
import type { Claim, History } from '../core/reminders/log.ts';
import { toldTimes } from '../core/reminders/told-times.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../core/time/instant.ts';
import type { PlannedVisit } from '../core/visits/planned-visit.ts';
import { calendarUid, type Notice, type PatientLetter } from '../mail/index.ts';

/**
 * What a claimed message says, from the plan as it stands.
 * @throws Error when the patient has no address: none is claimed for such a one
 */
export function letterOf(
  plan: Plan,
  claim: Claim,
  history: History,
  now: Instant,
  { clinicId, timeZone }: Pick<Clinic, 'clinicId' | 'timeZone'>,
): PatientLetter {
  const { patient, therapist, courseId } = plan.course;
  if (!patient?.email) throw new Error('a message was claimed for a patient without an address');
  const today = localDateOf(now, timeZone);
  const keys = claim.reminders.map(({ key }) => key).filter((key) => !claim.dropped.includes(key));
  return {
    language: patient.language,
    patientName: patient.name,
    patientEmail: patient.email,
    therapistName: therapist?.name ?? null,
    courseId,
    notices: keys.flatMap((key) => noticeOf(key, plan, history, today, clinicId) ?? []),
  };
}

function noticeOf(
  key: ReminderKey,
  plan: Plan,
  history: History,
  today: CivilDate,
  clinicId: string,
): Notice | null {
  const { visit: name, kind } = readKey(key);
  const visit = plan.visits.find((each) => each.visit === name);
  if (!visit) return null;
  const visitNumber = 1 + (plan.protocol?.visits.findIndex((each) => each.visit === name) ?? 0);
  const startsAt = visit.facts.booking?.startsAt ?? null;
  switch (kind) {
    case 'questionnaires':
      return {
        kind,
        visitNumber,
        startsAt,
        latestOn: visit.window?.latest ?? null,
        again: false,
        url: null,
      };
    case 'nudge':
      return startsAt && { kind, visitNumber, startsAt, url: null };
    case 'booking':
      return { kind, visitNumber, ...freeDays(visit, today) };
    case 'rebooking':
      return { kind, visitNumber, after: 'cancelled', ...freeDays(visit, today) };
    case 'appointment': {
      const uid = calendarUid(clinicId, plan.course.courseId, visitNumber);
      return appointmentNotice(visit, { visitNumber, uid }, history);
    }
    default:
      return kind satisfies never;
  }
}

/** The days still open to book; an edge that has passed is not worth saying. */
function freeDays({ window }: PlannedVisit, today: CivilDate) {
  return { from: window && window.earliest > today ? window.earliest : null, to: window?.latest ?? null };
}

function appointmentNotice(
  { visit, facts }: PlannedVisit,
  place: { readonly visitNumber: number; readonly uid: string },
  history: History,
): Notice | null {
  if (!facts.booking) return null;
  const { startsAt, durationMinutes, madeAt } = facts.booking;
  const changed = toldTimes(history, visit).some((told) => told.startsAt !== startsAt);
  return {
    ...place,
    kind: 'appointment',
    startsAt,
    durationMinutes,
    situation: changed ? 'changed' : 'reminder',
    toldBefore: null,
    sequence: facts.bookings - 1,
    createdAt: madeAt,
  };
}
