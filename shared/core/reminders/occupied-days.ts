import type { Course } from '../course/course.ts';
import type { ReminderKey } from '../ids/reminder-key.ts';
import type { CoreSettings } from '../settings/settings.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { localDateOf } from '../time/instant.ts';
import { isPastRehearsal, type Message, stateOf } from './log.ts';
import { isInDoubt } from './settle.ts';
import type { Occupied } from './timing.ts';

type Facts = {
  readonly messages: readonly Message[];
  readonly course: Course;
  readonly settings: CoreSettings;
};

/** The days on which the patient has had an e-mail of this course, and those on which he may have. */
export const occupiedDays = (facts: Facts): Occupied => ({
  taken: takenDays(facts),
  doubtful: doubtfulDays(facts),
});

function takenDays({ messages, course, settings }: Facts): CivilDate[] {
  return messages.flatMap((message) => {
    if (message.status === 'claimed' && !isPastRehearsal(message, settings))
      return [localDateOf(message.claimedAt, settings.timeZone)];
    const said = stateOf(message, course.bouncedMessages, settings);
    return said?.state === 'sent' ? [localDateOf(said.at, settings.timeZone)] : [];
  });
}

function doubtfulDays({ messages, settings }: Facts): ReadonlyMap<CivilDate, ReadonlySet<ReminderKey>> {
  const days = new Map<CivilDate, ReadonlySet<ReminderKey>>();
  for (const message of messages) {
    if (!isInDoubt(message) || isPastRehearsal(message, settings)) continue;
    const day = localDateOf(message.claimedAt, settings.timeZone);
    days.set(day, new Set([...(days.get(day) ?? []), ...message.reminders.map(({ key }) => key)]));
  }
  return days;
}
