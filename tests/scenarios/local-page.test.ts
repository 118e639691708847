import { expect, test } from 'vitest';
import { createApp } from '../../local/server/app.ts';
import { ClinicSession } from '../../local/server/session.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, parsed } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { cloud, tell } = useClinic();
const AT = '2026-03-05T12:00:00Z';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' };

/** The local clinic with one course; another one is enrolled an hour later, if nothing else is asked for. */
async function open() {
  await tell([courseEvents('C-1').enrolled('2026-03-05')], AT);
  const later = { ...courseEvents('C-2').enrolled('2026-03-05'), occurredAt: '2026-03-05T14:00:00+01:00' };
  const [event] = parsed([later]);
  if (!event) throw new Error('no event');
  const arrivesAt = toInstant('2026-03-05T13:00:00Z');
  const lines = [{ line: 1, event, json: later, arrivesAt }];
  const session = new ClinicSession(cloud(), lines, toInstant('2026-03-20T12:00:00Z'));
  const app = createApp(session);
  return { session, get: async (path: string) => (await app.request(path)).text(), app };
}
const wordsOf = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('after a step of the clock each page says what it did; while it moves none does', async () => {
  const { session, get, app } = await open();
  expect(await get('/')).not.toContain('The last step');
  const asked = await app.request('/clock', {
    method: 'POST',
    body: 'step=wake&back=/planned',
    headers: FORM,
  });
  expect(asked.headers.get('location')).toBe('/planned');
  expect(await get('/connect')).not.toContain('The last step');
  await expect.poll(() => session.isBusy, { timeout: 20_000 }).toBe(false);
  const said = wordsOf(await get('/connect'));
  expect(said).toContain('The last step, Thu 5 Mar 2026 13:00 to Thu 5 Mar 2026 14:00: 1 event, ');
  expect(said).toContain('Events C-2');
  expect(said).toMatch(/C-2 Book the supplementary initial consultation opened/);
});

test('the search of the frame finds a patient by name, initials and number, and e-mails by their subject', async () => {
  const { session, get } = await open();
  await session.settle();
  for (const query of ['anna', 'AMJ', 'p-17'])
    expect(await get(`/search?q=${query}`)).toContain('/courses/C-1"');
  expect(await get('/search?q=nobody')).toContain('Nothing was found.');
});

test('the version of a page is another one as soon as something happens, and the page may run no script but its own', async () => {
  const { session, get, app } = await open();
  const shown = async () => /<body data-version="([^" ]+)">/.exec(await get('/emails'))?.[1];
  const before = await get('/version');
  expect(await shown()).toBe(before);
  expect(await get('/version')).toBe(before);
  await session.send(courseEvents('C-1').paused(AT));
  const after = await get('/version');
  expect(after).not.toBe(before);
  expect(await shown()).toBe(after);
  const script = await app.request('/page.js');
  expect(script.headers.get('content-type')).toContain('text/javascript');
  expect(script.headers.get('content-security-policy')).toContain("script-src 'self';");
});
