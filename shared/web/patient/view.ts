import type { Clinic, Language } from '../../clinic.ts';
import { openCalls } from '../../core/course/calls.ts';
import type { CallRequest } from '../../core/course/course.ts';
import type { Plan } from '../../core/plan.ts';
import type { VisitName } from '../../core/protocols/protocol.ts';
import { type Asked, askedNow } from '../../core/reminders/asked.ts';
import { type Message, readHistory } from '../../core/reminders/log.ts';
import { unreachableBecause } from '../../core/reminders/reachability.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { addMinutes, type Instant, localDateOf } from '../../core/time/instant.ts';
import { type BookedTime, bookedTimes, USUAL_MINUTES } from '../../core/visits/booked-times.ts';
import { openDays, personalLink } from '../../course/asked-of-patient.ts';

/** A time at which the patient is to come, by the number of its visit: names would tell the complaint. */
export type PageTime = {
  readonly visitNumber: number;
  readonly startsAt: Instant;
  readonly durationMinutes: number | null;
  /** Whether the patient has said to come. */
  readonly isConfirmed: boolean;
  /** Whether the patient has said that he cannot come, and nothing has become of it yet. */
  readonly isDeclined: boolean;
};

/** Something that the patient is asked for. */
export type Ask =
  | {
      readonly kind: 'book';
      readonly visitNumber: number;
      /** The open days between which the visit must lie; null: none is known, or it has passed. */
      readonly from: CivilDate | null;
      readonly to: CivilDate | null;
    }
  | {
      readonly kind: 'answer';
      readonly visitNumber: number;
      readonly startsAt: Instant | null;
      /** The patient's own link; null: the clinic's template counts. */
      readonly url: string | null;
    };

/** Whether e-mails go to the patient. */
export type Mails =
  | { readonly kind: 'on' }
  | { readonly kind: 'paused'; readonly until: CivilDate | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'unreachable' };

/** What the page of one patient shows. */
export type PatientView =
  | { readonly kind: 'over'; readonly language: Language }
  | {
      readonly kind: 'open';
      readonly language: Language;
      readonly courseId: string;
      readonly patientName: string;
      readonly patientEmail: string | null;
      readonly therapistName: string | null;
      readonly times: readonly PageTime[];
      readonly asks: readonly Ask[];
      readonly mails: Mails;
      /** The last request for a call that is still open, of those that are not about a time above. */
      readonly call: CallRequest | null;
      readonly today: CivilDate;
    };

/** What of a course its patient's page is made of. */
export type PatientFacts = {
  readonly plan: Plan;
  readonly messages: readonly Message[];
  readonly lastReceivedAt: Instant;
  readonly clinic: Clinic;
  readonly now: Instant;
};

/** What is next for the patient, what is asked, and what was said; nothing to do when the course is over. */
export function patientView({ plan, messages, lastReceivedAt, clinic, now }: PatientFacts): PatientView {
  const { course, visits, end, status } = plan;
  const { patient } = course;
  const today = localDateOf(now, clinic.timeZone);
  const isOver = status === 'erased' || status === 'unknown' || (end !== null && end.endsOn < today);
  if (isOver || !patient || course.closed?.reason === 'deceased')
    return { kind: 'over', language: patient?.language ?? clinic.language };
  const numberOf = visitNumbers(plan);
  const calls = openCalls(course);
  const booked = bookedTimes(visits, clinic.timeZone);
  const times = booked
    .filter((time) => addMinutes(time.startsAt, time.durationMinutes ?? USUAL_MINUTES) > now)
    .map((time) => pageTime(time, calls, numberOf));
  const history = readHistory(messages, course.bouncedMessages, clinic);
  const calendar = calendarOf(clinic);
  const context = { course, settings: clinic, calendar, history, times: booked, now, lastReceivedAt };
  const isOfTime = ({ reason, visit }: CallRequest) =>
    reason === 'cannot-come' && times.some(({ visitNumber }) => visit && numberOf(visit) === visitNumber);
  return {
    kind: 'open',
    language: patient.language,
    courseId: course.courseId,
    patientName: patient.name,
    patientEmail: patient.email,
    therapistName: course.therapist?.name ?? null,
    times,
    asks: askedNow(visits, context).map((each) => askOf(each, numberOf, clinic, now)),
    mails: mailsOf(plan, today),
    call: calls.findLast((call) => !isOfTime(call)) ?? null,
    today,
  };
}

/** The place of each visit in the protocol, from 1. */
export const visitNumbers =
  ({ protocol }: Plan) =>
  (visit: VisitName): number =>
    1 + (protocol?.visits.findIndex((each) => each.visit === visit) ?? 0);

function pageTime(
  { lead, visits, startsAt, durationMinutes }: BookedTime,
  calls: readonly CallRequest[],
  numberOf: (visit: VisitName) => number,
): PageTime {
  const starts = lead.facts.booking?.startsAt ?? startsAt;
  const declinedAt = calls.findLast(
    ({ reason, visit }) => reason === 'cannot-come' && visits.some((each) => each.visit === visit),
  )?.at;
  const confirmedAt = lead.facts.confirmed.get(starts);
  return {
    visitNumber: numberOf(lead.visit),
    startsAt,
    durationMinutes,
    isConfirmed: confirmedAt !== undefined && (declinedAt === undefined || confirmedAt > declinedAt),
    isDeclined: declinedAt !== undefined,
  };
}

function askOf(
  { kind, visit }: Asked,
  numberOf: (visit: VisitName) => number,
  clinic: Clinic,
  now: Instant,
): Ask {
  const visitNumber = numberOf(visit.visit);
  if (kind === 'book') return { kind, visitNumber, ...openDays(visit, clinic, now) };
  return {
    kind,
    visitNumber,
    startsAt: visit.facts.booking?.startsAt ?? null,
    url: personalLink(visit, now),
  };
}

function mailsOf({ course }: Plan, today: CivilDate): Mails {
  const because = unreachableBecause(course);
  if (because === 'no-consent') return { kind: 'stopped' };
  if (because) return { kind: 'unreachable' };
  const { paused } = course;
  if (paused && (paused.until === null || today < paused.until))
    return { kind: 'paused', until: paused.until };
  return { kind: 'on' };
}
