import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kindOf, type TaskKind } from '../../../shared/core/ids/task-id.ts';
import { courseEvents, PATIENT, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const ROOT = join(import.meta.dirname, '../../..');
type Course = ReturnType<typeof courseEvents>;

const enrolled = (course: Course, data: Record<string, unknown> = {}) =>
  course.enrolled('2026-01-12', { referralDate: '2026-01-05', ...data });
const begun = (course: Course, data: Record<string, unknown> = {}) => [
  enrolled(course, data),
  course.held('supplementary-initial', '2026-01-19', '0261'),
];

/** For each kind of task, a course that owes it when the year is over; null for one that no rule opens yet. */
const COURSES: Readonly<Record<TaskKind, ((course: Course) => readonly Raw[]) | null>> = {
  book: (course) => [enrolled(course)],
  hold: (course) => [enrolled(course)],
  answer: (course) => [...begun(course), course.booked('closing', '2026-03-02', '2026-04-13T09:00:00+02:00')],
  assess: begun,
  'call-patient': (course) => [
    course.enrolled('2026-12-21', { patient: { ...PATIENT, consent: { email: false } } }),
  ],
  'discharge-letter': (course) => [...begun(course), course.held('closing', '2026-04-13', '0267')],
  'review-follow-ups': (course) => [...begun(course), course.held('closing', '2026-12-15', '0267')],
  'record-answers': null,
  'review-booking': null,
  'review-window': null,
  'call-back': null,
  'close-course': null,
  'confirm-referral-date': (course) => [enrolled(course, { referralDate: null })],
};

const RULES = globSync('shared/core/tasks/*.ts', { cwd: ROOT })
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

test.each(Object.entries(COURSES))('%s: some course owes it', (kind, course) => {
  // As soon as there is a rule, a course is asked for.
  if (!course) return expect(RULES).not.toMatch(new RegExp(`['\`]${kind}\\b`));
  const { tasks } = planAt('2026-12-31T12:00:00Z', course(courseEvents()));
  const owed = tasks.filter(({ status }) => status === 'open' || status === 'overdue');
  expect(owed.map(({ task }) => kindOf(task))).toContain(kind);
});
