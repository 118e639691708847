import { createHash } from 'node:crypto';
import type { Therapist } from '../core/course/course.ts';
import { isForgotten } from '../core/events/pseudonymize.ts';
import type { TaskId } from '../core/ids/task-id.ts';
import type { CourseStatus, Plan } from '../core/plan.ts';
import { PROTOCOLS } from '../core/protocols/index.ts';
import type { CoreSettings } from '../core/settings/settings.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { earlier } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import { initialsOf } from '../mail/names.ts';

/** An open task as the digest needs it. */
export type HeadTask = {
  readonly task: TaskId;
  readonly due: CivilDate;
  readonly snoozedUntil: CivilDate | null;
};

/** What is known of a course without loading it: enough for the digest, the sweep and the next wake. */
export type Head = {
  /** Rises with every commit. */
  readonly version: number;
  /** How many events and messages belong to it: a load that finds other numbers is torn. */
  readonly events: number;
  readonly messages: number;
  readonly status: CourseStatus;
  readonly lastReceivedAt: Instant;
  readonly nextWakeAt: Instant | null;
  /** Settings and protocols it was planned with. */
  readonly fingerprint: string;
  /** Whether contact details have been erased. */
  readonly purged: boolean;
  /** When the log may be forgotten, epoch seconds. */
  readonly expiresAt: number | null;
  readonly therapist: Therapist | null;
  readonly patient: { readonly patientId: string; readonly initials: string } | null;
  readonly tasks: readonly HeadTask[];
};

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

/** The earliest day on which some open task is due; null without open tasks. */
export const earliestDue = ({ tasks }: Pick<Head, 'tasks'>): CivilDate | null =>
  tasks.length > 0 ? tasks.map(({ due }) => due).reduce(earlier) : null;

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
