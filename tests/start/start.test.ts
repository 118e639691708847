import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATHS } from '../../local/page/paths.ts';
import { courseEvents } from '../support/events.ts';
import { EXHAUSTIVE } from '../support/exhaustive.ts';

const ROOT = join(import.meta.dirname, '../..');
let child: ChildProcess;
let told = '';
let page = '';
let api = '';

/** Starts the local clinic as a user does, on any free port, and waits for its address. */
beforeAll(async () => {
  child = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr?.on('data', (text) => {
    told += text;
  });
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += chunk;
    page = /is open: (http:\S+)/.exec(output)?.[1] ?? '';
    api = /AWS_ENDPOINT_URL=(http:\S+)/.exec(output)?.[1] ?? '';
    if (page && api) break;
  }
}, 120_000);

afterAll(() => {
  if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
});

const get = async (path: string) => (await fetch(`${page}${path}`)).text();

test('the page shows the courses with their timelines, and what was sent, without playing it first', async () => {
  const html = await get('/');
  expect(html).toContain('C-1001');
  expect(html).toContain('<svg');
  expect(JSON.parse(await get('/api/emails'))[0]).toMatchObject({
    audience: 'patient',
    courseIds: ['C-1001'],
  });
  expect(told).toBe('');
});

test('an e-mail leads to the patient’s page, on which a press counts at once', async () => {
  const [first] = JSON.parse(await get('/api/emails')) as { messageId: string; courseIds: string[] }[];
  const link =
    /href="(http:\/\/127[^"]+\/p\/[^"]+)"/.exec(await get(`/emails/${first?.messageId}`))?.[1] ?? '';
  const shown = await (await fetch(link)).text();
  expect(shown).toContain('Sundby Fysioterapi');
  const told = async () => (await get(`/courses/${first?.courseIds[0]}`)).split('patient.updated').length;
  const before = await told();
  const stop = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
  expect((await fetch(`${link}/stop`, stop)).status).toBe(200);
  expect(await told()).toBeGreaterThan(before);
});

const previewOn = (html: string) => /<a href="([^"]+)">Preview<\/a>/.exec(html)?.[1] ?? '';

test('every message and page has one link', async () => {
  expect(previewOn(await get('/'))).toBe(PATHS.preview);
});

// Making all of them takes as long as to start: what the link shows is tried in `tests/local/preview` each time.
test.runIf(EXHAUSTIVE)('every message and page can be looked at under one link', async () => {
  const preview = previewOn(await get('/'));
  const index = await get(preview);
  expect(index).toContain('Everything that Sundby Fysioterapi says');
  const [, first = ''] = /<th scope="row"><a href="([^"]+)"/.exec(index) ?? [];
  expect(await get(`${preview}${first}`)).toContain('<iframe sandbox=""');
  expect((await fetch(`${page}${preview}nothing`)).status).toBe(404);
});

test('an event changes the plan, and a wrong one is refused with its path', async () => {
  const { enrolled } = courseEvents('C-9001');
  const post = (body: unknown) =>
    fetch(`${page}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await post(enrolled('2026-01-19'))).status).toBe(202);
  expect(await get('/courses/C-9001')).toContain('C-9001');

  const refused = await post({ ...enrolled('2026-01-19'), type: 'course.lost' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ issues: [{ path: 'type' }] });
});

test('a message that an operator puts into a queue has its effect at once', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: api, region: 'eu-north-1', credentials });
  const queue = new GetQueueUrlCommand({ QueueName: 'course-reminders-sample-events' });
  const { QueueUrl } = await client.send(queue);
  const detail = courseEvents('C-9002').enrolled('2026-01-19');
  const MessageBody = JSON.stringify({ 'detail-type': detail.type, detail });
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  await expect.poll(() => get('/api/courses'), { timeout: 20_000 }).toContain('C-9002');
});

test('the clock moves to the next wake, and an e-mail goes out', async () => {
  const count = async () => (JSON.parse(await get('/api/emails')) as unknown[]).length;
  const before = await count();
  const post = (origin: string) =>
    fetch(`${page}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      body: 'step=day',
      redirect: 'manual',
    });
  expect((await post('https://elsewhere.example')).status).toBe(403);
  const moved = await post(page);
  expect(moved.status).toBe(303);
  await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(before);
  expect(await get('/emails')).toContain('Sundby Fysioterapi');
});

test('the AWS APIs answer', async () => {
  const client = new SchedulerClient({
    endpoint: api,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { Schedules } = await client.send(new ListSchedulesCommand({ GroupName: 'course-reminders-sample' }));
  expect(Schedules?.map(({ Name }) => Name)).toContain('digest');
});

test('it stops when it is told to, and leaves nothing running', async () => {
  if (child.pid) process.kill(-child.pid, 'SIGINT');
  const [code, signal] = await once(child, 'exit');
  expect(code === 0 || signal === 'SIGINT').toBe(true);
  const isOpen = (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await expect
    .poll(() => Promise.all([isOpen(page), isOpen(api)]), { timeout: 20_000 })
    .toEqual([false, false]);
});
