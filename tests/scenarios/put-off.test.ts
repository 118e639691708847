import { afterEach, expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, stenosisFrom } from '../support/stories.ts';
import { deafProvider, refusal } from '../support/troubles.ts';

const { cloud, tell } = useClinic();
/** Due on 19 March at 9. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const PERSONAL = /anna|jensen|holm|bo@|leder@|@patients/i;

let end: () => void = () => undefined;
afterEach(() => end());
/** The provider says no for a while, quoting whom the e-mail was for. */
function declining([from, to]: readonly [string, string], status: number, name: string) {
  const answer = refusal(status, name, 'not to Anna Jensen, anna@patients.example, nor to bo@clinic.example');
  end = cloud().cloud.intercept(deafProvider(cloud(), [from, to], answer));
}

/** What a function wrote about e-mails that were put off or refused. */
function notTaken(name: string) {
  const lines = cloud()
    .cloud.logs()
    .filter((line) => line.function.endsWith(name));
  for (const { text } of lines) expect(text).not.toMatch(PERSONAL);
  return lines
    .map(({ json }) => Object(json) as Record<string, unknown>)
    .filter(
      (json) =>
        'PutOffMinutes' in json ||
        'EmailsRefused' in json ||
        /the provider (puts|refuses)/.test(String(json['message'])),
    );
}

test.each([
  ['AccessDeniedException', 403],
  ['SendingPausedException', 400],
  ['LimitExceededException', 400],
  ['TooManyRequestsException', 429],
])('%s: each e-mail that is put off is counted at once, with the name of the error', async (name, status) => {
  declining(['2026-03-19T08:00:00Z', '2026-03-19T08:20:00Z'], status, name);
  const told = await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-19T12:00:00Z');
  expect(told.patientEmails).toEqual([`2026-03-19 09:30 C-1: ${FIRST}`]);
  const [metric, warning, ...again] = notTaken('wake-course');
  expect(metric).toMatchObject({ service: cloud().stackName, PutOffMinutes: 0 });
  expect(metric).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'CourseReminders',
          Dimensions: [['service']],
          Metrics: [{ Name: 'PutOffMinutes', Unit: 'None' }],
        },
      ],
    },
  });
  expect(warning).toMatchObject({ level: 'WARN', error: name, courseId: 'C-1', message: expect.any(String) });
  expect(warning).toMatchObject({ requestId: expect.any(String), version: '$LATEST' });
  // How long it has waited, at the next try.
  expect(again).toHaveLength(2);
  expect(again[0]).toMatchObject({ PutOffMinutes: expect.closeTo(16, -1) });
});

test('a digest that is put off is counted as well', async () => {
  declining(['2026-03-06T06:00:00Z', '2026-03-06T06:05:00Z'], 403, 'AccessDeniedException');
  const told = await tell(stenosisFrom(courseEvents(), '2026-03-05').slice(0, 3), '2026-03-06T12:00:00Z');
  expect(told.digests).toHaveLength(1);
  expect(notTaken('send-digest')).toMatchObject([
    { PutOffMinutes: 0 },
    { level: 'WARN', error: 'AccessDeniedException' },
  ]);
});

test('e-mails that are refused for good are counted apart: reminders, and the digest that tells of them', async () => {
  declining(['2026-03-19T08:00:00Z', '2026-03-20T12:00:00Z'], 400, 'AccountSuspendedException');
  const told = await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-20T12:00:00Z');
  expect(told.patientEmails).toEqual([]);
  expect(firstTold(told, 'call-patient')).toEqual([]);
  const refused = [{ EmailsRefused: 1 }, { level: 'WARN', error: 'AccountSuspendedException' }];
  expect(notTaken('wake-course')).toMatchObject(refused);
  expect(notTaken('send-digest')).toMatchObject(refused);
});

test('nothing is counted of an e-mail that is of unknown fate, or taken', async () => {
  declining(['2026-03-19T08:00:00Z', '2026-03-19T08:10:00Z'], 500, 'InternalServerErrorException');
  const course = courseEvents('C-2');
  const told = await tell(
    [...stenosisFrom(courseEvents(), '2026-03-05'), ...stenosisFrom(course, '2026-03-06')],
    '2026-03-23T12:00:00Z',
  );
  expect(told.emails.length).toBeGreaterThan(0);
  expect([...notTaken('wake-course'), ...notTaken('send-digest')]).toEqual([]);
});
