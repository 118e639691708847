import { readFileSync } from 'node:fs';
import { type Clinic, parseClinic } from '../../shared/clinic.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import { type Plan, planCourse } from '../../shared/core/plan.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import type { Message } from '../../shared/core/reminders/log.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { parsed, type Raw } from './events.ts';

const sample = JSON.parse(readFileSync(new URL('../../clinics/sample.json', import.meta.url), 'utf8'));

/** The sample clinic with some settings changed; without closures, and with the usual reminders, unless given. */
export const clinicWith = (changes: Record<string, unknown> = {}): Clinic =>
  parseClinic({ ...sample, closures: [], reminders: {}, ...changes });

const plainClinic = clinicWith();

/** The plan of one course's events at an instant. */
export function planAt(
  asOf: string,
  raw: readonly Raw[],
  {
    clinic = plainClinic,
    messages = [] as readonly Message[],
    lastReceivedAt = null as string | null,
    purged = false,
  } = {},
): Plan {
  const events = parsed(raw, undefined, protocolsOf(clinic));
  const last = events.map(({ occurredAt }) => occurredAt).reduce((a, b) => (a > b ? a : b));
  return planCourse({
    course: foldCourse(raw[0]?.courseId ?? 'C-1', events, clinic.timeZone, protocolsOf(clinic)),
    settings: clinic,
    messages,
    now: toInstant(asOf),
    lastReceivedAt: lastReceivedAt ? toInstant(lastReceivedAt) : last,
    purged,
  });
}

/** One visit of a plan. */
export function visitOf(plan: Plan, name: string) {
  const visit = plan.visits.find((each) => each.visit === name);
  if (!visit) throw new Error(`no visit ${name} in the plan`);
  return visit;
}

/** A visit's dates as the tables of the guides give them. */
export function datesOf(plan: Plan, name: string) {
  const { nominal, window, cappedBy, status } = visitOf(plan, name);
  return {
    nominal,
    earliest: window?.earliest ?? null,
    target: window?.target ?? null,
    latest: window?.latest ?? null,
    cappedBy: cappedBy?.from ?? null,
    status,
  };
}
