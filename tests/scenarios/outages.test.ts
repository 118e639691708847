import { afterEach, expect, test } from 'vitest';
import type { Interceptor } from '../../local/cloud/index.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, stenosisFrom } from '../support/stories.ts';
import { deafProvider, mumblingProvider, outage, refusal } from '../support/troubles.ts';

const { cloud, tell } = useClinic();
/** Due on 19 March at 9. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const MORNING = ['2026-03-19T08:00:00Z', '2026-03-19T13:00:00Z'] as const;
const DAY = '2026-03-20T10:00:00Z';

const ends: (() => void)[] = [];
const trouble = (interceptor: Interceptor) => ends.push(cloud().cloud.intercept(interceptor));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
const started = () => stenosisFrom(courseEvents(), '2026-03-05');

test('a wake that arrives hours late', async () => {
  trouble(outage(cloud(), MORNING));
  const told = await tell(started(), DAY);
  expect(told.patientEmails).toEqual([`2026-03-19 14:00 C-1: ${FIRST}`]);
});

test('a wake that arrives at night waits for the morning', async () => {
  trouble(outage(cloud(), ['2026-03-19T08:00:00Z', '2026-03-19T21:30:00Z']));
  const told = await tell(started(), DAY);
  expect(told.patientEmails).toEqual([`2026-03-20 08:00 C-1: ${FIRST}`]);
});

test('a visit that was cancelled during the outage: its reminder is not sent after it', async () => {
  const course = courseEvents();
  trouble(outage(cloud(), ['2026-03-31T06:00:00Z', '2026-04-01T08:00:00Z']));
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05'),
      course.booked('status-4-weeks', '2026-03-18', '2026-04-07T10:00:00+02:00'),
      course.cancelled('status-4-weeks', '2026-03-31T08:30:00+02:00'),
    ],
    '2026-04-02T10:00:00Z',
  );
  // It arrives at 10 with the wake; the invitation to rebook was due at 9 that day and is late.
  expect(told.patientEmails).toEqual(['2026-04-01 10:15 C-1: status-4-weeks/booking/after-2026-03-31']);
});

test('everything is delivered twice, a minute apart: the same e-mails', async () => {
  trouble({ deliver: () => [0, 60] });
  const course = courseEvents();
  const told = await tell(
    [
      ...stenosisFrom(course, '2026-03-05').slice(0, 3),
      course.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
    ],
    '2026-04-01T10:00:00Z',
  );
  const digest = 'bo@clinic.example: C-1 assess:pre-examination:neurological';
  expect(told.patientEmails).toEqual([
    `2026-03-19 09:00 C-1: ${FIRST}`,
    '2026-03-31 09:00 C-1: status-4-weeks/appointment/2026-04-07T08:00:00.000Z',
  ]);
  expect(firstTold(told, 'assess')).toEqual([
    `2026-03-06 07:00 ${digest}`,
    `2026-03-23 07:00 ${digest.replace('bo@clinic.example', 'leder@sundby-fysioterapi.example')}`,
  ]);
  expect(new Set(told.digests).size).toBe(told.digests.length);
  expect(told.deadLetters).toEqual([]);
});

test('the provider asks to try later: tried every quarter of an hour until it takes it', async () => {
  trouble(deafProvider(cloud(), MORNING, refusal(429, 'TooManyRequestsException')));
  const told = await tell(started(), DAY);
  expect(told.patientEmails).toEqual([`2026-03-19 14:00 C-1: ${FIRST}`]);
});

test('the provider sends but its answer is lost: its report settles it, nothing is sent twice', async () => {
  trouble(mumblingProvider());
  const told = await tell(started(), DAY);
  expect(told.patientEmails).toEqual([`2026-03-19 09:00 C-1: ${FIRST}`]);
  expect(told.audit).toMatchObject({ 'came due': 1, sent: 1, open: 0 });
});

test.each([
  { what: 'never answers', answer: 'drop' as const, attempts: 3 },
  { what: 'rejects the e-mail', answer: refusal(400, 'MessageRejected'), attempts: 1 },
])('the provider $what: the therapist calls', async ({ answer, attempts }) => {
  trouble(deafProvider(cloud(), ['2026-03-19T08:00:00Z', '2026-03-22T08:00:00Z'], answer));
  const told = await tell(started(), '2026-03-23T10:00:00Z');
  expect(told.patientEmails).toEqual([]);
  expect(firstTold(told, 'call-patient')).toEqual([
    '2026-03-23 07:00 bo@clinic.example: C-1 call-patient:status-4-weeks',
  ]);
  expect(told.audit).toMatchObject({ 'came due': 1, undeliverable: 1, open: 0 });
  expect(told.calls['ses.SendEmail']).toBe(2 * attempts + told.digests.length);
});

test('a digest that cannot be sent now is sent minutes later, once', async () => {
  const period = ['2026-03-06T06:00:00Z', '2026-03-06T06:05:00Z'] as const;
  trouble(deafProvider(cloud(), period, refusal(429, 'TooManyRequestsException')));
  const told = await tell([...started().slice(0, 3), ...started().slice(4)], '2026-03-06T10:00:00Z');
  expect(told.digests).toEqual([
    expect.stringMatching(/^2026-03-06 07:0\d bo@clinic.example: C-1 assess:pre-examination:neurological$/),
  ]);
  expect(told.deadLetters).toEqual([]);
});
