import { addDays, type CivilDate, isoDay } from '../../../shared/core/time/civil-date.ts';
import { atLocalTime, type Instant, localDateOf, localTimeOf } from '../../../shared/core/time/instant.ts';

/** The six fields of an AWS cron expression as the values they allow. */
export type Cron = {
  /** `HH:mm`, ascending. */
  readonly times: readonly string[];
  /** null: any (the field is `?`). */
  readonly daysOfMonth: ReadonlySet<number> | null;
  readonly months: ReadonlySet<number>;
  /** 1 is Sunday; null: any (the field is `?`). */
  readonly daysOfWeek: ReadonlySet<number> | null;
  readonly years: ReadonlySet<number>;
};

type Field = { readonly min: number; readonly max: number; readonly names?: readonly string[] };

const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  { min: 1, max: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
  { min: 1970, max: 2199 },
];

/**
 * Reads `minutes hours day-of-month month day-of-week year`: `*`, lists, ranges, steps and names; exactly one
 * of the two day fields is `?`. Undefined when it is not such an expression. AWS also knows `L`, `W` and `#`,
 * which are not supported here.
 */
export function parseCron(text: string): Cron | undefined {
  const parts = text.split(/ +/);
  if (parts.length !== FIELDS.length) return undefined;
  const [minutes, hours, daysOfMonth, months, daysOfWeek, years] = parts.map(readField);
  if (!(minutes && hours && months && years)) return undefined;
  if (daysOfMonth === undefined || daysOfWeek === undefined) return undefined;
  if ((daysOfMonth === null) === (daysOfWeek === null)) return undefined;
  return { times: timesOf(hours, minutes), daysOfMonth, months, daysOfWeek, years };
}

/**
 * The first time after `after` that the expression names in the time zone; null when there is none. As AWS
 * documents it, a time that the change to summer time skips does not fire, and a time that occurs twice fires
 * the first time only.
 */
export function nextCron(cron: Cron, timeZone: string, after: Instant): Instant | null {
  const lastYear = Math.max(...cron.years);
  const today = localDateOf(after, timeZone);
  const timeNow = localTimeOf(after, timeZone);
  for (let day = today; yearOf(day) <= lastYear; day = addDays(day, 1)) {
    if (!namesDay(cron, day)) continue;
    for (const time of cron.times) {
      if (day === today && time <= timeNow) continue;
      const at = atLocalTime(day, time, timeZone);
      if (at > after && localTimeOf(at, timeZone) === time) return at;
    }
  }
  return null;
}

const yearOf = (day: CivilDate) => Number(day.slice(0, 4));

function namesDay(cron: Cron, day: CivilDate): boolean {
  return (
    cron.years.has(yearOf(day)) &&
    cron.months.has(Number(day.slice(5, 7))) &&
    (cron.daysOfMonth?.has(Number(day.slice(8, 10))) ?? true) &&
    (cron.daysOfWeek?.has((isoDay(day) % 7) + 1) ?? true)
  );
}

function timesOf(hours: ReadonlySet<number>, minutes: ReadonlySet<number>): string[] {
  const two = (value: number) => String(value).padStart(2, '0');
  return [...hours].flatMap((hour) => [...minutes].map((minute) => `${two(hour)}:${two(minute)}`)).sort();
}

function readField(text: string, index: number): ReadonlySet<number> | null | undefined {
  const field = FIELDS[index];
  if (!field) return undefined;
  if (text === '?') return index === 2 || index === 4 ? null : undefined;
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const read = readItem(item, field);
    if (!read) return undefined;
    for (const value of read) values.add(value);
  }
  return values;
}

function readItem(text: string, field: Field): number[] | undefined {
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, star, fromText, toText, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  const from = star ? field.min : readValue(fromText, field);
  const to = toText === undefined ? lastOf(star, stepText, from, field) : readValue(toText, field);
  if (from === undefined || to === undefined || step < 1) return undefined;
  const span = field.max - field.min + 1;
  const length = ((to - from + span) % span) + 1;
  return Array.from(
    { length: Math.ceil(length / step) },
    (_, k) => field.min + ((from - field.min + k * step) % span),
  );
}

const lastOf = (
  star: string | undefined,
  step: string | undefined,
  from: number | undefined,
  field: Field,
) => (star !== undefined || step !== undefined ? field.max : from);

function readValue(text: string | undefined, field: Field): number | undefined {
  if (text === undefined) return undefined;
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + field.min : Number(/^\d+$/.test(text) ? text : Number.NaN);
  return value >= field.min && value <= field.max ? value : undefined;
}
