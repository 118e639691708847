import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, STENOSIS, stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic();
const INVITED = '2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1';
const eventIdsOf = async (courseId: string) =>
  (await cloud().courses.load(courseId)).events.map(({ event }) => event.eventId);

test('a closing by mistake is taken back', async () => {
  const course = courseEvents();
  const mistake = course.closed('2026-03-12', 'declined');
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05'), mistake, course.retracted('2026-03-13', mistake)],
    '2026-03-19T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([INVITED]);
});

test('a wrong date of a visit is taken back and entered again: everything counts from the right one', async () => {
  const { enrolled, held, retracted } = courseEvents();
  const mistake = held('pre-examination', '2026-03-05', '0251');
  const told = await tell(
    [
      enrolled('2026-03-05T11:55:00+01:00', STENOSIS),
      mistake,
      retracted('2026-03-09T11:00:00+01:00', mistake),
      held('pre-examination', '2026-03-09T11:05:00+01:00', '0251'),
    ],
    '2026-03-19T10:00:00Z',
  );
  // 4 weeks after is Easter Monday; five weekdays before that is 26 March again.
  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-09/1']);
});

test('a booking of another patient is taken back: the invitation goes out after all', async () => {
  const course = courseEvents();
  const mistake = course.booked('status-4-weeks', '2026-03-17', '2026-04-07T10:00:00+02:00');
  const told = await tell(
    [...stenosisFrom(course, '2026-03-05'), mistake, course.retracted('2026-03-20T15:00:00+01:00', mistake)],
    '2026-03-26T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-20 15:15 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-05/2',
  ]);
});

test('in any order, before the enrolment, and twice: the same e-mails', async () => {
  const course = courseEvents();
  const events = [
    ...stenosisFrom(course, '2026-03-05').slice(0, 4),
    course.booked('status-4-weeks', '2026-03-13', '2026-04-09T10:00:00+02:00'),
    course.cancelled('status-4-weeks', '2026-03-16'),
  ];
  const shuffled = [5, 1, 3, 4, 2, 0].flatMap((index) => events[index] ?? []);
  const told = await tell(
    shuffled.flatMap((event, index) => [
      ...arriving(`2026-03-17T10:0${index}:00+01:00`, [event, event]),
      ...arriving('2026-03-18T10:00:00+01:00', [event]),
    ]),
    '2026-03-26T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-17 10:20 C-1: status-4-weeks/booking/after-2026-03-16',
    // Three open days after the one before.
    '2026-03-20 09:00 C-1: status-4-weeks/booking/2026-03-05/1',
    '2026-03-26 09:00 C-1: status-4-weeks/booking/2026-03-05/2',
  ]);
  expect(await eventIdsOf('C-1')).toHaveLength(6);
  expect(told.deadLetters).toEqual([]);
});

test('an id that is used twice: the second content ends as a dead letter, the others are recorded', async () => {
  const course = courseEvents();
  const other = courseEvents('C-2');
  const booked = course.booked('status-4-weeks', '2026-03-18', '2026-04-07T10:00:00+02:00');
  const conflict = { ...booked, data: { visit: 'status-4-weeks', startsAt: '2026-04-08T10:00:00+02:00' } };
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05').slice(0, 4),
      booked,
      ...arriving('2026-03-20T10:00:00+01:00', [
        conflict,
        course.recorded('status-4-weeks', '2026-03-18', 'neurological'),
        ...stenosisFrom(other, '2026-03-20').slice(0, 4),
      ]),
    ],
    '2026-03-31T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([
    '2026-03-31 09:00 C-1: status-4-weeks/appointment/2026-04-07T08:00:00.000Z',
  ]);
  expect(told.deadLetters.map(({ queue }) => queue)).toEqual([expect.stringMatching(/events-dead-letters$/)]);
  expect(told.deadLetters[0]?.body).toContain('2026-04-08T10:00:00+02:00');
  expect(await eventIdsOf('C-1')).toHaveLength(6);
  expect(await eventIdsOf('C-2')).toHaveLength(4);
});

test('an invalid event, and the system’s own kind from a sender, end as dead letters; the rest is recorded', async () => {
  const course = courseEvents();
  await tell(stenosisFrom(course, '2026-03-05').slice(0, 4), '2026-03-06T10:00:00Z');
  const wrongCode = course.held('status-4-weeks', '2026-03-06', '0255');
  const bounced = {
    ...course.paused('2026-03-06'),
    type: 'email.bounced',
    data: { messageId: '0001', addressFingerprint: 'x' },
  };
  const { putEvent, cloud: aws, stackName } = cloud();
  putEvent(wrongCode);
  putEvent({ type: 'visit.held' });
  aws.putEvents(stackName, [
    { Source: 'clinic.courses', DetailType: 'visit.held', Detail: JSON.stringify(bounced) },
    { Source: 'clinic.courses', DetailType: 'email.bounced', Detail: JSON.stringify(bounced) },
  ]);
  const told = await tell(
    arriving('2026-03-06T11:00:00+01:00', [course.recorded('status-4-weeks', '2026-03-06', 'neurological')]),
    '2026-03-19T10:00:00Z',
  );
  expect(told.patientEmails).toEqual([INVITED]);
  expect(told.deadLetters.map(({ queue }) => queue)).toEqual(
    Array.from({ length: 4 }, () => expect.stringMatching(/events-dead-letters$/)),
  );
  expect(await eventIdsOf('C-1')).toHaveLength(5);
});
