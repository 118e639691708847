import { type ReminderKey, readKey } from '../../../shared/core/ids/reminder-key.ts';
import { readHistory } from '../../../shared/core/reminders/log.ts';
import { planLoaded } from '../../../shared/course/plan-loaded.ts';
import type { Run } from '../play/run.ts';
import type { FaultStory } from '../stories/story.ts';
import { keyIn, type Owed, owedIn } from './owed.ts';
import { patienceWith } from './patience.ts';
import { hasLostReport, isLost } from './untold.ts';
import { isWanted } from './wanted.ts';

/** What waited longer than the faults can explain, one sentence each. */
export function lateIn(story: FaultStory, undisturbed: Run, run: Run): string[] {
  // Facts that came ahead of their time may change when something goes.
  const changed = [...run.ahead.keys()].map((name) => name.slice(0, name.indexOf(' ')));
  return owedIn(undisturbed).flatMap((owed) => {
    const { courseId, key, at } = owed;
    if (changed.includes(courseId)) return [];
    const email = run.sent.find(({ keys }) => keys.includes(`${courseId} ${key}`));
    const wentAt = email?.at ?? plannedAt(courseId, key, run);
    // One that could not be e-mailed and can be now goes when the undisturbed run would send it.
    const dueAt = plannedAt(courseId, key, undisturbed) ?? at;
    const until = patienceWith({ at: dueAt }, run);
    // A fact may have taken it back by then, and another may have brought it on again.
    // Other settings move it, and what comes due before a restore is over does not go.
    if (run.inForce.some(({ from }) => from > at && wentAt && from <= wentAt)) return [];
    if (follows(owed, run)) return [];
    if (!wentAt || wentAt <= until || !isWanted(owed, until, until, story, run)) return [];
    return [`${courseId} ${key} waited from ${dueAt} to ${wentAt}`];
  });
}

/** Invitations keep apart from one that is taken for sent, as the report that it did not arrive is lost. */
function follows({ courseId, key }: Owed, run: Run): boolean {
  const { visit, kind } = readKey(key);
  if (kind !== 'booking' || !hasLostReport(run)) return false;
  const course = run.courses.get(courseId);
  const history = readHistory(course?.messages ?? [], new Map());
  return run.sent.some(
    (email) =>
      isLost(email) &&
      email.keys.some((named) => {
        const other = named.startsWith(`${courseId} `) ? keyIn(named, courseId) : null;
        if (other === null || other === key || history.get(other)?.state !== 'sent') return false;
        return readKey(other).visit === visit && ['booking', 'rebooking'].includes(readKey(other).kind);
      }),
  );
}

function plannedAt(courseId: string, key: ReminderKey, { courses, clinic, endedAt }: Run) {
  const course = courses.get(courseId);
  if (!course) return undefined;
  const { reminders } = planLoaded(courseId, course, [], clinic, endedAt);
  return reminders.find((each) => each.key === key && each.status === 'planned')?.sendAt;
}
