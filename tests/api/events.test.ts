import { beforeEach, describe, expect, test } from 'vitest';
import { parseEvent } from '../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { courseEvents, PATIENT, type Raw } from '../support/events.ts';
import { STENOSIS } from '../support/stories.ts';
import { ANSWERED_AT, clinicApi } from './calls.ts';

let api: Awaited<ReturnType<typeof clinicApi>>;
let headers: Record<string, string>;
beforeEach(async () => {
  api = await clinicApi();
  headers = await api.bearer('events:write');
});

/** Sends a body as it is. */
async function sendBody(body: string | Uint8Array<ArrayBuffer>, more: Readonly<Record<string, string>> = {}) {
  const init = { method: 'POST', body, headers: { ...headers, ...more } };
  const answer = await api.request('/v1/events', init);
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), text, body: JSON.parse(text) };
}
const send = (json: unknown, more: Readonly<Record<string, string>> = {}) =>
  sendBody(JSON.stringify(json), more);

const { enrolled, booked, held, event } = courseEvents();
const enrolment = enrolled('2026-03-01T09:00:00Z', STENOSIS);
const booking = booked('pre-examination', '2026-03-01T09:05:00Z', '2026-03-05T09:00:00Z');
const ids = async (courseId = 'C-1') => (await api.events(courseId)).map(({ eventId }) => eventId);
const of = (courseId: string, raw: Raw): Raw => ({ ...raw, courseId });
/** What the bus says of an event. */
const issuesOf = (json: unknown) => {
  const parsed = parseEvent(json, {
    now: ANSWERED_AT,
    timeZone: 'Europe/Copenhagen',
    protocols: GUIDES,
    from: 'sender',
  });
  return parsed.ok ? [] : parsed.issues;
};
const notOurs = event('email.bounced', '2026-03-01', { messageId: '0001', addressFingerprint: 'x' });
const WRONG: readonly unknown[] = [
  { ...booking, data: { visit: 'Hemmelig', startsAt: 'Hemmelig' } },
  {
    ...held('pre-examination', '2026-03-01', '0252'),
    data: { visit: 'pre-examination', date: '2026-03-02' },
  },
  { ...enrolment, data: { ...(enrolment.data as object), patient: { ...PATIENT, name: '010190-1234' } } },
  { ...booking, occurredAt: '2026-04-01T09:00:00Z' },
  { ...booking, eventId: 'Hemmelig Krogh' },
  notOurs,
  {},
  'Hemmelig',
  null,
];

describe('one event', () => {
  test('is taken, and has had its effect when the answer is there', async () => {
    expect(await send(enrolment)).toMatchObject({
      status: 200,
      type: 'application/json',
      body: { results: [{ eventId: enrolment.eventId, status: 'taken' }] },
    });
    expect(await ids()).toEqual([enrolment.eventId]);
    expect((await api.shell.head())?.nextWakeAt).not.toBeNull();
    expect(api.counted).toEqual(['EventsTaken']);
  });

  test('that is sent again is taken, and counts once; other content under its id is refused', async () => {
    await send(enrolment);
    const again = await send(enrolment);
    expect([again.status, (await api.shell.head())?.version]).toEqual([200, 1]);
    const other = await send({ ...booking, eventId: enrolment.eventId });
    expect(other.body).toMatchObject({
      status: 409,
      detail: 'this eventId stands for an event with other content',
    });
    expect(other.type).toBe('application/problem+json');
    expect(await ids()).toEqual([enrolment.eventId]);
  });

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))(
    'is refused with the paths and sentences of the bus: %s',
    async (_, wrong) => {
      const { status, body, text } = await send(wrong);
      expect({ status, issues: body.issues }).toEqual({ status: 422, issues: issuesOf(wrong) });
      expect(body.issues.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/Hemmelig|Krogh|010190/);
      expect(await ids()).toEqual([]);
    },
  );

  test('for an erased course, and one too many for a course, is refused', async () => {
    await send(enrolment);
    await send(event('course.erased', '2026-03-01T10:00:00Z', { reason: 'asked for' }));
    expect((await send(booking)).body).toMatchObject({
      status: 409,
      detail: 'the course was erased and takes no more events',
    });
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...of('C-2', booking),
      eventId: `many-${index}`,
    }));
    await api.shell.record(many);
    expect((await send(of('C-2', booking))).body).toMatchObject({
      status: 409,
      detail: 'the course has as many events as it may have',
    });
    expect(api.failures.map(String)).toEqual([
      'FullCourseError: course C-2 takes only events that stop something',
    ]);
  });

  test('that could not be taken just now is to be sent again', async () => {
    api.shell.before('commit', () => {
      throw new Error('Hemmelig');
    });
    const { status, text } = await send(enrolment);
    expect(status).toBe(503);
    expect(text).not.toContain('Hemmelig');
    expect(api.failures).toHaveLength(1);
    expect((await send(enrolment)).status).toBe(200);
    expect(await ids()).toEqual([enrolment.eventId]);
  });
});

describe('a list of events', () => {
  test('is taken whole, each course in one commit, with a result for each in their order', async () => {
    const list = [enrolment, of('C-2', enrolment), booking, of('C-2', booking)];
    const { status, body } = await send(list);
    expect(status).toBe(200);
    expect(body.results).toEqual(list.map(({ eventId }) => ({ eventId, status: 'taken' })));
    for (const courseId of ['C-1', 'C-2']) {
      expect(await ids(courseId)).toEqual([enrolment.eventId, booking.eventId]);
      expect((await api.shell.head(courseId))?.version).toBe(1);
    }
  });

  test('with some that are wrong: the others are taken, and each says what became of it', async () => {
    const list = [enrolment, ...WRONG, { ...booking, eventId: enrolment.eventId }, booking];
    const { status, body, text } = await send(list);
    expect(status).toBe(207);
    expect(body.results.map((each: { status: string }) => each.status)).toEqual([
      'taken',
      ...WRONG.map(() => 'refused'),
      'refused',
      'taken',
    ]);
    expect(
      body.results.slice(1, -2).map((each: { problem: { issues: unknown } }) => each.problem.issues),
    ).toEqual(WRONG.map(issuesOf));
    expect(text).not.toMatch(/Hemmelig|Krogh|010190/);
    expect(await ids()).toEqual([enrolment.eventId, booking.eventId]);
    expect(api.counted.filter((each) => each === 'EventsRefused')).toHaveLength(WRONG.length + 1);
  });

  test('of which one course fails: the others are taken, and all of it may be sent again', async () => {
    api.shell.before('commit', () => {
      throw new Error('Hemmelig');
    });
    const list = [enrolment, of('C-2', enrolment), of('C-3', enrolment)];
    const { status, body } = await send(list);
    expect(status).toBe(503);
    const statuses = body.results.map((each: { status: string }) => each.status).sort();
    expect(statuses).toEqual(['failed', 'taken', 'taken']);
    expect((await send(list)).status).toBe(200);
    for (const courseId of ['C-1', 'C-2', 'C-3']) expect(await ids(courseId)).toHaveLength(1);
  });

  test('has 1 to 100 of them', async () => {
    const of100 = Array.from({ length: 100 }, (_, index) => of(`C-${index}`, enrolment));
    expect((await send([])).body).toMatchObject({ status: 422, detail: 'expected 1 to 100 events' });
    expect((await send([...of100, booking])).status).toBe(422);
    expect(await ids()).toEqual([]);
    expect((await send(of100)).status).toBe(200);
    expect((await ids('C-99')).length).toBe(1);
  });
});

describe('a body', () => {
  test('of another type is refused', async () => {
    for (const type of ['', 'text/plain', 'application/jsonp', 'application/json; charset=windows-1252'])
      expect((await send(enrolment, { 'content-type': type })).body, type).toMatchObject({
        status: 415,
        detail: 'expected Content-Type: application/json',
      });
    for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])
      expect((await send(enrolment, { 'content-type': type })).status).toBe(200);
  });

  test('that is no JSON, or no UTF-8, is told where, and not what', async () => {
    const { status, body, text } = await sendBody('{\n "navn": Hemmelig }');
    expect([status, body.detail]).toEqual([400, 'expected JSON: a value in line 2, column 10']);
    expect(text).not.toContain('Hemmelig');
    expect((await sendBody(new Uint8Array([0x22, 0xe6, 0x22]))).body).toMatchObject({
      status: 400,
      detail: 'expected UTF-8',
    });
    expect((await sendBody('')).status).toBe(400);
    expect((await sendBody('['.repeat(200_000))).status).toBe(400);
    expect((await sendBody(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).status).toBe(207);
  });

  test('that is too large is refused before it is read', async () => {
    let isRead = false;
    const pull = () => {
      isRead = true;
    };
    const body = new ReadableStream({ pull }, { highWaterMark: 0 });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { ...headers, 'content-length': '524289' },
    };
    const answer = await api.request('/v1/events', init as RequestInit);
    expect(await answer.json()).toMatchObject({ status: 413, detail: 'expected at most 524288 bytes' });
    expect(isRead).toBe(false);
    const largest = JSON.stringify(enrolment).padEnd(524_288);
    expect((await sendBody(largest)).status).toBe(200);
    expect((await sendBody(`${largest} `)).status).toBe(413);
  });
});

test('whatever else is asked is answered as a program can read it', async () => {
  const ask = async (path: string, method = 'GET') => {
    const answer = await api.request(path, { method });
    return { status: answer.status, allow: answer.headers.get('allow'), body: await answer.json() };
  };
  expect(await ask('/v1/health')).toEqual({
    status: 200,
    allow: null,
    body: { status: 'ok', now: ANSWERED_AT },
  });
  expect(await ask('/v1/events')).toMatchObject({ status: 405, allow: 'POST' });
  expect(await ask('/v1/health', 'DELETE')).toMatchObject({ status: 405, allow: 'GET' });
  expect(await ask('/v1/Hemmelig')).toMatchObject({ status: 404 });
});
