import { beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { useClinic } from '../support/scenario.ts';

const START = toInstant('2026-03-05T09:00:00Z');
const { clinic, cloud } = useClinic();
beforeEach(() => cloud().cloud.reset(START));

const TOKEN = 'eyJhbGciOiJkaXIifQ..YW5uYQ.c2VjcmV0.dGFn';
const open = (address: string, init?: RequestInit) => cloud().open(address, init);
const accessLog = () =>
  cloud()
    .cloud.logs()
    .filter(({ function: name }) => name.startsWith('/aws/vendedlogs/'));

describe('a link that leads nowhere', () => {
  test('shows one kind page with the clinic’s telephone number, whatever is wrong with it', async () => {
    const requests: [string, RequestInit?][] = [
      [`/p/${TOKEN}`],
      ['/p/x'],
      [`/p/${TOKEN}/call`, { method: 'POST', body: 'a=1' }],
      ['/p/'],
      ['/'],
      ['/wp-login.php'],
    ];
    const answers = [];
    for (const [address, init] of requests) answers.push(await open(address, init));
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 404));
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('<h1>Linket virker ikke</h1>');
    expect(pages[0]).toContain(`href="tel:${clinic.phone.replaceAll(' ', '')}"`);
  });

  test('is kept by no cache, told to no other site, and loads and runs nothing', async () => {
    const { headers } = await open(`/p/${TOKEN}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}$/),
    });
  });

  test('changes nothing', async () => {
    await open(`/p/${TOKEN}`, { method: 'POST' });
    const calls = Object.keys(cloud().cloud.callsOf('course-reminders-sample-patient-pages'));
    expect(calls.filter((call) => !['dynamodb.Query', 'dynamodb.PutItem'].includes(call))).toEqual([]);
    expect(await cloud().courseIds()).toEqual([]);
    expect(cloud().cloud.denials()).toEqual([]);
  });
});

test('the log of requests tells how they were answered, and nothing of whose link it was', async () => {
  await open(`/p/${TOKEN}?utm=anna`, { headers: { 'user-agent': 'Annas phone' } });
  await open(`/p/${TOKEN}`, { method: 'POST' });
  expect(accessLog().map(({ json }) => json)).toMatchObject([
    { route: 'GET /p/{proxy+}', status: '404' },
    { route: 'POST /p/{proxy+}', status: '404' },
  ]);
  const all = cloud()
    .cloud.logs()
    .map(({ text }) => text)
    .join('\n');
  for (const secret of [TOKEN, 'anna', 'phone', '127.0.0.1'])
    expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
});

test('who presses without end is refused; who opens a link is not, and a moment later everything goes on', async () => {
  const press = async () => (await open(`/p/${TOKEN}`, { method: 'POST' })).status;
  const statuses = [];
  for (let count = 0; count < 25; count += 1) statuses.push(await press());
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect((await open(`/p/${TOKEN}`)).status).toBe(404);
  await cloud().cloud.advanceTo(toInstant('2026-03-05T09:00:01Z'));
  expect(await press()).toBe(404);
});
