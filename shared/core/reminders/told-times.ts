import { type ReminderKey, type ReminderName, readKey } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { Instant } from '../time/instant.ts';
import { keptLast } from '../time/remembered.ts';
import { type BookedTime, isAsLong, timeOfVisit } from '../visits/booked-times.ts';
import type { History } from './log.ts';

/** What a patient was told of a time, and when that e-mail was sent. */
export type ToldTime = {
  readonly key: ReminderKey;
  /** The visit under which it was told: the patient's calendar keeps it under that one. */
  readonly visit: VisitName;
  /** The visits whose time it is: several when their bookings touch each other. */
  readonly visits: readonly VisitName[];
  readonly startsAt: Instant;
  /** Null: told without a length. Undefined: told before the log held lengths. */
  readonly durationMinutes: number | null | undefined;
  /** Whether it came with a calendar file; else the e-mail was about something else and named the time. */
  readonly hasFile: boolean;
  /** Told that it is off. */
  readonly isOff: boolean;
  readonly at: Instant;
  readonly messageId: string;
};

type TimeName = Extract<ReminderName, { readonly startsAt: Instant }>;

/** Whether a reminder is about a time, with a calendar file: it tells one, or that one is off. */
export const tellsTime = (name: ReminderName): name is TimeName => 'startsAt' in name;

/** Whether what a clinic that is live now told while it rehearsed counts as well: it did not reach the patient. */
type Telling = 'really' | 'even rehearsed';

/** What the patient was told of the times of a visit, in the order of telling; of one message the last word last. */
export function toldTimes(history: History, visit: VisitName, telling: Telling = 'really'): ToldTime[] {
  const told: ToldTime[] = [];
  for (const each of ALL_TOLD[telling](history).filter(({ visits }) => visits.includes(visit))) {
    const last = told.at(-1);
    // Who knows the time learns nothing from its being named again.
    const isKnown = last && !last.isOff && last.startsAt === each.startsAt && !each.hasFile;
    if (!isKnown) told.push(each);
  }
  return told;
}

/** The last that the patient was told of a visit's time; null when that is nothing. */
export const lastTold = (history: History, visit: VisitName, telling?: Telling): ToldTime | null =>
  toldTimes(history, visit, telling).at(-1) ?? null;

/** What the patient's calendar holds under a visit: the last that was told under it with a file. */
export const lastEntry = (history: History, visit: VisitName): ToldTime | null =>
  ALL_TOLD.really(history).findLast((told) => told.hasFile && told.visit === visit) ?? null;

/** Whether a time that was told is the one that is booked. */
export const isSameTime = (
  told: ToldTime,
  { startsAt, durationMinutes }: Pick<BookedTime, 'startsAt' | 'durationMinutes'>,
): boolean =>
  !told.isOff &&
  told.startsAt === startsAt &&
  (told.durationMinutes === undefined || isAsLong(told.durationMinutes, durationMinutes));

/**
 * The times that the patient has in mind, that are still to come, and that are not what is booked: moved, cancelled,
 * entered by mistake, or of a visit that will not be, whatever the reason.
 */
export function wrongTimes(history: History, times: readonly BookedTime[], now: Instant): ToldTime[] {
  const visits = new Set(ALL_TOLD.really(history).flatMap((told) => told.visits));
  const wrong = [...visits].flatMap((visit) => {
    const told = lastTold(history, visit);
    if (!told || told.isOff || told.startsAt <= now) return [];
    const time = timeOfVisit(times, visit);
    if (!time) return times.some((each) => isSameTime(told, each) || isKept(told, each)) ? [] : [told];
    return isSameTime(told, time) ? [] : [told];
  });
  return [...new Map(wrong.map((told) => [told.key, told])).values()];
}

/** A visit has left a time that others still have: they are told what is left of it. */
const isKept = (told: ToldTime, { visits }: BookedTime): boolean =>
  visits.some(({ visit }) => told.visits.includes(visit));

const ALL_TOLD: Readonly<Record<Telling, (history: History) => readonly ToldTime[]>> = {
  really: keptLast((history) => toldIn(history, 'really')),
  'even rehearsed': keptLast((history) => toldIn(history, 'even rehearsed')),
};

function toldIn(history: History, telling: Telling): ToldTime[] {
  return [...history]
    .flatMap(([key, said]): ToldTime[] => {
      const name = readKey(key);
      const { time } = said.reminder;
      const hasFile = tellsTime(name);
      const startsAt = hasFile ? name.startsAt : time?.startsAt;
      const isTold = said.state === 'sent' || (said.state === 'rehearsed' && telling === 'even rehearsed');
      if (!startsAt || !isTold) return [];
      return [
        {
          key,
          visit: name.visit,
          visits: time?.visits ?? [name.visit],
          startsAt,
          durationMinutes: time?.durationMinutes,
          hasFile,
          isOff: name.kind === 'cancelled',
          at: said.at,
          messageId: said.messageId,
        },
      ];
    })
    .sort(byTelling);
}

function byTelling(a: ToldTime, b: ToldTime): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.messageId !== b.messageId) return a.messageId < b.messageId ? -1 : 1;
  if (a.hasFile !== b.hasFile) return a.hasFile ? 1 : -1;
  return Number(b.isOff) - Number(a.isOff);
}
