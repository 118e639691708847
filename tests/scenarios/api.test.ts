import { describe, expect, test } from 'vitest';
import { callApi, giveToken } from '../../local/clinic/api-token.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';
import { wholeTable } from '../support/whole-table.ts';

type Answer = {
  readonly courses: readonly { readonly tasks: readonly { readonly task: string }[] }[];
  readonly messages: readonly unknown[];
};

const { cloud, tell } = useClinic();
const { enrolled, booked } = courseEvents();
const enrolment = enrolled('2026-03-05T10:00:00+01:00', STENOSIS);
const booking = booked('pre-examination', '2026-03-05T10:05:00+01:00', '2026-03-16T10:00:00+01:00');

/** Nothing is known of anybody, and a program has a token. */
async function begin() {
  await tell([], '2026-03-05T10:06:00+01:00');
  return giveToken(cloud());
}
const send = (token: string, json: unknown) => callApi(cloud(), '/v1/events', token, json);
const table = async () =>
  (await wholeTable(cloud())).sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
const eventIds = async () => (await cloud().courses.load('C-1')).events.map(({ event }) => event.eventId);

describe('a clinic’s system tells events by the API', () => {
  test('and the patient gets the same e-mails as by the bus', async () => {
    const token = await begin();
    expect((await send(token, [booking, enrolment])).status).toBe(200);
    const { patientEmails } = await tell([], '2026-03-16T11:00:00+01:00');
    expect(patientEmails).toEqual([
      '2026-03-09 09:00 C-1: pre-examination/questionnaires',
      '2026-03-12 09:00 C-1: pre-examination/appointment/2026-03-16T09:00:00.000Z, pre-examination/nudge/2026-03-16',
    ]);
  });

  test('and by the bus as well, and twice, and twice at once: each counts once', async () => {
    const token = await begin();
    await send(token, enrolment);
    cloud().putEvent(enrolment);
    await cloud().cloud.settle();
    const both = await Promise.all([send(token, booking), send(token, [enrolment, booking])]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const before = await table();
    expect((await send(token, [booking, enrolment])).status).toBe(200);
    expect(await table()).toEqual(before);
    expect(await eventIds()).toEqual([enrolment.eventId, booking.eventId]);
    expect(cloud().cloud.deadLetters()).toEqual([]);
  });

  test('that stop halfway are answered with an error; sent again they count once, and the mail comes', async () => {
    const token = await begin();
    for (const stopAt of ['TransactWriteItems', 'CreateSchedule']) {
      const end = cloud().cloud.intercept({
        before: ({ caller, operation }) =>
          caller.endsWith('-api') && operation === stopAt ? 'crash' : undefined,
      });
      expect((await send(token, [enrolment, booking])).status).toBe(500);
      end();
    }
    expect((await send(token, [enrolment, booking])).status).toBe(200);
    expect(await eventIds()).toHaveLength(2);
    const { patientEmails } = await tell([], '2026-03-09T10:00:00+01:00');
    expect(patientEmails).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test('keeps nothing, and leaves no trace: not in the table, the logs, the metrics and the answer', async () => {
    const token = await begin();
    const reading = await giveToken(cloud(), ['courses:read']);
    const before = await table();
    const secret = {
      ...enrolment,
      eventId: 'Hemmelig Krogh',
      data: { patient: { name: 'Hemmelig 010190-1234' } },
    };
    const answers = [
      await send(token, secret),
      await send(token, [secret, { ...secret, type: 'Hemmelig' }]),
      await send(reading, secret),
      await send(`${token}x`, secret),
      await cloud().open('/v1/events?navn=Hemmelig', { method: 'POST', body: JSON.stringify(secret) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 207, 403, 401, 401]);
    expect(await table()).toEqual(before);
    const told = await Promise.all(answers.map((each) => each.text()));
    const lines = cloud()
      .cloud.logs()
      .map(({ text }) => text);
    const all = [...told, ...lines].join('\n');
    expect(all).not.toMatch(/Hemmelig|Krogh|010190/);
    for (const each of [token, reading]) expect(all).not.toContain(each);
    expect(lines.filter((line) => line.includes('"TokensRefused":1'))).toHaveLength(2);
    expect(cloud().cloud.denials()).toEqual([]);
  });

  test('by its route, when there is too much of it', async () => {
    await begin();
    const statuses = [];
    for (let count = 0; count < 45; count += 1)
      statuses.push((await cloud().open('/v1/events', { method: 'POST' })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  test('at addresses where there is nothing, as a program can read it', async () => {
    await begin();
    const ask = async (path: string, method: string) => {
      const answer = await cloud().open(path, { method });
      return [answer.status, answer.headers.get('content-type')];
    };
    expect(await ask('/v1/health', 'GET')).toEqual([200, 'application/json']);
    expect(await ask('/v1/nothing', 'GET')).toEqual([404, 'application/problem+json']);
    expect(await ask('/v1/events', 'PUT')).toEqual([405, 'application/problem+json']);
  });
});

test('what a program asks is as it stands: a task until it is done, and what was sent', async () => {
  const token = await begin();
  await send(token, enrolment);
  const read = async (path: string) => (await callApi(cloud(), path, token)).json() as Promise<Answer>;
  const tasks = async () => (await read('/v1/worklist')).courses.flatMap((course) => course.tasks);
  expect(await tasks()).toMatchObject([{ task: 'book:pre-examination', due: '2026-03-19', status: 'open' }]);
  await cloud().cloud.advanceTo(toInstant('2026-03-05T10:30:00+01:00'));
  expect((await read('/v1/courses/C-1')).messages).toMatchObject([{ audience: 'patient', status: 'sent' }]);
  await send(token, booking);
  expect((await tasks()).map(({ task }) => task)).not.toContain('book:pre-examination');
  expect(JSON.stringify(await read('/v1/worklist'))).not.toContain(PATIENT.name);
});

test('what a program has told is forgotten as what the bus brings', async () => {
  const token = await begin();
  await send(token, enrolment);
  const erased = courseEvents().event('course.erased', '2026-03-05T10:06:00+01:00', { reason: 'asked for' });
  expect((await send(token, { ...erased, eventId: 'erased' })).status).toBe(200);
  expect(JSON.stringify(await table())).not.toContain(PATIENT.name);
  const late = await send(token, booking);
  expect([late.status, ((await late.json()) as { detail: string }).detail]).toEqual([
    409,
    'the course was erased and takes no more events',
  ]);
  await cloud().cloud.advanceTo(toInstant('2026-03-16T11:00:00+01:00'));
  expect(cloud().cloud.inbox()).toEqual([]);
});
