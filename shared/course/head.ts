import type { Clinic } from '../clinic.ts';
import { trainingOf } from '../core/course/sessions.ts';
import { toldTasks } from '../core/digest/told-tasks.ts';
import { isForgotten } from '../core/events/pseudonymize.ts';
import type { Plan } from '../core/plan.ts';
import { courseFigures } from '../core/quality/course-figures.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Head, HeadNotice, HeadTask, HeadTherapist } from '../ports/head.ts';
import { initialsOf } from './initials.ts';

/** Everything in a head that the plan decides. */
export type PlannedHead = Omit<
  Head,
  'version' | 'events' | 'messages' | 'firstReceivedAt' | 'lastReceivedAt' | 'purged' | 'expiresAt'
>;

/** What a head is made of besides the plan. */
type HeadContext = {
  readonly clinic: Pick<Clinic, 'timeZone'>;
  readonly fingerprint: string;
  readonly nextWakeAt: Instant | null;
  /** The head before: what it says already has been said since then. */
  readonly old: Head | null;
  readonly now: Instant;
};

/** What a plan says in the head of its course. */
export function headOf(plan: Plan, { clinic, fingerprint, nextWakeAt, old, now }: HeadContext): PlannedHead {
  const { patient } = plan.course;
  return {
    status: plan.status,
    nextWakeAt,
    fingerprint,
    therapist: therapistIn(plan, old, now),
    patient: patient && { patientId: patient.patientId, initials: initialsOf(patient.name) },
    training: trainingOf(plan.course, plan.protocol),
    tasks: tasksIn(plan, old, now),
    notices: noticesIn(plan, old, now),
    figures: courseFigures(plan, clinic.timeZone),
  };
}

function therapistIn({ course }: Plan, old: Head | null, now: Instant): HeadTherapist | null {
  const { therapist, therapistSaidAt } = course;
  if (!therapist || !therapistSaidAt || isForgotten(therapist)) return null;
  const isSame = old?.therapist?.therapistId === therapist.therapistId;
  return { ...therapist, saidAt: therapistSaidAt, since: isSame ? old.therapist.since : now };
}

function tasksIn({ tasks }: Plan, old: Head | null, now: Instant): HeadTask[] {
  return toldTasks(tasks).map(({ task, due, snoozedUntil }) => {
    const said = old?.tasks.find((each) => each.task === task);
    const isSame = said !== undefined && said.due === due && said.snoozedUntil === snoozedUntil;
    return { task, due, snoozedUntil, since: isSame ? said.since : now };
  });
}

function noticesIn({ notices }: Plan, old: Head | null, now: Instant): HeadNotice[] {
  const each = new Map(notices.map(({ da, en }) => [en, { da, en }]));
  return [...each.values()].map((words) => ({
    ...words,
    since: old?.notices.find(({ en }) => en === words.en)?.since ?? now,
  }));
}

/** Whether a head says the same as the one that is stored. The version says nothing by itself. */
export function sameHead(head: Head, stored: Head | null): boolean {
  return stored !== null && canonical({ ...head, version: 0 }) === canonical({ ...stored, version: 0 });
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort())
      : each,
  );
