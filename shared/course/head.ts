import { createHash } from 'node:crypto';
import { isForgotten } from '../core/events/pseudonymize.ts';
import type { Plan } from '../core/plan.ts';
import { PROTOCOLS } from '../core/protocols/index.ts';
import type { CoreSettings } from '../core/settings/settings.ts';
import type { Instant } from '../core/time/instant.ts';
import { initialsOf } from '../mail/names.ts';
import type { Head } from '../ports/head.ts';

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

const PLANNED_WITH = [
  'timeZone',
  'sendTime',
  'quietHours',
  'extraHolidays',
  'closures',
  'reminders',
  'questionnaires',
  'tasks',
  'retention',
] as const satisfies readonly (keyof CoreSettings)[];

/** Tells one set of settings and protocols from another. */
export function fingerprintOf(settings: CoreSettings): string {
  const parts = PLANNED_WITH.map((name) => settings[name]);
  return createHash('sha256')
    .update(JSON.stringify([parts, PROTOCOLS]))
    .digest('hex')
    .slice(0, 16);
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
