import type { Clinic } from '../../shared/clinic.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { planLoaded } from '../../shared/plan-loaded.ts';
import type { ClinicTable } from '../clinic-table.ts';
import { type Audit, addAudits, auditCourse, EMPTY_AUDIT, type Period } from './audit.ts';
import { type AuditProblem, problemsOf } from './problems.ts';

/** A clinic's audit of a period. */
export type ClinicAudit = {
  readonly courses: number;
  readonly audit: Audit;
  readonly problems: readonly AuditProblem[];
};

/** Accounts for every reminder of a clinic that was to go out in a period, course by course. */
export async function auditClinic(
  { courses, courseIds }: ClinicTable,
  clinic: Clinic,
  period: Period,
  now: Instant,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<ClinicAudit> {
  const ids = await courseIds();
  const problems: AuditProblem[] = [];
  let audit = EMPTY_AUDIT;
  for (const [index, courseId] of ids.entries()) {
    const loaded = await courses.load(courseId);
    const plan = planLoaded(courseId, loaded, [], clinic, now);
    audit = addAudits(audit, auditCourse(loaded.messages, plan.course.bouncedMessages, period));
    problems.push(...problemsOf(loaded, plan, now, period));
    onProgress(index + 1, ids.length);
  }
  return { courses: ids.length, audit, problems };
}
