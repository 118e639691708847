import { expect, test } from 'vitest';
import { dateIn, timeIn } from '../../shared/web/typed.ts';

test.each([
  ['2026-03-24', '2026-03-24'],
  ['24-03-2026', '2026-03-24'],
  ['24.3.2026', '2026-03-24'],
  [' 4/3 2026 ', '2026-03-04'],
  ['04032026', '2026-03-04'],
  ['31-02-2026', null],
  ['2026-02-31', null],
  ['24-03-26', null],
  ['240326', null],
  ['i morgen', null],
  ['', null],
])('as a date, %j is %s', (typed, date) => {
  expect(dateIn(typed)).toBe(date);
});

test.each([
  ['09:30', '09:30'],
  ['9.30', '09:30'],
  ['9:05', '09:05'],
  ['0930', '09:30'],
  ['930', '09:30'],
  [' 14 ', '14:00'],
  ['24:00', null],
  ['12:60', null],
  ['kl. 9', null],
  ['', null],
])('as a time of day, %j is %s', (typed, time) => {
  expect(timeIn(typed)).toBe(time);
});
