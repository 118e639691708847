import { expect, test } from 'vitest';
import { minutesAfter, settingsOfCourse } from '../../../shared/core/settings/own-send-time.ts';
import { clinicWith } from '../../support/plan.ts';

const IDS = {
  'that count up': (index: number) => `C-${index}`,
  'that are drawn': (index: number) =>
    `0b9f2c4e-7d31-4a56-8f0a-${((index * 2654435761) % 2 ** 32).toString(16)}`,
};
const HOUR = clinicWith({ sendSpreadMinutes: 60 });

test.each(Object.entries(IDS))(
  '2,000 courses with ids %s: no minute of the hour has twice its share',
  (_, idOf) => {
    const times = Array.from(
      { length: 2000 },
      (_each, index) => settingsOfCourse(HOUR, idOf(index)).sendTime,
    );
    const minutes = Map.groupBy(times, (time) => time);
    expect(minutes.size).toBe(60);
    expect([...minutes.keys()].sort()[0]).toBe('09:00');
    expect([...minutes.keys()].sort().at(-1)).toBe('09:59');
    expect(Math.max(...[...minutes.values()].map(({ length }) => length))).toBeLessThan((2 * 2000) / 60);
  },
);

test('a course keeps its minute, and what is computed of settings is computed once a minute', () => {
  expect(settingsOfCourse(HOUR, 'C-17')).toBe(settingsOfCourse(HOUR, 'C-17'));
});

test('a clinic that spreads nothing is left as it is', () => {
  const clinic = clinicWith({});
  expect(settingsOfCourse(clinic, 'C-17')).toBe(clinic);
});

test.each([
  ['09:00', 0, '09:00'],
  ['09:45', 30, '10:15'],
  ['08:59', 61, '10:00'],
])('%s and %d minutes: %s', (time, minutes, later) => {
  expect(minutesAfter(time, minutes)).toBe(later);
});
