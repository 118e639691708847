import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../shared/core/time/calendar.ts';
import {
  addDays,
  addMonths,
  type CivilDate,
  isCivilDate,
  parseCivilDate,
} from '../../../shared/core/time/civil-date.ts';
import {
  FIRST_YEAR,
  holidaysSource,
  LAST_YEAR,
  publicHolidaysOf,
} from '../../support/generate-danish-holidays.ts';

const day = parseCivilDate;
const calendar = createCalendar(
  ['06-05', '12-24', '12-31'],
  [{ from: day('2026-07-13'), to: day('2026-07-31') }],
);
const plain = createCalendar([], []);
const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

describe('public holidays', () => {
  test.each(years)('%i: the weekdays are those that the date-holidays data leaves', (year) => {
    const holidays = new Set(publicHolidaysOf(year));
    for (let date = day(`${year}-01-01`); date <= day(`${year}-12-31`); date = addDays(date, 1)) {
      const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
      expect([date, plain.isWeekday(date)]).toEqual([date, !isWeekend && !holidays.has(date)]);
      if (date.endsWith('12-31')) break;
    }
  });

  test('the generated file is up to date', () => {
    const file = new URL('../../../shared/core/time/danish-holidays.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(holidaysSource());
  });

  test('Store Bededag is a weekday from 2024 on', () => {
    expect(plain.isWeekday(day('2023-05-05'))).toBe(false);
    expect(plain.isWeekday(day('2024-04-26'))).toBe(true);
  });

  test('a day outside the known years is refused, not taken for a weekday', () => {
    expect(() => plain.isWeekday(day('2014-12-31'))).toThrow('holidays are known from 2015 to 2060');
    expect(() => plain.isWeekday(day('2061-01-03'))).toThrow(RangeError);
  });
});

describe('what keeps a day from being an open day', () => {
  test.each([
    ['2026-03-07', 'weekend'],
    ['2026-04-03', 'holiday'],
    ['2026-06-05', 'holiday'],
    ['2026-12-24', 'holiday'],
    ['2026-07-13', 'closure'],
    ['2026-07-31', 'closure'],
    ['2026-07-12', 'weekend'],
    ['2026-07-10', null],
    ['2026-08-03', null],
  ])('%s: %s', (date, reason) => {
    expect(calendar.closedBecause(day(date))).toBe(reason);
    expect(calendar.isOpenDay(day(date))).toBe(reason === null);
  });
});

describe('plusWeekdays', () => {
  test.each([
    ['2026-04-02', 5, '2026-04-13'],
    ['2026-04-02', -5, '2026-03-26'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-09', -1, '2026-03-06'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-03-07', -1, '2026-03-06'],
    ['2026-03-07', 0, '2026-03-07'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-30', 1, '2027-01-04'],
    ['2026-07-10', 2, '2026-07-14'],
  ])('%s %i → %s', (from, count, to) => {
    expect(calendar.plusWeekdays(day(from), count)).toBe(to);
  });

  test('the weekdays since a day are those that plusWeekdays counts', () => {
    expect(calendar.weekdaysSince(day('2026-04-02'), day('2026-04-13'))).toBe(5);
    expect(calendar.weekdaysSince(day('2026-04-13'), day('2026-04-13'))).toBe(0);
  });
});

describe('open days around a day', () => {
  test('on or after, on or before', () => {
    expect(calendar.openDayOnOrAfter(day('2026-07-11'))).toBe('2026-08-03');
    expect(calendar.openDayOnOrBefore(day('2026-08-02'))).toBe('2026-07-10');
    expect(calendar.openDayOnOrAfter(day('2026-08-03'))).toBe('2026-08-03');
    expect(calendar.weekdayOnOrBefore(day('2026-07-19'))).toBe('2026-07-17');
  });

  test('none within a year', () => {
    const closed = createCalendar([], [{ from: day('2026-01-01'), to: day('2028-12-31') }]);
    expect(closed.openDayOnOrAfter(day('2026-06-01'))).toBeNull();
    expect(closed.openDayOnOrBefore(day('2028-06-01'))).toBeNull();
  });
});

describe('civil days', () => {
  test.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-05-31', 9, '2027-02-28'],
  ])('%s and %i months → %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });

  test.each(['2026-02-29', '2026-13-01', '2026-1-01', '26-01-01', '2026-01-01T00:00', ''])(
    '"%s" is no day',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => parseCivilDate(text) satisfies CivilDate).toThrow(RangeError);
    },
  );
});
