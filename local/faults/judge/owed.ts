import { parseReminderKey, type ReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import { readHistory } from '../../../shared/core/reminders/log.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import type { Run } from '../play/run.ts';

/** A reminder that came due in the undisturbed run. */
export type Owed = { readonly courseId: string; readonly key: ReminderKey; readonly at: Instant };

/** Every reminder that a run sent or noted otherwise, with when. */
export function owedIn({ sent, courses }: Run): Owed[] {
  const owed = new Map<string, Owed>();
  for (const { courseId, keys, at } of sent) {
    if (courseId === '') continue;
    for (const named of keys) {
      if (!owed.has(named)) owed.set(named, { courseId, key: keyIn(named, courseId), at });
    }
  }
  for (const [courseId, { messages }] of courses) {
    for (const [key, said] of readHistory(messages, new Map())) {
      const named = `${courseId} ${key}`;
      if (!owed.has(named)) owed.set(named, { courseId, key, at: said.reminder.sendAt });
    }
  }
  return [...owed.values()];
}

/** The reminder in a name that tells its course too: `C-1 closing/questionnaires`. */
export const keyIn = (named: string, courseId: string): ReminderKey =>
  parseReminderKey(named.slice(courseId.length + 1));
