import { describe, expect, test } from 'vitest';
import { type CourseNotice, NOTICES, type NoticeKind } from '../../../shared/core/course/notice.ts';
import { kindOf } from '../../../shared/core/ids/task-id.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { addMinutes, toInstant } from '../../../shared/core/time/instant.ts';
import { anyCourse } from '../../support/arbitraries.ts';
import { courseEvents, PATIENT, type Raw, THERAPIST } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';
import fc, { runs } from '../../support/property.ts';

const NOW = '2026-04-02T09:00:00Z';
/** Closed around Easter: no open day is left around the status after 4 weeks. */
const clinic = clinicWith({ closures: [{ from: '2026-03-26', to: '2026-04-17' }] });

type Course = ReturnType<typeof courseEvents>;
type Story = (course: Course) => readonly Raw[];

const back = ({ enrolled }: Course, data = {}) =>
  enrolled('2026-01-12', { referralDate: '2026-01-05', ...data });
const begun = (course: Course) => [back(course), course.held('supplementary-initial', '2026-01-19', '0261')];
const stenosis = (course: Course, data = {}) =>
  course.enrolled('2026-03-02', { protocol: 'lumbar-spinal-stenosis', entry: 'direct', ...data });
const status = (course: Course) => [stenosis(course), course.held('pre-examination', '2026-03-05', '0251')];
const trained = (course: Course, times: number) => [
  back(course),
  ...Array.from({ length: times }, () =>
    course.event('session.held', '2026-02-10', { session: 'individual-training', date: '2026-02-10' }),
  ),
];

/** For each kind of notice a course that has it on 2 April. */
const COURSES: Readonly<Record<NoticeKind, Story>> = {
  'referral-doubted': (course) => [back(course, { referralDate: '2027-01-05' })],
  'no-open-day': status,
  'booked-outside-strict-window': (course) => [
    ...status(course),
    course.booked('status-4-weeks', '2026-03-06', '2026-05-07T09:00:00+02:00'),
  ],
  'booked-after-cap': (course) => [
    ...begun(course),
    course.held('closing', '2026-03-30', '0267'),
    course.booked('follow-up-9-months', '2026-03-30', '2027-01-20T09:00:00+01:00'),
  ],
  'counted-from-waived': (course) => [back(course), course.waived('supplementary-initial', '2026-01-13')],
  'referral-doubted-in-vain': (course) => [stenosis(course, { referralDate: '2027-01-05' })],
  'no-open-day-ahead': (course) => [
    stenosis(course),
    course.booked('pre-examination', '2026-03-02', '2026-03-05T09:00:00+01:00'),
  ],
  'booked-outside-soft-window': (course) => [
    ...begun(course),
    course.booked('closing', '2026-02-02', '2026-06-08T09:00:00+02:00'),
  ],
  'waived-and-held': (course) => [...status(course), course.waived('pre-examination', '2026-03-06')],
  'waived-and-booked': (course) => [
    ...status(course),
    course.booked('status-4-weeks', '2026-03-06', '2026-04-07T09:00:00+02:00'),
    course.waived('status-4-weeks', '2026-03-09'),
  ],
  'held-under-other-code': (course) => [
    stenosis(course),
    course.held('pre-examination', '2026-03-05', '0252'),
  ],
  'visit-of-another-course': (course) => [back(course), course.held('pre-examination', '2026-01-19', '0251')],
  'fits-no-visit': (course) => [
    back(course),
    course.event('visit.held', '2026-01-19', { serviceCode: '0251', date: '2026-01-19' }),
  ],
  'cancelled-nothing': (course) => [back(course), course.cancelled('closing', '2026-01-13')],
  'missed-nothing': (course) => [back(course), course.missed('closing', '2026-01-13')],
  'unknown-session-code': (course) => [
    back(course),
    course.event('session.held', '2026-01-19', { serviceCode: '8050', date: '2026-01-19' }),
  ],
  'sessions-at-limit': (course) => trained(course, 6),
  'sessions-over-limit': (course) => trained(course, 7),
  'education-late': begun,
  'patient-address-malformed': (course) => [back(course, { patient: { ...PATIENT, email: 'anna' } })],
  'therapist-address-malformed': (course) => [back(course, { therapist: { ...THERAPIST, email: 'bo' } })],
  'closed-without-measures': (course) => [...status(course), course.closed('2026-03-25', 'goals-reached')],
  'closed-ahead': (course) => [
    back(course),
    course.event('course.closed', '2026-02-02', { date: '2056-02-02', reason: 'withdrew' }),
  ],
  'closed-after-death': (course) => [
    back(course),
    course.closed('2026-02-02', 'deceased'),
    course.closed('2026-02-03', 'completed'),
  ],
  'enrolled-twice': (course) => [back(course), back(course)],
  'retraction-retracted': (course) => {
    const retraction = course.retracted('2026-01-13', course.missed('closing', '2026-01-13'));
    return [back(course), retraction, course.retracted('2026-01-14', retraction)];
  },
  'not-enrolled': (course) => [course.missed('closing', '2026-01-13')],
  erased: (course) => [back(course), course.event('course.erased', '2026-02-02', { reason: 'asked' })],
};

/** What somebody must act on and no task says, or said before it was done. */
function withoutTask({ notices, tasks }: Plan): string[] {
  const isCarried = ({ kind, visit }: CourseNotice) => {
    const carrier = NOTICES[kind];
    if (!('tasks' in carrier)) return true;
    return tasks.some(
      (task) => carrier.tasks.some((each) => each === kindOf(task.task)) && (!visit || task.visit === visit),
    );
  };
  return notices.filter((notice) => !isCarried(notice)).map(({ en }) => en);
}

describe('every notice that someone must act on is a task', () => {
  test.each(Object.entries(COURSES))('%s', (kind, story) => {
    const plan = planAt(NOW, story(courseEvents()), { clinic });
    expect(plan.notices.map((notice) => notice.kind)).toContain(kind);
    expect(withoutTask(plan)).toEqual([]);
  });

  test('in any course, at any moment', () => {
    const anyMoment = fc.tuple(
      anyCourse,
      fc.integer({ min: 0, max: 500 * 24 * 60 }),
      fc.constantFrom(clinic, clinicWith()),
    );
    const stories = Object.values(COURSES).map((story): [readonly Raw[], number, typeof clinic] => [
      story(courseEvents()),
      30 * 24 * 60,
      clinic,
    ]);
    fc.assert(
      fc.property(anyMoment, ([events, minutes, house]) => {
        const now = addMinutes(toInstant(events[0]?.occurredAt ?? 0), minutes);
        const known = events.filter(({ occurredAt }) => toInstant(occurredAt) <= now);
        expect(withoutTask(planAt(now, known.length > 0 ? known : events, { clinic: house }))).toEqual([]);
      }),
      { ...runs(300), examples: stories.map((story) => [story]) },
    );
  });
});
