import { isForgotten } from '../core/events/pseudonymize.ts';
import type { Plan } from '../core/plan.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Head } from '../ports/head.ts';
import { initialsOf } from './initials.ts';

/** Everything in a head that the plan decides. */
export type PlannedHead = Omit<
  Head,
  'version' | 'events' | 'messages' | 'lastReceivedAt' | 'purged' | 'expiresAt'
>;

/** What a plan says in the head of its course. */
export function headOf(plan: Plan, fingerprint: string, nextWakeAt: Instant | null): PlannedHead {
  const { patient, therapist } = plan.course;
  return {
    status: plan.status,
    nextWakeAt,
    fingerprint,
    therapist: therapist && isForgotten(therapist) ? null : therapist,
    patient: patient && { patientId: patient.patientId, initials: initialsOf(patient.name) },
    tasks: plan.tasks
      .filter(({ status }) => status !== 'done' && status !== 'dismissed')
      .map(({ task, due, snoozedUntil }) => ({ task, due, snoozedUntil })),
  };
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
