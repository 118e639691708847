import { type CivilDate, isCivilDate, later } from '../../../shared/core/time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  ceilToMinute,
  epochMillis,
  type Instant,
  type LocalTime,
  toInstant,
} from '../../../shared/core/time/instant.ts';
import { type Cron, nextCron, parseCron } from './cron.ts';

/** A schedule expression, read. */
export type Expression =
  | { readonly kind: 'at'; readonly date: CivilDate; readonly time: LocalTime }
  | { readonly kind: 'rate'; readonly minutes: number }
  | { readonly kind: 'cron'; readonly cron: Cron };

/** What decides when a schedule fires. */
export type Timing = {
  readonly expression: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  /** Recurring schedules only: the first and the last instant at which they may fire. */
  readonly start: Instant | null;
  readonly end: Instant | null;
};

const MINUTES = { minute: 1, minutes: 1, hour: 60, hours: 60, day: 1440, days: 1440 };

/**
 * Reads `at(yyyy-mm-ddThh:mm:ss)`, `rate(value unit)` or `cron(fields)`; undefined when AWS would refuse it.
 */
export function parseExpression(text: string): Expression | undefined {
  const [, kind, inner] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  if (inner === undefined) return undefined;
  if (kind === 'at') return parseAt(inner);
  if (kind === 'rate') return parseRate(inner);
  const cron = parseCron(inner);
  return cron && { kind: 'cron', cron };
}

function parseAt(text: string): Expression | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d):[0-5]\d$/.exec(text) ?? [];
  if (date === undefined || time === undefined || !isCivilDate(date)) return undefined;
  return { kind: 'at', date, time };
}

function parseRate(text: string): Expression | undefined {
  const [, value, unit] = /^([1-9]\d{0,5}) (minutes?|hours?|days?)$/.exec(text) ?? [];
  if (value === undefined || !isUnit(unit)) return undefined;
  return { kind: 'rate', minutes: Number(value) * MINUTES[unit] };
}

const isUnit = (unit: string | undefined): unit is keyof typeof MINUTES =>
  unit !== undefined && Object.hasOwn(MINUTES, unit);

/**
 * When a schedule that is created or replaced at `now` fires first; null when it never does. Always a whole
 * minute later than `now`. What AWS does with an `at()` in the past is not documented; here it fires at the
 * next minute. A rate without a start date begins at once, which is also the next minute.
 */
export function firstDue(timing: Timing, now: Instant): Instant | null {
  const expression = parseExpression(timing.expression);
  if (!(timing.enabled && expression)) return null;
  const soonest = addMinutes(floorToMinute(now), 1);
  switch (expression.kind) {
    case 'at':
      return later(soonest, atLocalTime(expression.date, expression.time, timing.timeZone));
    case 'rate':
      return untilEnd(timing, firstOfRate(expression.minutes, timing.start, soonest));
    case 'cron': {
      const after = addMinutes(later(soonest, ceilToMinute(timing.start ?? soonest)), -1);
      return untilEnd(timing, nextCron(expression.cron, timing.timeZone, after));
    }
  }
}

/** When a schedule that fired at `fired` fires again; null when it has completed. */
export function nextDue(timing: Timing, fired: Instant): Instant | null {
  const expression = parseExpression(timing.expression);
  if (!expression || expression.kind === 'at') return null;
  return untilEnd(
    timing,
    expression.kind === 'rate'
      ? addMinutes(fired, expression.minutes)
      : nextCron(expression.cron, timing.timeZone, fired),
  );
}

function firstOfRate(minutes: number, start: Instant | null, soonest: Instant): Instant {
  const from = ceilToMinute(start ?? soonest);
  const behind = (epochMillis(soonest) - epochMillis(from)) / 60_000;
  return behind <= 0 ? from : addMinutes(from, Math.ceil(behind / minutes) * minutes);
}

const untilEnd = (timing: Timing, at: Instant | null): Instant | null =>
  at !== null && timing.end !== null && at > timing.end ? null : at;

const floorToMinute = (at: Instant): Instant => toInstant(Math.floor(epochMillis(at) / 60_000) * 60_000);
