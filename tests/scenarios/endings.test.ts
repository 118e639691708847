import { expect, test } from 'vitest';
import { CLOSE_REASONS } from '../../shared/core/events/events.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import {
  arriving,
  backPainFrom,
  digestTasksOf,
  firstTold,
  STENOSIS,
  stenosisFrom,
} from '../support/stories.ts';

const { tell } = useClinic();

test('closed early: reminders stop at once; letters and records remain by the reason', async () => {
  const started = (id: string) => {
    const course = courseEvents(`C-${id}`);
    const [enrolled, held, psfs] = stenosisFrom(course, '2026-03-05');
    return { course, events: [enrolled, held, psfs].flatMap((event) => event ?? []) };
  };
  const closed = CLOSE_REASONS.flatMap((reason) => {
    const { course, events } = started(reason);
    return [...events, course.closed('2026-03-12', reason)];
  });
  const told = await tell([...closed, ...started('open').events], '2026-03-20T10:00:00Z');

  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-open: status-4-weeks/booking/2026-03-05/1']);
  const records = (ids: readonly string[]) => ids.map((id) => `C-${id} assess:pre-examination:neurological`);
  const living = ['open', ...CLOSE_REASONS.filter((reason) => reason !== 'deceased')];
  const letters = ['completed', 'goals-reached', 'referred-on'].map((id) => `C-${id} discharge-letter`);
  const ofOpen = ['book:final-status', 'book:status-4-weeks', 'record-answers:pre-examination'].map(
    (task) => `C-open ${task}`,
  );
  const ofTherapist = (tasks: readonly string[], day: string) =>
    `${day} 07:00 bo@clinic.example: ${tasks.toSorted().join(', ')}`;
  expect(firstTold(told, 'assess')).toEqual([ofTherapist(records([...living, 'deceased']), '2026-03-06')]);
  expect(firstTold(told, 'discharge-letter')).toEqual([
    ofTherapist(letters.slice(2), '2026-03-13'),
    ofTherapist(letters.slice(0, 2), '2026-03-19'),
  ]);
  expect(digestTasksOf(told).at(-1)).toEqual([...records(living), ...letters, ...ofOpen].sort());
});

test('a death that is entered minutes before the reminder of a booked visit', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.booked('status-4-weeks', '2026-03-18', '2026-04-07T10:00:00+02:00'),
      course.closed('2026-03-31T08:59:30+02:00', 'deceased'),
    ],
    '2026-04-10T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([]);
});

test('follow-ups go on after a course was completed or its goals reached, and after no other end', async () => {
  const events = CLOSE_REASONS.flatMap((reason) => {
    const course = courseEvents(`C-${reason}`);
    return [
      ...backPainFrom(course, '2026-01-19'),
      course.held('closing', '2026-04-13', '0267'),
      course.closed('2026-04-13T14:00:00+02:00', reason),
    ];
  });
  const told = await tell(arriving('2026-06-19T10:00:00+02:00', events), '2026-06-22T10:00:00Z');
  expect([...told.patientEmails].sort()).toEqual([
    '2026-06-22 09:00 C-completed: follow-up-3-months/booking/2026-04-13/1',
    '2026-06-22 09:00 C-goals-reached: follow-up-3-months/booking/2026-04-13/1',
  ]);
});

test('completed without room for follow-ups: they are still to be reviewed', async () => {
  const course = courseEvents();
  const events = [
    ...backPainFrom(course, '2026-01-19', { referralDate: '2026-01-05' }),
    course.held('closing', '2026-12-15', '0267'),
    course.recorded('closing', '2026-12-15', 'sit-to-stand'),
    course.completed('discharge-letter', '2026-12-15'),
    course.closed('2026-12-15', 'completed'),
  ];
  const told = await tell(arriving('2026-12-15T14:00:00+01:00', events), '2026-12-23T10:00:00Z');
  expect(firstTold(told, 'review-follow-ups')).toEqual([
    '2026-12-22 07:00 bo@clinic.example: C-1 review-follow-ups',
  ]);
});

test('completed before the closing consultation was held: no follow-ups', async () => {
  const course = courseEvents();
  const events = [...backPainFrom(course, '2026-01-19'), course.closed('2026-02-16', 'goals-reached')];
  const told = await tell(arriving('2026-03-20T10:00:00+01:00', events), '2026-03-31T10:00:00Z');
  expect(told.patientEmails).toEqual([]);
  expect(told.digests).toEqual([
    '2026-03-23 07:00 bo@clinic.example: C-1 discharge-letter',
    '2026-03-23 07:00 leder@sundby-fysioterapi.example: C-1 discharge-letter',
    '2026-03-30 07:00 bo@clinic.example: C-1 discharge-letter',
  ]);
});

test('reopened: what still makes sense goes late', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.closed('2026-03-18', 'declined'),
      course.reopened('2026-03-20T12:00:00+01:00'),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-20 12:15 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-05/2',
  ]);
});

test('to an individual course and back, as a new course', async () => {
  const before = courseEvents('C-1');
  const after = courseEvents('C-2');
  const told = await tell(
    [
      ...stenosisFrom(before, '2026-03-05'),
      before.closed('2026-03-20', 'transferred'),
      after.enrolled('2026-04-09T10:00:00+02:00', { ...STENOSIS, entry: 'from-individual-course' }),
      after.held('pre-examination', '2026-04-14', '0252'),
    ],
    '2026-04-28T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-04-09 10:15 C-2: pre-examination/questionnaires',
    '2026-04-13 09:00 C-2: pre-examination/booking/2026-04-09/1',
    '2026-04-28 09:00 C-2: status-4-weeks/booking/2026-04-14/1',
  ]);
});
