import { tzOffset } from '@date-fns/tz';
import { addDays, type CivilDate, civilDateOf } from './civil-date.ts';
import { remembered } from './remembered.ts';

declare const instant: unique symbol;

/** A moment in UTC, written as `Date.prototype.toISOString` does. Compares correctly as a string. */
export type Instant = string & { readonly [instant]: true };

/** A local time of day, `HH:mm`. */
export type LocalTime = string;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Any ISO 8601 date-time with an offset, or epoch milliseconds, in canonical form.
 * @throws RangeError when it is not a date-time
 */
export function toInstant(value: string | number): Instant {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new RangeError('expected an ISO 8601 date-time with an offset');
  return date.toISOString() as Instant;
}

const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether the text is an ISO 8601 date-time with an offset. */
export const isInstantText = (text: string): boolean =>
  WITH_OFFSET.test(text) && !Number.isNaN(Date.parse(text));

/** Whether the text is an instant in canonical form. */
export const isInstant = (text: string): text is Instant => isInstantText(text) && toInstant(text) === text;

/** Epoch milliseconds of an instant. */
export const epochMillis = remembered((at: Instant): number => Date.parse(at));

/** The instant of epoch milliseconds. */
const instantOf = remembered((millis: number): Instant => toInstant(millis));

/** Whole epoch seconds of an instant, as the table's time to live wants them. */
export const epochSeconds = (at: Instant): number => Math.floor(epochMillis(at) / 1000);

/** The instant `minutes` minutes later. */
export const addMinutes = (at: Instant, minutes: number): Instant =>
  instantOf(epochMillis(at) + minutes * MINUTE);

/** Minutes from one instant to another, rounded. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.round((epochMillis(to) - epochMillis(from)) / MINUTE);

/** The first whole minute not before the instant. */
export const ceilToMinute = (at: Instant): Instant => instantOf(Math.ceil(epochMillis(at) / MINUTE) * MINUTE);

/** The calendar day of an instant in a time zone. */
export const localDateOf = (at: Instant, timeZone: string): CivilDate => datesIn(timeZone)(at);

const datesIn = remembered((timeZone: string) =>
  remembered((at: Instant): CivilDate => civilDateOf(Math.floor(localMillis(at, timeZone) / DAY))),
);

/** The local time of day, `HH:mm`, of an instant in a time zone. */
export const localTimeOf = (at: Instant, timeZone: string): LocalTime => timesIn(timeZone)(at);

const timesIn = remembered((timeZone: string) =>
  remembered((at: Instant): LocalTime => new Date(localMillis(at, timeZone)).toISOString().slice(11, 16)),
);

/** What a clock of UTC would have to show for what the clocks of a zone show at an instant. */
function localMillis(at: Instant, timeZone: string): number {
  const millis = epochMillis(at);
  return millis + offsetAt(millis, timeZone);
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
const offsetAt = (millis: number, timeZone: string): number =>
  offsetsIn(timeZone)(Math.floor(millis / DAY)) ?? askedOffset(millis, timeZone);

/**
 * Offsets of days of UTC, by zone; null for a day on which the clocks change: then it depends on the hour. To ask the
 * platform costs more than all else that a plan does.
 */
const offsetsIn = remembered((timeZone: string) =>
  remembered((day: number): number | null => {
    const [begins, ends] = [askedOffset(day * DAY, timeZone), askedOffset((day + 1) * DAY, timeZone)];
    return begins === ends ? begins : null;
  }),
);

const askedOffset = (millis: number, timeZone: string): number =>
  tzOffset(timeZone, new Date(millis)) * MINUTE;

/**
 * The instant of a local time on a day. A time that the change to summer time skips moves forward by the
 * gap; a time that occurs twice means the first.
 */
export const atLocalTime = (date: CivilDate, time: LocalTime, timeZone: string): Instant =>
  instantsIn(timeZone)(time)(date);

const instantsIn = remembered((timeZone: string) =>
  remembered((time: LocalTime) => remembered((date: CivilDate) => instantAt(date, time, timeZone))),
);

function instantAt(date: CivilDate, time: LocalTime, timeZone: string): Instant {
  const local = Date.parse(`${date}T${time}:00.000Z`);
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  if (before === after) return instantOf(local - before);
  const first = local - before;
  const second = local - after;
  const isSecond = offsetAt(first, timeZone) !== before && offsetAt(second, timeZone) === after;
  return instantOf(isSecond ? second : first);
}

/** The end of a day: 00:00 of the next, local time. */
export const endOfDay = (date: CivilDate, timeZone: string): Instant =>
  atLocalTime(addDays(date, 1), '00:00', timeZone);

/** The start of a day: 00:00 local time. */
export const startOfDay = (date: CivilDate, timeZone: string): Instant =>
  atLocalTime(date, '00:00', timeZone);
