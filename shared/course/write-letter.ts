import type { Clinic } from '../clinic.ts';
import { readKey } from '../core/ids/reminder-key.ts';
import type { Plan } from '../core/plan.ts';
import type { VisitName } from '../core/protocols/protocol.ts';
import { type CarriedReminder, type Claim, type Message, readHistory } from '../core/reminders/log.ts';
import { isAskedAnew } from '../core/reminders/questionnaires.ts';
import { reminderOf } from '../core/reminders/times.ts';
import { calendarOf } from '../core/settings/clinic-calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { bookedTimes, timeOfVisit } from '../core/visits/booked-times.ts';
import type { PlannedVisit } from '../core/visits/planned-visit.ts';
import { calendarUid, type Notice, type PatientLetter } from '../mail/index.ts';
import { openDays, personalLink } from './asked-of-patient.ts';
import { rehearsalAddress } from './rehearsal.ts';
import { type TimeContext, timeNotice } from './time-notices.ts';

type Context = TimeContext & { readonly clinic: Clinic };

/**
 * What a claimed message says, from the plan as it stands; its links are made when it is sent.
 * @param messages the course's log so far
 * @throws Error when the patient has no address: none is claimed for such a one
 */
export function letterOf(
  plan: Plan,
  claim: Claim,
  messages: readonly Message[],
  now: Instant,
  clinic: Clinic,
): Omit<PatientLetter, 'links'> {
  const { patient, therapist, courseId } = plan.course;
  if (!patient?.email) throw new Error('a message was claimed for a patient without an address');
  const context = contextOf(plan, claim, messages, now, clinic);
  const carried = claim.reminders.filter(({ key }) => !claim.dropped.includes(key));
  return {
    language: patient.language,
    patientName: patient.name,
    address: rehearsalAddress(clinic) ?? patient.email,
    rehearsedFor: clinic.delivery === 'rehearsal' ? patient.patientId : null,
    therapistName: therapist?.name ?? null,
    courseId,
    notices: carried.flatMap((reminder) => noticeOf(reminder, context) ?? []),
  };
}

function contextOf(
  { visits, course, protocol }: Plan,
  claim: Claim,
  messages: readonly Message[],
  now: Instant,
  clinic: Clinic,
): Context {
  const numberOf = (visit: VisitName) =>
    1 + (protocol?.visits.findIndex((each) => each.visit === visit) ?? 0);
  return {
    visits,
    times: bookedTimes(visits, clinic.timeZone),
    claim,
    messages,
    history: readHistory(messages, course.bouncedMessages, clinic),
    now,
    clinic,
    isLate: (startsAt, madeAt) => madeAt >= reminderOf(startsAt, clinic, calendarOf(clinic)).at,
    numberOf,
    uidOf: (visit) => calendarUid(clinic.clinicId, course.courseId, numberOf(visit)),
  };
}

function noticeOf(reminder: CarriedReminder, context: Context): Notice | null {
  const name = readKey(reminder.key);
  const visit = context.visits.find((each) => each.visit === name.visit);
  if (!visit) return null;
  const visitNumber = context.numberOf(name.visit);
  switch (name.kind) {
    case 'questionnaires':
      return questionnairesNotice(visit, context);
    case 'nudge': {
      const startsAt = startOf(visit, context);
      return startsAt && { kind: name.kind, visitNumber, startsAt, url: personalLink(visit, context.now) };
    }
    case 'booking':
      return { kind: name.kind, visitNumber, ...openDays(visit, context.clinic, context.now) };
    case 'rebooking':
      return {
        kind: name.kind,
        visitNumber,
        after: clearedBy(visit),
        ...openDays(visit, context.clinic, context.now),
      };
    case 'confirmation':
    case 'appointment':
    case 'changed':
    case 'cancelled':
      return timeNotice(name, reminder, context);
    default:
      return name satisfies never;
  }
}

function questionnairesNotice(visit: PlannedVisit, context: Context): Notice {
  const startsAt = startOf(visit, context);
  return {
    kind: 'questionnaires',
    visitNumber: context.numberOf(visit.visit),
    startsAt,
    latestOn: startsAt ? null : openDays(visit, context.clinic, context.now).to,
    again: isAskedAnew(visit, context.clinic),
    url: personalLink(visit, context.now),
  };
}

/** When the patient is to come: of visits that touch each other, to the first of them. */
const startOf = ({ visit }: PlannedVisit, { times }: Context): Instant | null =>
  timeOfVisit(times, visit)?.startsAt ?? null;

const clearedBy = ({ facts }: PlannedVisit): 'cancelled' | 'missed' => {
  const last = facts.former.findLast(({ because }) => because === 'cancelled' || because === 'missed');
  return last?.because === 'missed' ? 'missed' : 'cancelled';
};
