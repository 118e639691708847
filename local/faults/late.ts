import { planLoaded } from '../../shared/plan-loaded.ts';
import { owedIn } from './owed.ts';
import { patienceWith } from './patience.ts';
import type { Run } from './run.ts';

/** What waited longer than the faults can explain, one sentence each. */
export function lateIn(undisturbed: Run, run: Run): string[] {
  // Facts that came ahead of their time may change when something goes.
  const changed = [...run.ahead.keys()].map((name) => name.slice(0, name.indexOf(' ')));
  return owedIn(undisturbed).flatMap(({ courseId, key, at }) => {
    if (changed.includes(courseId)) return [];
    const email = run.sent.find(({ keys }) => keys.includes(`${courseId} ${key}`));
    const wentAt = email?.at ?? plannedAt(courseId, key, run);
    // One that could not be e-mailed and can be now goes when the undisturbed run would send it.
    const dueAt = plannedAt(courseId, key, undisturbed) ?? at;
    if (!wentAt || wentAt <= patienceWith({ at: dueAt }, run)) return [];
    return [`${courseId} ${key} waited from ${dueAt} to ${wentAt}`];
  });
}

function plannedAt(courseId: string, key: string, { courses, clinic, endedAt }: Run) {
  const course = courses.get(courseId);
  if (!course) return undefined;
  const { reminders } = planLoaded(courseId, course, [], clinic, endedAt);
  return reminders.find((each) => each.key === key && each.status === 'planned')?.sendAt;
}
