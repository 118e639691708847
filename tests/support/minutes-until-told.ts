import { plusMinutes, timeOf } from '../../local/faults/promises/local-time.ts';
import { isUrgent, nameOf } from '../../local/faults/promises/reminder-name.ts';
import type { Seen } from '../../local/faults/promises/seen.ts';
import { wrongTimesAt } from '../../local/faults/promises/told-times.ts';

/** A time that a patient had been told ceased to be so, and how long he did not know. */
export type Correction = {
  readonly courseId: string;
  readonly since: string;
  /** Outside quiet hours. */
  readonly minutes: number;
};

const MOMENT = 1 / 60_000;
const LONG = 2 * 24 * 60;

/**
 * By the facts as they came: until the patient's calendar is right, and until each letter that sets a time right, also one
 * that the calendar did not have.
 */
export const correctionsIn = (seen: Seen): Correction[] => [...byCalendars(seen), ...byLetters(seen)];

const byLetters = (seen: Seen): Correction[] =>
  seen.letters
    .filter(({ keys, arrives }) => arrives && keys.some(isUrgent))
    .map(({ courseId, at }) => {
      const facts = seen.told.filter((event) => event.courseId === courseId && event.takenAt <= at);
      const since = facts.at(-1)?.takenAt ?? at;
      return { courseId, since, minutes: wakingMinutes(since, at, seen) };
    });

const byCalendars = (seen: Seen): Correction[] =>
  [...Map.groupBy(seen.letters, ({ courseId }) => courseId)].flatMap(([courseId, letters]) => {
    const told = seen.told.filter((event) => event.courseId === courseId).map(({ takenAt }) => takenAt);
    const tasks = seen.worklists.filter((each) => each.courseId === courseId).map(({ at }) => at);
    const begins = letters.flatMap(({ keys }) => keys.flatMap((key) => nameOf(key).startsAt ?? []));
    const turns = [...told, ...tasks, ...begins, ...letters.map(({ at }) => at)].sort();
    const isWrong = (at: string) => wrongTimesAt(at, courseId, seen).length > 0;
    return [...new Set(told)]
      .filter((since) => isWrong(since) && !isWrong(plusMinutes(since, -MOMENT)))
      .map((since) => {
        const until = turns.find((at) => at >= since && !isWrong(at)) ?? plusMinutes(since, LONG);
        return { courseId, since, minutes: wakingMinutes(since, until, seen) };
      });
  });

function wakingMinutes(from: string, to: string, { house: { quietHours, timeZone } }: Seen): number {
  let minutes = 0;
  for (let at = from; at < to && minutes < LONG; at = plusMinutes(at, 1)) {
    const time = timeOf(at, timeZone);
    if (time >= quietHours.to && time < quietHours.from) minutes += 1;
  }
  return minutes;
}
