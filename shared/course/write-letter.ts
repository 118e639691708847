import { createHash } from 'node:crypto';
import { type ReminderKey, readKey } from '../core/ids/reminder-key.ts';
import type { Plan } from '../core/plan.ts';
import type { Claim, History } from '../core/reminders/log.ts';
import { toldTimes } from '../core/reminders/told-times.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { type Instant, localDateOf } from '../core/time/instant.ts';
import type { PlannedVisit } from '../core/visits/planned-visit.ts';
import type { Notice, PatientLetter } from '../mail/index.ts';

/** What a claimed message says, from the plan as it stands. */
export function letterOf(
  plan: Plan,
  claim: Claim,
  history: History,
  now: Instant,
  timeZone: string,
): PatientLetter {
  const { patient, courseId } = plan.course;
  const today = localDateOf(now, timeZone);
  const keys = claim.reminders.map(({ key }) => key).filter((key) => !claim.dropped.includes(key));
  return {
    language: patient?.language ?? 'da',
    patientName: patient?.name ?? '',
    courseId,
    notices: keys.flatMap((key) => noticeOf(key, plan, history, today) ?? []),
  };
}

function noticeOf(key: ReminderKey, plan: Plan, history: History, today: CivilDate): Notice | null {
  const { visit: name, kind } = readKey(key);
  const visit = plan.visits.find((each) => each.visit === name);
  if (!visit) return null;
  const visitNumber = 1 + (plan.protocol?.visits.findIndex((each) => each.visit === name) ?? 0);
  const startsAt = visit.facts.booking?.startsAt ?? null;
  switch (kind) {
    case 'questionnaires':
      return { kind, visitNumber, startsAt, targetOn: visit.window?.target ?? null };
    case 'nudge':
      return startsAt && { kind, visitNumber, startsAt };
    case 'booking':
    case 'rebooking':
      return { kind, visitNumber, ...freeDays(visit, today) };
    case 'appointment':
      return appointmentNotice(visit, visitNumber, plan.course.courseId, history);
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
  visitNumber: number,
  courseId: string,
  history: History,
): Notice | null {
  if (!facts.booking) return null;
  const { startsAt, durationMinutes, madeAt } = facts.booking;
  const changed = toldTimes(history, visit).some((told) => told.startsAt !== startsAt);
  const course = createHash('sha256').update(courseId).digest('hex').slice(0, 24);
  return {
    kind: 'appointment',
    visitNumber,
    startsAt,
    durationMinutes,
    changed,
    sequence: facts.bookings - 1,
    uid: `${course}-${visitNumber}@course-reminders`,
    createdAt: madeAt,
  };
}
