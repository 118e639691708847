import { closingDay } from '../course/closing.ts';
import type { Course } from '../course/course.ts';
import { findTask } from '../ids/task-id.ts';
import { unreachableBecause } from '../reminders/reachability.ts';
import type { Task } from '../tasks/task.ts';
import { type CivilDate, earlier } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { monthOf } from '../time/month.ts';
import type { Cap } from '../visits/cap.ts';
import type { PlannedVisit } from '../visits/planned-visit.ts';
import { type FigureName, heldInWindow, type Share } from './measures.ts';

/**
 * What one course adds to its clinic's quality figures, by month: no names, and nothing that depends on the clock. What
 * is still open counts as not done in the month in which its time runs out.
 */
export type CourseFigures = {
  readonly months: Readonly<Record<string, Readonly<Partial<Record<FigureName, Share>>>>>;
  readonly from: CivilDate;
  /** The day on which the course ended; null while it goes on. */
  readonly until: CivilDate | null;
  /** Whether its patient can be e-mailed. */
  readonly isReachable: boolean;
};

/** A plan, as far as it counts. */
type CountedPlan = {
  readonly course: Course;
  readonly visits: readonly PlannedVisit[];
  readonly tasks: readonly Task[];
  readonly cap: Cap | null;
  readonly end: { readonly endsOn: CivilDate } | null;
};

/** One thing that counts: in which month, and whether it was so. */
type Fact = { readonly name: FigureName; readonly on: CivilDate; readonly holds: boolean };

/** What a course adds to the quality figures; null before its enrolment. */
export function courseFigures(plan: CountedPlan, timeZone: string): CourseFigures | null {
  const { course, visits, end } = plan;
  if (!course.enrolment) return null;
  const facts = [
    ...visits.flatMap((visit) => [
      ...inWindow(visit, plan, timeZone),
      ...answers(visit, timeZone),
      ...withinCap(visit, plan),
      ...attendance(visit, timeZone),
    ]),
    ...tasksInTime(plan, timeZone),
  ];
  return {
    months: sumsOf(facts),
    from: course.enrolment.enrolledOn,
    until: end?.endsOn ?? null,
    isReachable: unreachableBecause(course) === null,
  };
}

function sumsOf(facts: readonly Fact[]): CourseFigures['months'] {
  const months: Record<string, Partial<Record<FigureName, Share>>> = {};
  for (const { name, on, holds } of facts) {
    const month = monthOf(on);
    const figures = months[month] ?? {};
    months[month] = figures;
    const { numerator, denominator } = figures[name] ?? { numerator: 0, denominator: 0 };
    figures[name] = { numerator: numerator + (holds ? 1 : 0), denominator: denominator + 1 };
  }
  return months;
}

/** A visit that is held late, or not at all, counts in the month in which its window ended. */
function inWindow(
  { visit, status, heldOn, anchor, window, timing }: PlannedVisit,
  { course }: CountedPlan,
  timeZone: string,
): Fact[] {
  if (!anchor.reached || !window || status === 'waived') return [];
  const closedOn = course.closed && closingDay(course.closed, timeZone);
  const isCalledOff = status === 'cancelled' && closedOn !== null && closedOn <= window.latest;
  if (isCalledOff) return [];
  const on = heldOn ? earlier(heldOn, window.latest) : window.latest;
  const isEarlyEnough = heldOn !== null && heldOn <= window.latest;
  const isLateEnough = heldOn !== null && (timing.earlierByAgreement || heldOn >= window.earliest);
  return [{ name: heldInWindow(visit), on, holds: isEarlyEnough && isLateEnough }];
}

/** Of a visit that was held: each questionnaire, answered on an earlier day or, on the day itself, before it began. */
function answers({ heldOn, questionnaires, facts }: PlannedVisit, timeZone: string): Fact[] {
  if (!heldOn) return [];
  const booked = facts.booking?.startsAt;
  const startsAt = booked && localDateOf(booked, timeZone) === heldOn ? booked : null;
  return questionnaires.map((questionnaire) => {
    const answered = facts.answered.get(questionnaire);
    const inTime =
      answered && (answered.on < heldOn || (answered.on === heldOn && startsAt && answered.at < startsAt));
    return { name: 'answered-before-visit', on: heldOn, holds: Boolean(inTime) };
  });
}

/** A follow-up that is not held counts when the cap is over, or as soon as there is no room for it. */
function withinCap(visit: PlannedVisit, { cap }: CountedPlan): Fact[] {
  const { definition, status, anchor, heldOn, infeasibleSince } = visit;
  if (!definition.followUp || !cap || !anchor.reached || status === 'waived' || status === 'cancelled')
    return [];
  const on = heldOn ?? (status === 'infeasible' && infeasibleSince ? infeasibleSince : cap.date);
  return [{ name: 'follow-ups-within-cap', on, holds: heldOn !== null && heldOn <= cap.date }];
}

/** Appointments to which the patient did not come, of all that came to their day. */
function attendance({ heldOn, facts }: PlannedVisit, timeZone: string): Fact[] {
  const missed = facts.former
    .filter(({ because }) => because === 'missed')
    .map(({ booking }) => localDateOf(booking.startsAt, timeZone));
  return [
    ...missed.map((on): Fact => ({ name: 'no-shows', on, holds: true })),
    ...(heldOn ? [{ name: 'no-shows', on: heldOn, holds: false } as const] : []),
  ];
}

/** Tests and discharge letters, by the day on which they were due. What the therapist dismissed was not owed. */
function tasksInTime({ tasks, visits, course }: CountedPlan, timeZone: string): Fact[] {
  return tasks.flatMap(({ task, due, status }): Fact[] => {
    if (status === 'dismissed') return [];
    const name = findTask(task);
    const saidAt = course.tasks.get(task)?.completedAt;
    const saidOn = saidAt ? localDateOf(saidAt, timeZone) : null;
    switch (name?.kind) {
      case 'assess': {
        const facts = visits.find(({ visit }) => visit === name.visit)?.facts;
        const doneOn = facts?.recorded.get(name.assessment) ?? saidOn;
        return [{ name: 'assessments-recorded', on: due, holds: doneOn !== null && doneOn <= due }];
      }
      case 'discharge-letter':
        return [{ name: 'discharge-letters-in-time', on: due, holds: saidOn !== null && saidOn <= due }];
      default:
        return [];
    }
  });
}
