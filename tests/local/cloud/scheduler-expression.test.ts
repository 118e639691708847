import { describe, expect, it } from 'vitest';
import { MinHeap } from '../../../local/cloud/base/min-heap.ts';
import { firstDue, nextDue, parseExpression } from '../../../local/cloud/scheduler/expression.ts';
import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import fc from '../../support/property.ts';

const timingOf = (expression: string, timeZone = 'Europe/Copenhagen') => ({
  expression,
  timeZone,
  enabled: true,
  start: null,
  end: null,
});

/** The first firings after an instant, without the year and the seconds. */
function firings(expression: string, after: string, count: number, timeZone?: string): string[] {
  const timing = timingOf(expression, timeZone);
  const all: string[] = [];
  let at: Instant | null = firstDue(timing, toInstant(after));
  for (; at !== null && all.length < count; at = nextDue(timing, at)) all.push(at.slice(5, 16));
  return all;
}

describe('cron', () => {
  it('keeps the local time over the change to summer time', () => {
    expect(firings('cron(0 7 ? * MON-FRI *)', '2027-03-25T12:00:00Z', 3)).toEqual([
      '03-26T06:00',
      '03-29T05:00',
      '03-30T05:00',
    ]);
  });

  it('keeps the local time over the change to winter time', () => {
    expect(firings('cron(0 7 * * ? *)', '2027-10-30T00:00:00Z', 3)).toEqual([
      '10-30T05:00',
      '10-31T06:00',
      '11-01T06:00',
    ]);
  });

  it('skips a time that does not exist', () => {
    expect(firings('cron(30 2 * * ? *)', '2027-03-27T00:00:00Z', 3)).toEqual([
      '03-27T01:30',
      '03-29T00:30',
      '03-30T00:30',
    ]);
  });

  it('fires a time that occurs twice the first time only', () => {
    expect(firings('cron(30 2 * * ? *)', '2027-10-30T12:00:00Z', 2)).toEqual(['10-31T00:30', '11-01T01:30']);
    expect(firings('cron(0,30 1-3 31 10 ? 2027)', '2027-10-01T00:00:00Z', 9)).toEqual([
      '10-30T23:00',
      '10-30T23:30',
      '10-31T00:00',
      '10-31T00:30',
      '10-31T02:00',
      '10-31T02:30',
    ]);
  });

  it.each([
    ['cron(0/20 8 ? * TUE *)', ['03-02T08:00', '03-02T08:20', '03-02T08:40', '03-09T08:00']],
    ['cron(15 10 1,31 * ? *)', ['03-01T10:15', '03-31T10:15', '04-01T10:15', '05-01T10:15']],
    ['cron(0 0 29 2 ? *)', ['02-29T00:00', '02-29T00:00']],
    ['cron(0 12 ? jan-feb 1 2028-2029)', ['01-02T12:00', '01-09T12:00']],
    ['cron(*/30 22-1 1 3 ? *)', ['03-01T00:00', '03-01T00:30', '03-01T01:00', '03-01T01:30', '03-01T22:00']],
    ['cron(0 6 ? * FRI-SUN 2027)', ['03-05T06:00', '03-06T06:00', '03-07T06:00', '03-12T06:00']],
    ['cron(0 6 30 2 ? *)', []],
    ['cron(0 6 1 1 ? 2026)', []],
  ])('%s', (expression, expected) => {
    const found = firings(expression, '2027-02-28T23:58:59Z', expected.length || 1, 'UTC');
    expect(found).toEqual(expected);
  });

  it.each([
    'cron(0 0 1 * 1 *)',
    'cron(0 0 ? * ? *)',
    'cron(? 0 1 * ? *)',
    'cron(60 0 1 * ? *)',
    'cron(0 24 1 * ? *)',
    'cron(0 0 0 * ? *)',
    'cron(0 0 1 13 ? *)',
    'cron(0 0 ? * 8 *)',
    'cron(0 0 1 * ? 1969)',
    'cron(0/0 0 1 * ? *)',
    'cron(1- 0 1 * ? *)',
    'cron(0 0 1 * ?)',
  ])('%s is refused', (expression) => {
    expect(parseExpression(expression)).toBeUndefined();
  });
});

describe('cron, compared with a clock that is read every minute', () => {
  const zone = 'Europe/Copenhagen';
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' });
  const minutes = fc.integer({ min: 0, max: 59 });
  const hours = fc.integer({ min: 0, max: 4 });
  const days = fc.subarray(['SUN', 'MON', 'TUE'], { minLength: 1 });

  it.each(['2027-03-27T22:00:00Z', '2027-10-30T21:00:00Z'])('around %s', (from) => {
    fc.assert(
      fc.property(minutes, hours, hours, days, (minute, firstHour, lastHour, weekdays) => {
        const [low, high] = firstHour < lastHour ? [firstHour, lastHour] : [lastHour, firstHour];
        const seen = new Set<string>();
        const expected: string[] = [];
        for (let at = Date.parse(from); at < Date.parse(from) + 60 * 3_600_000; at += 60_000) {
          const local = format.format(at);
          const [hour, min] = local.slice(11).split(':').map(Number);
          const isNamed = weekdays.includes(weekday.format(at).toUpperCase());
          const isTime = min === minute && hour !== undefined && hour >= low && hour <= high;
          if (isNamed && isTime && !seen.has(local)) expected.push(toInstant(at).slice(5, 16));
          seen.add(local);
        }
        const expression = `cron(${minute} ${low}-${high} ? * ${weekdays.join(',')} *)`;
        const before = toInstant(Date.parse(from) - 60_000);
        expect(firings(expression, before, expected.length || 1, zone).slice(0, expected.length)).toEqual(
          expected,
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('at', () => {
  const due = (at: string, now: string) => firstDue(timingOf(`at(${at})`), toInstant(now));

  it('is a local time of the time zone', () => {
    expect(due('2027-07-01T10:00:00', '2027-01-01T00:00:00Z')).toBe('2027-07-01T08:00:00.000Z');
    expect(due('2027-12-01T10:00:00', '2027-01-01T00:00:00Z')).toBe('2027-12-01T09:00:00.000Z');
  });

  it('moves forward by the gap when the time does not exist', () => {
    expect(due('2027-03-28T02:30:00', '2027-01-01T00:00:00Z')).toBe('2027-03-28T01:30:00.000Z');
  });

  it('is the first when the time occurs twice', () => {
    expect(due('2027-10-31T02:30:00', '2027-01-01T00:00:00Z')).toBe('2027-10-31T00:30:00.000Z');
  });

  it.each(['at(2027-02-29T10:00:00)', 'at(2027-01-01T24:00:00)', 'at(2027-01-01T10:60:00)', 'at(now)', ''])(
    '%s is refused',
    (expression) => {
      expect(parseExpression(expression)).toBeUndefined();
      expect(firstDue(timingOf(expression), toInstant('2027-01-01T00:00:00Z'))).toBeNull();
    },
  );
});

describe('rate', () => {
  it('counts days of 24 hours over the change to summer time', () => {
    expect(firings('rate(1 day)', '2027-03-27T11:59:30Z', 3)).toEqual([
      '03-27T12:00',
      '03-28T12:00',
      '03-29T12:00',
    ]);
  });

  it('keeps the rhythm of a start that has just passed', () => {
    const timing = { ...timingOf('rate(4 minutes)'), start: toInstant('2027-03-01T09:57:00Z') };
    expect(firstDue(timing, toInstant('2027-03-01T10:00:00Z'))).toBe('2027-03-01T10:01:00.000Z');
    expect(firstDue(timing, toInstant('2027-03-01T10:01:00Z'))).toBe('2027-03-01T10:05:00.000Z');
  });

  it.each(['rate(0 minutes)', 'rate(1 week)', 'rate(1.5 hours)', 'rate(1 minute'])(
    '%s is refused',
    (text) => {
      expect(parseExpression(text)).toBeUndefined();
    },
  );
});

describe('the heap', () => {
  it('gives back everything in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = new MinHeap<number>((a, b) => a < b);
        for (const number of numbers) heap.push(number);
        expect(heap.peek()).toBe(numbers.length > 0 ? Math.min(...numbers) : undefined);
        const sorted = numbers.map(() => heap.pop());
        expect(sorted).toEqual([...numbers].sort((a, b) => a - b));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });
});
