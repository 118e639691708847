import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, backPainFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const THERAPIST = 'bo@clinic.example';
const MANAGER = 'leder@sundby-fysioterapi.example';

/** Two tests of 5 March are to be recorded by Friday the 6th, and nobody does. The closing is booked from 13 May on. */
function withoutRecords(courseId = 'C-1', data: Record<string, unknown> = {}) {
  const course = courseEvents(courseId);
  const [enrolled, held, , , ...answered] = backPainFrom(course, '2026-03-05', data);
  return { ...course, events: [enrolled, held, ...answered].flatMap((event) => event ?? []) };
}
const recordsOf = (courseId: string) =>
  `${courseId} assess:supplementary-initial:PSFS, ${courseId} assess:supplementary-initial:sit-to-stand`;
const RECORDS = recordsOf('C-1');

test('told on the due day, when overdue, again after five weekdays; to the manager after ten, and once in four weeks', async () => {
  const told = await tell(withoutRecords().events, '2026-04-20T10:00:00Z');
  expect(told.digests).toEqual([
    `2026-03-06 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-09 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-16 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-23 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-23 07:00 ${MANAGER}: ${RECORDS}`,
    `2026-03-30 07:00 ${THERAPIST}: ${RECORDS}`,
    // With what is worth knowing: no patient education for four weeks.
    `2026-04-07 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-04-14 07:00 ${THERAPIST}: ${RECORDS}`,
  ]);
  // Nothing that the manager does not know: a count, four weeks after it was told.
  expect(told.clinicMails).toEqual([
    expect.stringMatching(/^2026-04-01 07:00 leder@.*: Kvalitetstal for marts 2026/),
    expect.stringMatching(/^2026-04-20 07:00 leder@.*: 2 opgaver langt over fristen/),
  ]);
});

test('dismissed is over, snoozed until a day comes back on it, recorded is done', async () => {
  const { events, dismissed, snoozed, recorded } = withoutRecords();
  const told = await tell(
    [
      ...events,
      dismissed('assess:supplementary-initial:PSFS', '2026-03-06'),
      snoozed('assess:supplementary-initial:sit-to-stand', '2026-03-06', '2026-03-18'),
      recorded('supplementary-initial', '2026-03-18', 'sit-to-stand'),
    ],
    '2026-03-26T10:00:00Z',
  );
  expect(told.digests).toEqual([
    `2026-03-06 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-18 07:00 ${THERAPIST}: C-1 assess:supplementary-initial:sit-to-stand`,
  ]);
});

test('snoozed before it is due: told when the snooze ends', async () => {
  const course = courseEvents();
  const told = await tell(
    [...backPainFrom(course, '2026-03-05'), course.snoozed('book:closing', '2026-05-05', '2026-05-20')],
    '2026-05-20T10:00:00Z',
  );
  expect(told.digests).toEqual([`2026-05-20 07:00 ${THERAPIST}: C-1 book:closing`]);
});

test('completed by hand, until it turns out that nobody came: to be booked, and not also to be held', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      ...backPainFrom(course, '2026-03-05'),
      course.booked('closing', '2026-05-04', '2026-05-26T10:00:00+02:00'),
      ...answers(course, 'closing', '2026-05-20'),
      course.completed('hold:closing', '2026-05-26T17:00:00+02:00'),
      course.missed('closing', '2026-05-26T18:00:00+02:00'),
    ],
    '2026-05-29T10:00:00Z',
  );
  expect(told.digests).toEqual([`2026-05-27 07:00 ${THERAPIST}: C-1 book:closing`]);
});

test('done and open again on the next day: told as new, also on a day on which all was told before', async () => {
  const { events, recorded, retracted } = withoutRecords();
  const mistake = recorded('supplementary-initial', '2026-03-10', 'PSFS');
  const told = await tell([...events, mistake, retracted('2026-03-11', mistake)], '2026-03-12T10:00:00Z');
  expect(told.digests.slice(2)).toEqual([`2026-03-12 07:00 ${THERAPIST}: ${RECORDS}`]);
  const [email] = cloud().cloud.inbox().slice(-1);
  expect(email?.text?.match(/\bNY\b/g)).toHaveLength(1);
});

test('each therapist hears of their own patients, one who took over from the first day on', async () => {
  const { events, event } = withoutRecords();
  const eva = { therapistId: 'T-2', name: 'Eva Lind', email: 'eva@clinic.example' };
  const told = await tell(
    [
      ...events,
      ...withoutRecords('C-2', { therapist: eva }).events,
      event('therapist.assigned', '2026-03-10', { therapist: eva }),
    ],
    '2026-03-16T10:00:00Z',
  );
  expect([...told.digests].sort()).toEqual([
    `2026-03-06 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-06 07:00 eva@clinic.example: ${recordsOf('C-2')}`,
    `2026-03-09 07:00 ${THERAPIST}: ${RECORDS}`,
    `2026-03-09 07:00 eva@clinic.example: ${recordsOf('C-2')}`,
    `2026-03-11 07:00 eva@clinic.example: ${RECORDS}, ${recordsOf('C-2')}`,
  ]);
});

test('a digest shows initials and the clinic’s number, and nothing else of a patient', async () => {
  await tell(withoutRecords().events, '2026-03-06T10:00:00Z');
  const [email] = cloud().cloud.inbox();
  const everything = JSON.stringify([email?.subject, email?.text, email?.html]);
  expect(everything).toContain('AMJ (patient P-17)');
  for (const word of ['Anna', 'Marie', 'Jensen', 'anna@']) expect(everything).not.toContain(word);
});

test('a digest marks what is new in it', async () => {
  await tell(backPainFrom(courseEvents(), '2026-03-05').slice(0, 3), '2026-03-06T04:00:00Z');
  await tell(
    answers(courseEvents('C-1'), 'supplementary-initial', '2026-03-06').slice(0, 1),
    '2026-03-17T10:00:00Z',
  );
  const marks = cloud()
    .cloud.inbox()
    .filter(({ to }) => to.includes(THERAPIST))
    .map(({ text }) => text?.match(/\bNY\b/g)?.length ?? 0);
  // 6 March: a record and the answers are due; the 9th: they are overdue; the 16th: nothing new.
  expect(marks).toEqual([2, 2, 0]);
});

test('no digest to the manager on a Monday that is a holiday, but on the Tuesday after it', async () => {
  const course = courseEvents();
  const told = await tell(
    [
      course.enrolled('2026-05-04T10:00:00+02:00', { referralDate: '2026-05-04' }),
      course.held('supplementary-initial', '2026-05-04', '0261'),
      course.recorded('supplementary-initial', '2026-05-04', 'PSFS'),
      ...answers(course, 'supplementary-initial', '2026-05-04'),
    ],
    '2026-05-26T10:00:00Z',
  );
  const RECORD = 'C-1 assess:supplementary-initial:sit-to-stand';
  expect(told.digests).toEqual([
    `2026-05-05 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-06 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-13 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-21 07:00 ${THERAPIST}: ${RECORD}`,
    `2026-05-26 07:00 ${MANAGER}: ${RECORD}`,
  ]);
});

const CLOSED = useClinic({ closures: [{ from: '2026-07-13', to: '2026-07-31' }] });

test('a window that lies wholly in a closure: the therapist hears of it at once, and of what falls due before it begins', async () => {
  const course = courseEvents();
  const told = await CLOSED.tell(
    [
      course.enrolled('2026-06-15T10:00:00+02:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
      course.held('pre-examination', '2026-06-22T10:00:00+02:00', '0251'),
      course.recorded('pre-examination', '2026-06-22T11:00:00+02:00', 'PSFS'),
      course.recorded('pre-examination', '2026-06-22T11:00:00+02:00', 'neurological'),
      ...answers(course, 'pre-examination', '2026-06-22T11:00:00+02:00', ['NPRS', 'ODI', 'ZCQ']),
    ],
    '2026-07-12T10:00:00Z',
  );
  const first = told.digests.find((line) => line.includes('review-window:status-4-weeks'));
  expect(first?.slice(0, 10)).toBe('2026-06-29');
});
