import { expect, test } from 'vitest';
import { kindOf, type TaskKind } from '../../../shared/core/ids/task-id.ts';
import { courseEvents, PATIENT, type Raw } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';

type Course = ReturnType<typeof courseEvents>;

/** Closed over the turn of the year. */
const clinic = clinicWith({ closures: [{ from: '2026-12-21', to: '2027-01-08' }] });

const enrolled = (course: Course, data: Record<string, unknown> = {}) =>
  course.enrolled('2026-01-12', { referralDate: '2026-01-05', ...data });
const begun = (course: Course, data: Record<string, unknown> = {}) => [
  enrolled(course, data),
  course.held('supplementary-initial', '2026-01-19', '0261'),
];

/** Stenosis, begun on 1 December 2026: the status after 4 weeks may lie until 6 January. */
const stenosis = (course: Course) => [
  course.enrolled('2026-11-24', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
  course.held('pre-examination', '2026-12-01', '0251'),
];

/** For each kind of task, a course that owes it when the year is over. */
const COURSES: Readonly<Record<TaskKind, (course: Course) => readonly Raw[]>> = {
  book: (course) => [enrolled(course)],
  hold: (course) => [enrolled(course)],
  answer: (course) => [...begun(course), course.booked('closing', '2026-03-02', '2026-04-13T09:00:00+02:00')],
  assess: begun,
  'call-patient': (course) => [
    course.enrolled('2026-12-21', { patient: { ...PATIENT, consent: { email: false } } }),
  ],
  'discharge-letter': (course) => [...begun(course), course.held('closing', '2026-04-13', '0267')],
  'review-follow-ups': (course) => [...begun(course), course.held('closing', '2026-12-15', '0267')],
  'record-answers': begun,
  'review-booking': (course) => [
    ...stenosis(course),
    course.booked('status-4-weeks', '2026-12-01', '2027-01-20T09:00:00+01:00'),
  ],
  'review-window': stenosis,
  'call-back': (course) => [
    ...begun(course),
    course.event('call.requested', '2026-12-30', { reason: 'book' }),
  ],
  'close-course': (course) => [
    course.enrolled('2025-08-25', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
  ],
  'confirm-referral-date': (course) => [enrolled(course, { referralDate: null })],
};

test.each(Object.entries(COURSES))('%s: some course owes it', (kind, course) => {
  const { tasks } = planAt('2026-12-31T12:00:00Z', course(courseEvents()), { clinic });
  const owed = tasks.filter(({ status }) => status === 'open' || status === 'overdue');
  expect(owed.map(({ task }) => kindOf(task))).toContain(kind);
});
