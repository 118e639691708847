import { expect, test } from 'vitest';
import { createApp } from '../../local/server/app.ts';
import { ClinicSession } from '../../local/server/session.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { cloud, tell } = useClinic();
const AT = '2026-03-05T12:00:00Z';
const JSON_BODY = { 'content-type': 'application/json' };

/** The local clinic with one course. */
async function open() {
  await tell([courseEvents().enrolled('2026-03-05')], AT);
  const app = createApp(new ClinicSession(cloud(), [], toInstant(AT)));
  const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json', headers = {}) => {
    const answer = await app.request('/events', {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...headers },
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { app, post };
}
const SECRET = 'Hemmelig';

test.each<[string, string]>([
  ['nothing', ''],
  ['half of it', `{"eventId":"${SECRET}`],
  ['null', 'null'],
  ['a list', `["${SECRET}"]`],
  ['lists without end', '['.repeat(200_000)],
  ['lists in lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a CPR number', JSON.stringify({ [`${SECRET} Jensen`]: '050685-1234' })],
  ['an address in a list', JSON.stringify(courseEvents().patientUpdated(AT, { email: [`${SECRET}@y.dk`] }))],
])('an event that is %s is refused, and nothing of it comes back', async (_, body) => {
  const { post } = await open();
  const { status, text } = await post(body);
  expect(status).toBe(422);
  expect(JSON.parse(text).issues).not.toEqual([]);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('050685');
});

test('an event in UTF-8 is taken, with or without a byte order mark; in another encoding it is refused', async () => {
  const { post } = await open();
  const body = JSON.stringify(courseEvents().patientUpdated(AT, { name: 'Käthe Øberg' }));
  expect((await post(`\uFEFF${body}`)).status).toBe(202);
  expect(await post(Uint8Array.from(Buffer.from(body, 'latin1')))).toEqual({
    status: 422,
    text: JSON.stringify({ eventId: null, issues: [{ path: '', message: 'expected UTF-8' }] }),
  });
});

test('a page on the internet whose name points to this machine sees nothing and sends nothing', async () => {
  const { app } = await open();
  const event = { method: 'POST', body: JSON.stringify(courseEvents().paused(AT)), headers: JSON_BODY };
  const asked = [
    await app.request('http://evil.example:8080/api/emails'),
    await app.request('http://127.0.0.1.evil.example:8080/api/courses'),
    await app.request('http://evil.example:8080/events', event),
    await app.request('http://evil.example:8080/clock', {
      method: 'POST',
      body: new URLSearchParams({ step: 'day' }),
    }),
  ];
  expect(asked.map(({ status }) => status)).toEqual([421, 421, 421, 421]);
  for (const host of ['127.0.0.1:8080', 'localhost:8080', '[::1]:8080'])
    expect((await app.request(`http://${host}/api/emails`)).status).toBe(200);
});

test('no page may be framed, or run or fetch what is not its own', async () => {
  const { app } = await open();
  const { headers } = await app.request('/');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
});

test('an event larger than the bus takes is refused before it gets there', async () => {
  const { post } = await open();
  const note = 'x'.repeat(2_000_000);
  expect((await post(JSON.stringify({ ...courseEvents().paused(AT), note }))).status).toBe(413);
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
  'a page of somebody else cannot post %s',
  async (type) => {
    const { post } = await open();
    const body = JSON.stringify(courseEvents().paused(AT));
    expect(await post(body, type, { origin: 'https://evil.example' })).toEqual({
      status: 403,
      text: 'Forms are taken from the pages of this clinic only; send an event with content-type: application/json.\n',
    });
  },
);

test('an event for an erased course is refused: it would have no effect', async () => {
  const { post } = await open();
  const { event, booked } = courseEvents();
  const erasure = { ...event('course.erased', AT, { reason: 'asked for' }), eventId: 'e-erasure' };
  expect((await post(JSON.stringify(erasure))).status).toBe(202);
  const { status, text } = await post(JSON.stringify(booked('closing', AT, '2026-04-01T10:00:00+02:00')));
  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({
    issues: [
      { path: 'courseId', message: 'expected a course that was not erased; of this one nothing is kept' },
    ],
  });
});

test.each([
  '/courses/__proto__',
  '/courses/constructor',
  '/courses/%00',
  '/courses/%3Cscript%3E',
  '/emails/__proto__',
  '/emails/..%2f',
])('%s is not there', async (path) => {
  const { app } = await open();
  expect((await app.request(path)).status).toBe(404);
});

test('a form with a place that is none: the board, and no other site', async () => {
  const { app } = await open();
  for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/x\r\nSet-Cookie: a=b']) {
    const body = new URLSearchParams({ step: 'never', back });
    const answer = await app.request('/clock', {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  }
});

test('an e-mail is given as a file, and so is its calendar file, with its type; never as a page', async () => {
  const course = courseEvents();
  await tell(
    [
      course.enrolled('2026-03-05'),
      course.booked('supplementary-initial', '2026-03-05', '2026-03-10T10:00:00+01:00'),
    ],
    '2026-03-09T12:00:00Z',
  );
  const session = new ClinicSession(cloud(), [], toInstant(AT));
  await session.settle();
  const app = createApp(session);
  const email = session.emails.find(({ attachments }) => attachments.length > 0);
  const page = await (await app.request(`/emails/${email?.messageId}`)).text();
  const [, link = ''] = /href="(\/emails\/[^"]+\/attachments\/1)"/.exec(page) ?? [];
  const file = await app.request(link);
  expect(file.headers.get('content-type')).toContain('text/calendar');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''.+\.ics$/);
  expect(await file.text()).toMatch(/^BEGIN:VCALENDAR/);
  const source = await app.request(`/emails/${email?.messageId}/source`);
  expect(source.headers.get('content-type')).toBe('message/rfc822');
  expect(await source.text()).toContain('\r\nReply-To: ');
  for (const path of ['/emails/nobody/source', '/emails/nobody/attachments/1', `${link}9`])
    expect((await app.request(path)).status).toBe(404);
});
