import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import {
  atLocalTime,
  ceilToMinute,
  endOfDay,
  isInstantText,
  localDateOf,
  localTimeOf,
  startOfDay,
  toInstant,
} from '../../../shared/core/time/instant.ts';

const COPENHAGEN = 'Europe/Copenhagen';
const day = parseCivilDate;

describe('a local time becomes an instant', () => {
  test.each([
    ['winter', '2026-01-15', '09:00', COPENHAGEN, '2026-01-15T08:00:00.000Z'],
    ['summer', '2026-07-15', '09:00', COPENHAGEN, '2026-07-15T07:00:00.000Z'],
    ['the day summer time begins, before', '2026-03-29', '01:59', COPENHAGEN, '2026-03-29T00:59:00.000Z'],
    ['skipped: forward by the gap', '2026-03-29', '02:00', COPENHAGEN, '2026-03-29T01:00:00.000Z'],
    ['skipped: forward by the gap', '2026-03-29', '02:30', COPENHAGEN, '2026-03-29T01:30:00.000Z'],
    ['the day summer time begins, after', '2026-03-29', '03:00', COPENHAGEN, '2026-03-29T01:00:00.000Z'],
    ['the day summer time begins, at nine', '2026-03-29', '09:00', COPENHAGEN, '2026-03-29T07:00:00.000Z'],
    ['the day summer time ends, before', '2026-10-25', '01:59', COPENHAGEN, '2026-10-24T23:59:00.000Z'],
    ['twice: the first', '2026-10-25', '02:00', COPENHAGEN, '2026-10-25T00:00:00.000Z'],
    ['twice: the first', '2026-10-25', '02:59', COPENHAGEN, '2026-10-25T00:59:00.000Z'],
    ['the day summer time ends, after', '2026-10-25', '03:00', COPENHAGEN, '2026-10-25T02:00:00.000Z'],
    ['west of UTC', '2026-01-15', '09:00', 'America/Nuuk', '2026-01-15T11:00:00.000Z'],
    ['a gap at midnight', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['far east', '2026-01-15', '00:30', 'Pacific/Auckland', '2026-01-14T11:30:00.000Z'],
  ])('%s: %s %s in %s', (_, date, time, zone, expected) => {
    expect(atLocalTime(day(date), time, zone)).toBe(expected);
  });

  test('a day that summer time shortens or lengthens ends at its own midnight', () => {
    expect(startOfDay(day('2026-03-29'), COPENHAGEN)).toBe('2026-03-28T23:00:00.000Z');
    expect(endOfDay(day('2026-03-29'), COPENHAGEN)).toBe('2026-03-29T22:00:00.000Z');
    expect(endOfDay(day('2026-10-25'), COPENHAGEN)).toBe('2026-10-25T23:00:00.000Z');
  });
});

describe('an instant has a local day and time', () => {
  test.each([
    ['2026-01-14T22:59:59Z', '2026-01-14', '23:59'],
    ['2026-01-14T23:00:00Z', '2026-01-15', '00:00'],
    ['2026-07-14T22:00:00Z', '2026-07-15', '00:00'],
    ['2026-03-29T00:59:59Z', '2026-03-29', '01:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '03:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25', '02:30'],
    ['2026-10-25T01:30:00Z', '2026-10-25', '02:30'],
  ])('%s is %s %s in Denmark', (at, date, time) => {
    expect(localDateOf(toInstant(at), COPENHAGEN)).toBe(date);
    expect(localTimeOf(toInstant(at), COPENHAGEN)).toBe(time);
  });

  test('there and back on every hour of a year', () => {
    for (let at = Date.parse('2026-01-01T00:00:00Z'); at < Date.parse('2027-01-01'); at += 3_600_000) {
      const instant = toInstant(at);
      const again = atLocalTime(
        localDateOf(instant, COPENHAGEN),
        localTimeOf(instant, COPENHAGEN),
        COPENHAGEN,
      );
      const isSecondOfTwo = at === Date.parse('2026-10-25T01:00:00Z');
      expect(again).toBe(isSecondOfTwo ? toInstant(at - 3_600_000) : instant);
    }
  });
});

describe('texts', () => {
  test.each([
    ['2026-03-05T09:00:00+01:00', true],
    ['2026-03-05T09:00Z', true],
    ['2026-03-05T09:00:00', false],
    ['2026-03-05', false],
    ['2026-03-05T25:00:00Z', false],
  ])('%s is an instant: %s', (text, expected) => {
    expect(isInstantText(text)).toBe(expected);
  });

  test('one instant, one text', () => {
    expect(toInstant('2026-03-05T09:00:00+01:00')).toBe(toInstant('2026-03-05T08:00Z'));
    expect(() => toInstant('soon')).toThrow('expected an ISO 8601 date-time with an offset');
  });

  test('a wake is set to a whole minute, never before the instant', () => {
    expect(ceilToMinute(toInstant('2026-03-05T08:00:00.001Z'))).toBe('2026-03-05T08:01:00.000Z');
    expect(ceilToMinute(toInstant('2026-03-05T08:00:00Z'))).toBe('2026-03-05T08:00:00.000Z');
  });
});
