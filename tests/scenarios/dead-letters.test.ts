import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import type { Interceptor } from '../../local/cloud/index.ts';
import type { Work } from '../../local/redrive/redrive-clinic.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { asOperator } from '../support/operator.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, stenosisFrom } from '../support/stories.ts';
import { deafProvider, lostWakes, refusal } from '../support/troubles.ts';
import { putInTable, wholeTable } from '../support/whole-table.ts';

const { clinic, cloud, tell } = useClinic({ managerEmail: undefined });
/** Due on 19 March at 9. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';

const ends: (() => void)[] = [];
const trouble = (interceptor: Interceptor) => ends.push(cloud().cloud.intercept(interceptor));
const mend = () => {
  for (const end of ends.splice(0)) end();
};
afterEach(mend);

/** The function gets no answer from one operation. */
const deaf = (name: string, wanted: string): Interceptor => ({
  before: ({ caller, operation }) =>
    caller.endsWith(`-${name}`) && operation === wanted ? refusal(400, 'AccessDeniedException') : undefined,
});

async function redrive(...args: readonly string[]): Promise<Work & { code: number | null }> {
  const { code, out, err } = await asOperator(cloud(), clinic, 'redrive', '--json', ...args);
  expect(err).toBe('');
  return { code, ...JSON.parse(out) };
}
const told = ({ letters }: Work) =>
  letters.map(({ queue, eventId, courseId, diagnosis, outcome }) => ({
    queue,
    about: [eventId, courseId].filter(Boolean).join(' '),
    cause: diagnosis.cause,
    outcome,
  }));
const idsOf = ({ letters }: Work) => letters.map(({ letterId }) => letterId).join(',');
const log = async () => {
  const { out } = await asOperator(cloud(), clinic, 'redrive', '--log', '--json');
  return (JSON.parse(out) as { log: Record<string, unknown>[] }).log;
};

/** Puts messages into a queue that nobody of ours would put there. */
async function sendTo(queue: string, ...bodies: readonly string[]) {
  const { cloud: aws, stackName } = cloud();
  const credentials = { accessKeyId: 'stranger', secretAccessKey: 'stranger' };
  const client = new SQSClient({ endpoint: aws.endpoint, region: clinic.region, credentials });
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: `${stackName}-${queue}` }));
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  client.destroy();
}
const advanceTo = (at: string) => cloud().cloud.advanceTo(toInstant(at));
/** The reminders that went out, as the log of messages has them. */
async function remindersSent() {
  const items = await wholeTable(cloud());
  return items
    .filter(({ sk, status }) => String(sk).startsWith('MESSAGE#') && status === 'sent')
    .map(({ pk, reminders }) => `${pk} ${(reminders as { key: string }[]).map(({ key }) => key)}`)
    .sort();
}
const patientsMailed = () =>
  cloud()
    .cloud.inbox()
    .filter(({ tags }) => tags['course'] !== undefined).length;

test('events: the good ones of a batch are recorded, each bad one lies there with its reason', async () => {
  const course = courseEvents();
  const booked = course.booked('status-4-weeks', '2026-03-06', '2026-04-07T10:00:00+02:00');
  const other = { ...booked, data: { visit: 'status-4-weeks', startsAt: '2026-04-08T10:00:00+02:00' } };
  const wrongCode = course.held('status-4-weeks', '2026-03-06', '0255');
  const training = (date: string) => ({ session: 'self-training', date });
  const session = course.event('session.held', '2026-03-07', training('2026-03-06'));
  await tell([...stenosisFrom(course, '2026-03-05'), booked], '2026-03-09T10:00:00Z');
  cloud().putEvent(wrongCode);
  cloud().putEvent(other);
  // Neither is known: of the two the first is recorded.
  cloud().putEvent(session);
  cloud().putEvent({ ...session, data: training('2026-03-05') });
  cloud().putEvent({ ...course.enrolled('2026-03-09'), courseId: '010190-1234 Anna' });
  cloud().putEvent({ type: 'visit.held', note: 'Anna Marie Jensen' });
  await sendTo('events', 'no JSON');
  await tell(
    arriving('2026-03-09T11:00:00+01:00', [course.recorded('status-4-weeks', '2026-03-09', 'neurological')]),
    '2026-03-10T10:00:00Z',
  );
  const listed = await redrive();
  expect(listed.code).toBe(1);
  expect(told(listed)).toEqual([
    { queue: 'events', about: `${wrongCode.eventId} C-1`, cause: 'invalid', outcome: 'left' },
    { queue: 'events', about: 'e011', cause: 'invalid', outcome: 'left' },
    { queue: 'events', about: '', cause: 'invalid', outcome: 'left' },
    { queue: 'events', about: '', cause: 'invalid', outcome: 'left' },
    { queue: 'events', about: `${booked.eventId} C-1`, cause: 'conflict', outcome: 'left' },
    { queue: 'events', about: `${session.eventId} C-1`, cause: 'conflict', outcome: 'left' },
  ]);
  expect(listed.letters[0]?.diagnosis.issues).toEqual([
    { path: 'data.serviceCode', message: 'expected 0254 for status-4-weeks' },
  ]);
  expect(JSON.stringify(listed)).not.toMatch(/Anna|010190/);
  // Looking hides nothing: the same again.
  expect(told(await redrive())).toEqual(told(listed));
  const done = await redrive('--discard', idsOf(listed), '--reason', 'sent again under new ids');
  expect([done.code, ...new Set(told(done).map(({ outcome }) => outcome))]).toEqual([0, 'discarded']);
  expect(await redrive()).toMatchObject({ code: 0, letters: [] });
  expect(await log()).toHaveLength(6);
  expect((await log()).find(({ eventId }) => eventId === booked.eventId)).toMatchObject({
    at: '2026-03-10T10:00:00.000Z',
    action: 'discarded',
    queue: 'events',
    cause: 'conflict',
    eventId: booked.eventId,
    reason: 'sent again under new ids',
  });
  expect(JSON.stringify(await wholeTable(cloud()))).not.toContain('010190');
  await advanceTo('2026-03-31T10:00:00Z');
  expect(await remindersSent()).toEqual(['COURSE#C-1 status-4-weeks/appointment/2026-04-07T08:00:00.000Z']);
});

test('wakes: a poisoned one stops nobody; one that an outage ended is redriven and its e-mail goes once', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-19T07:59:30Z');
  await sendTo('wakes', 'no JSON', '{"courseId":7}');
  trouble(deaf('wake-course', 'TransactWriteItems'));
  await advanceTo('2026-03-19T09:30:00Z');
  expect(patientsMailed()).toBe(0);
  mend();
  await tell(
    arriving('2026-03-19T10:40:00+01:00', stenosisFrom(courseEvents('C-2'), '2026-03-05')),
    '2026-03-19T10:00:00Z',
  );
  expect(await remindersSent()).toEqual([`COURSE#C-2 ${FIRST}`]);
  const listed = await redrive('--redrive', 'all');
  expect(listed.code).toBe(1);
  expect(told(listed)).toEqual([
    { queue: 'wakes', about: '', cause: 'invalid', outcome: 'skipped' },
    { queue: 'wakes', about: '', cause: 'invalid', outcome: 'skipped' },
    { queue: 'wakes', about: 'C-1', cause: 'passed', outcome: 'redriven' },
  ]);
  await advanceTo('2026-03-20T10:00:00Z');
  expect(await remindersSent()).toEqual([`COURSE#C-1 ${FIRST}`, `COURSE#C-2 ${FIRST}`]);
  expect(patientsMailed()).toBe(2);
  expect(await log()).toMatchObject([{ action: 'redriven', queue: 'wakes', courseId: 'C-1', reason: null }]);
});

test('a wake that committed and could not arm the next one arms it when it is redriven', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-19T07:59:30Z');
  trouble(deaf('wake-course', 'CreateSchedule'));
  await advanceTo('2026-03-19T11:00:00Z');
  mend();
  const wakesAhead = () =>
    cloud()
      .cloud.schedules()
      .filter(({ name }) => /^[0-9a-f]{32}-/.test(name));
  expect(wakesAhead()).toEqual([]);
  expect(told(await redrive('--redrive', 'all'))).toMatchObject([{ cause: 'passed', outcome: 'redriven' }]);
  await advanceTo('2026-03-19T11:01:00Z');
  expect(wakesAhead()).toHaveLength(1);
  expect(patientsMailed()).toBe(1);
});

test('emails: a report that is none stops no bounce from being noted', async () => {
  const patient = {
    patientId: 'P-17',
    name: 'Anna Marie Jensen',
    email: 'bounce@simulator.amazonses.com',
    language: 'da',
    consent: { email: true },
  };
  await tell(stenosisFrom(courseEvents(), '2026-03-05', { patient }), '2026-03-19T07:59:30Z');
  await sendTo('emails', 'no JSON', JSON.stringify({ detail: { to: 'anna@patients.example' } }));
  await advanceTo('2026-03-19T09:30:00Z');
  const bounced = (await wholeTable(cloud())).filter(({ sk }) =>
    String(sk).startsWith('EVENT#email.bounced'),
  );
  expect(bounced).toHaveLength(1);
  const listed = await redrive('--queue', 'emails');
  expect(told(listed).map(({ cause }) => cause)).toEqual(['invalid', 'invalid']);
  expect(JSON.stringify(listed)).not.toContain('anna@');
});

test('digests: one that a course stops is kept until that is mended; then nothing is sent twice', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05').slice(0, 3), '2026-03-06T06:00:00Z');
  const items = await wholeTable(cloud());
  const head = items.find(({ pk, sk }) => pk === 'COURSE#C-1' && sk === '#HEAD');
  await putInTable(cloud(), { ...head, pk: 'COURSE#C-9', version: 'Anna', dueOn: '2026-03-06' });
  await advanceTo('2026-03-09T17:00:00Z');
  const digests = () =>
    cloud()
      .cloud.inbox()
      .filter(({ tags }) => tags['day'] === '2026-03-09');
  expect(digests()).toHaveLength(1);
  const kept = await redrive('--redrive', 'all');
  expect(told(kept)).toMatchObject([{ queue: 'digests', cause: 'unreadable', outcome: 'skipped' }]);
  expect(kept.letters[0]?.diagnosis).toMatchObject({ reason: 'courses cannot be read: C-9', advice: 'keep' });
  await putInTable(cloud(), { pk: 'COURSE#C-9', sk: '#HEAD' });
  expect(told(await redrive('--redrive', 'all'))).toMatchObject([{ cause: 'passed', outcome: 'redriven' }]);
  await advanceTo('2026-03-09T20:00:00Z');
  expect(digests()).toHaveLength(1);
  expect(await redrive()).toMatchObject({ code: 0 });
});

test('digests: those that the provider did not take for hours go out once when it takes them again', async () => {
  const period = ['2026-03-06T06:00:00Z', '2026-03-06T09:00:00Z'] as const;
  await tell(stenosisFrom(courseEvents(), '2026-03-05').slice(0, 3), '2026-03-06T05:00:00Z');
  trouble(deafProvider(cloud(), period, refusal(400, 'LimitExceededException')));
  const digests = () =>
    cloud()
      .cloud.inbox()
      .filter(({ tags }) => tags['day'] === '2026-03-06');
  await advanceTo('2026-03-06T08:59:00Z');
  expect(digests()).toEqual([]);
  await advanceTo('2026-03-06T17:00:00Z');
  expect(digests().map(({ to, sentAt }) => `${to} ${sentAt}`)).toEqual([
    'bo@clinic.example 2026-03-06T09:00:00.000Z',
  ]);
  expect(await redrive()).toMatchObject({ code: 0, letters: [] });
});

test('sweeps: requests of any content are done; one that failed for an hour finds the lost wake when redriven', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-19T07:00:00Z');
  trouble(lostWakes(1));
  trouble(deaf('sweep', 'Query'));
  await sendTo('sweeps', '{"kind":"sweep"}', 'no JSON');
  await advanceTo('2026-03-19T11:00:00Z');
  expect(patientsMailed()).toBe(0);
  mend();
  const asked = { queue: 'sweeps', about: '', cause: 'passed', outcome: 'redriven' };
  expect(told(await redrive('--redrive', 'all'))).toEqual([asked, asked]);
  await advanceTo('2026-03-19T13:00:00Z');
  expect(await remindersSent()).toEqual([`COURSE#C-1 ${FIRST}`]);
  expect(patientsMailed()).toBe(1);
});
