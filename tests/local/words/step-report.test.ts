import { expect, test } from 'vitest';
import { stepReport } from '../../../local/words/step-report.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { email } from '../page/pages.ts';

const { enrolled, held } = courseEvents('C-1');
const story = [
  enrolled('2026-01-05', { referralDate: '2026-01-05' }),
  held('supplementary-initial', '2026-01-19', '0261'),
];

/** The clinic with the first so many events, on a day at noon. */
const sight = (day: string, count: number, emails = [email]) => {
  const at = toInstant(`${day}T12:00:00+01:00`);
  if (count === 0) return { at, emails, courses: [] };
  return {
    at,
    emails,
    courses: [{ course: courseToJson(planAt(at, story.slice(0, count))), eventCount: count }],
  };
};
const tasksOf = (report: ReturnType<typeof stepReport>) =>
  report.tasks.map(({ task, change }) => `${task} ${change}`);

test('a course that begins: its event, and its first tasks', () => {
  const report = stepReport(sight('2026-01-04', 0, []), sight('2026-01-05', 1));
  expect(report).toMatchObject({ events: [{ courseId: 'C-1', count: 1 }], emails: [email] });
  expect(report.from < report.to).toBe(true);
  expect(tasksOf(report)).toEqual(['book:supplementary-initial opened', 'hold:supplementary-initial opened']);
});

test('what was done closes its tasks and opens the next', () => {
  const tasks = tasksOf(stepReport(sight('2026-01-18', 1), sight('2026-01-19', 2)));
  expect(tasks).toContain('book:supplementary-initial closed');
  expect(tasks).toContain('assess:supplementary-initial:PSFS opened');
});

test('what nobody did becomes overdue, once', () => {
  const report = stepReport(sight('2026-01-19', 2), sight('2026-01-21', 2));
  expect(report.events).toEqual([]);
  expect(report.emails).toEqual([]);
  expect(tasksOf(report)).toContain('assess:supplementary-initial:PSFS became overdue');
  expect(tasksOf(stepReport(sight('2026-01-21', 2), sight('2026-01-22', 2)))).toEqual([]);
});
