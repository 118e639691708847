import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../core/plan.ts';
import type { PlannedReminder } from '../core/reminders/listed.ts';
import { unreachableBecause } from '../core/reminders/reachability.ts';
import { addMinutes, epochSeconds, type Instant, localDateOf } from '../core/time/instant.ts';
import { type PlannedVisit, startsAt } from '../core/visits/planned-visit.ts';
import type { CaseLine, CaseMail, CaseVisit } from '../ports/caseload.ts';
import type { Commit } from '../ports/course-store.ts';
import type { Head } from '../ports/head.ts';

/** So long a line outlives the day on which contact details go, should nobody come to erase them. */
const LEFT_OVER_MINUTES = 30 * 24 * 60;

/** Where and when a course is looked at. */
type Look = { readonly timeZone: string; readonly now: Instant };

/** What lists show of a course; null when its contact details are not kept. */
export function lineOf(plan: Plan, head: Head, look: Look): CaseLine | null {
  if (head.purged) return null;
  const { course, cap, end } = plan;
  const { patient, enrolment } = course;
  return {
    status: head.status,
    protocol: enrolment?.protocol ?? null,
    enrolledOn: enrolment?.enrolledOn ?? null,
    endsOn: end?.endsOn ?? null,
    patient: patient && { patientId: patient.patientId, name: patient.name, phone: patient.phone },
    therapist: head.therapist && { therapistId: head.therapist.therapistId, name: head.therapist.name },
    unreachable: patient && unreachableBecause(course),
    capDate: cap?.date ?? null,
    visits: plan.visits.map(visitIn),
    tasks: head.tasks,
    noticesSince: head.notices.map(({ since }) => since),
    mails: plan.reminders.map((reminder) => mailIn(reminder, look)),
    expiresAt: end && epochSeconds(addMinutes(end.contactsErasedAt, LEFT_OVER_MINUTES)),
  };
}

function visitIn(planned: PlannedVisit): CaseVisit {
  const { visit, status, window, heldOn, definition } = planned;
  return {
    visit,
    status,
    window: window && { earliest: window.earliest, target: window.target, latest: window.latest },
    bookedAt: startsAt(planned),
    heldOn,
    isFollowUp: definition.followUp !== undefined,
  };
}

/**
 * One that is on its way counts as sent: nothing of the course is written when it is. If it does not go after all, the
 * course is looked at again.
 */
function mailIn({ key, status, sendAt }: PlannedReminder, { timeZone, now }: Look): CaseMail {
  if (status === 'due') return { key, status: 'sent', on: localDateOf(now, timeZone) };
  return { key, status, on: localDateOf(sendAt, timeZone) };
}

/** What a commit says of a line: nothing when it stays as it is. */
export const lineChange = (line: CaseLine | null, stored: CaseLine | undefined): Pick<Commit, 'line'> =>
  isDeepStrictEqual(line, stored ?? null) ? {} : { line };
