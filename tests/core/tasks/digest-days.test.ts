import { describe, expect, test } from 'vitest';
import {
  digestKey,
  isDigestDue,
  isFirstOpenDayOfWeek,
  isOverdue,
  type WorklistTask,
} from '../../../shared/core/tasks/digest-days.ts';
import { createCalendar } from '../../../shared/core/time/calendar.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';

const day = parseCivilDate;
const calendar = createCalendar(['06-05'], [{ from: day('2026-07-13'), to: day('2026-07-14') }]);
const task = (changes: Partial<WorklistTask> = {}): WorklistTask => ({
  courseId: 'C-1',
  task: 'book:closing',
  due: day('2026-03-05'),
  snoozedUntil: null,
  ...changes,
});

test.each([
  ['2026-03-05', null, false],
  ['2026-03-06', null, true],
  ['2026-03-06', '2026-03-10', false],
  ['2026-03-09', '2026-03-10', false],
  ['2026-03-10', '2026-03-10', true],
])('a task due on 5 March is overdue on %s, snoozed until %s: %s', (today, until, expected) => {
  expect(isOverdue(task({ snoozedUntil: until ? day(until) : null }), day(today))).toBe(expected);
});

describe('a therapist hears of overdue tasks', () => {
  const said = (sentOn: string, tasks: readonly WorklistTask[]) => ({
    sentOn: day(sentOn),
    tasks: tasks.map(digestKey),
  });
  const isDue = (today: string, tasks: readonly WorklistTask[], log: ReturnType<typeof said> | null) =>
    isDigestDue(tasks, log ?? { sentOn: null, tasks: [] }, day(today), calendar, 5);

  test('at once when there is a new one, whatever was said yesterday', () => {
    expect(isDue('2026-03-06', [task()], null)).toBe(true);
    expect(isDue('2026-03-06', [task(), task({ courseId: 'C-2' })], said('2026-03-05', [task()]))).toBe(true);
    expect(isDue('2026-03-06', [task({ task: 'hold:closing' })], said('2026-03-05', [task()]))).toBe(true);
  });

  test('again 5 weekdays after the last time, past Easter', () => {
    const log = said('2026-03-31', [task()]);
    expect(isDue('2026-04-09', [task()], log)).toBe(false);
    expect(isDue('2026-04-10', [task()], log)).toBe(true);
  });

  test('not twice on one day, and not of nothing', () => {
    expect(isDue('2026-03-06', [task(), task({ courseId: 'C-2' })], said('2026-03-06', [task()]))).toBe(
      false,
    );
    expect(isDue('2026-03-06', [], null)).toBe(false);
  });
});

test.each([
  ['2026-03-02', true],
  ['2026-03-03', false],
  ['2026-04-06', false],
  ['2026-04-07', true],
  ['2026-07-13', false],
  ['2026-07-15', true],
  ['2026-03-07', false],
])('%s is the first open day of its week: %s', (date, expected) => {
  expect(isFirstOpenDayOfWeek(day(date), calendar)).toBe(expected);
});
