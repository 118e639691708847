import type { Clinic } from '../../../shared/clinic.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import {
  type Audit,
  type AuditedReminder,
  auditCourse,
  isWithin,
  type Period,
  sumUp,
} from '../../clinic/accounts.ts';
import { type ClinicTable, UnreadableCourseError } from '../../clinic/clinic-table.ts';
import { type AuditProblem, problemsOf, undecidedIn } from './problems.ts';

/** A clinic's audit of a period. */
export type ClinicAudit = {
  readonly courses: number;
  readonly audit: Audit;
  /** Every reminder that came due, by course. */
  readonly reminders: readonly (AuditedReminder & { readonly courseId: string })[];
  readonly problems: readonly AuditProblem[];
};

/**
 * Accounts for every reminder of a clinic that was to go out in a period, course by course. One that cannot be read
 * is a problem, and does not hide the others.
 */
export async function auditClinic(
  table: ClinicTable,
  clinic: Clinic,
  period: Period,
  now: Instant,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<ClinicAudit> {
  const ids = await table.courseIds();
  const reminders: ClinicAudit['reminders'][number][] = [];
  const problems: AuditProblem[] = [];
  let courses = 0;
  for (const [index, courseId] of ids.entries()) {
    const loaded = await table.course(courseId);
    onProgress(index + 1, ids.length);
    if (loaded instanceof UnreadableCourseError) {
      problems.push({ courseId, key: null, problem: `cannot be read: ${loaded.message}` });
      continue;
    }
    // What is over its last day is forgotten, though the table may not have deleted it yet.
    if (!loaded.head) continue;
    courses += 1;
    const plan = planLoaded(courseId, loaded, [], clinic, now);
    const found = auditCourse(loaded.messages, plan.course.bouncedMessages, undecidedIn(loaded, plan));
    const due = found.filter((reminder) => isWithin(reminder, period));
    reminders.push(...due.map((reminder) => ({ courseId, ...reminder })));
    problems.push(...problemsOf(loaded, plan, now, period));
  }
  return { courses, audit: sumUp(reminders), reminders, problems };
}
