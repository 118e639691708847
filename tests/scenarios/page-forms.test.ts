import { expect, test } from 'vitest';
import { readCourses } from '../../local/clinic/play-events.ts';
import { createApp } from '../../local/server/app.ts';
import { ClinicSession } from '../../local/server/session.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { cloud, tell } = useClinic();
const AT = '2026-03-05T12:00:00Z';

/** The local clinic with two courses, and what a browser does with the form of the first one's page. */
async function open() {
  await tell([courseEvents().enrolled('2026-03-05'), courseEvents('C-2').enrolled('2026-03-05')], AT);
  const session = new ClinicSession(cloud(), [], toInstant(AT));
  const app = createApp(session);
  const page = await (await app.request('/courses/C-1')).text();
  const eventId = /name="eventId" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const press = (fields: Record<string, string>) =>
    app.request('/events', {
      method: 'POST',
      body: new URLSearchParams({ eventId, courseId: 'C-1', occurredAt: AT, ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    });
  return { app, session, page, press };
}

const BOOKED = {
  type: 'visit.booked',
  data: '{"visit":"first-consultation","startsAt":"2026-03-12T10:00:00+01:00"}',
};

test('after an event was sent the browser is on the course’s own page: loading it again sends nothing', async () => {
  const { app, press } = await open();
  const answer = await press(BOOKED);
  const place = answer.headers.get('location') ?? '';
  expect([answer.status, place]).toEqual([303, '/courses/C-1?taken=visit.booked']);
  expect(await (await app.request(place)).text()).toContain('visit.booked was taken.');
});

test('a form that is sent twice is one event; the next page’s form is another', async () => {
  const { app, page, press } = await open();
  for (const answer of [await press(BOOKED), await press(BOOKED)]) expect(answer.status).toBe(303);
  const { events } = await cloud().courses.load('C-1');
  expect(events.map(({ event }) => event.type).sort()).toEqual(['course.enrolled', 'visit.booked']);
  const again = await (await app.request('/courses/C-1')).text();
  const idIn = (html: string) => /name="eventId" value="([^"]+)"/.exec(html)?.[1];
  expect(idIn(again)).not.toBe(idIn(page));
});

test.each([
  ['is no JSON', '{"visit":', 'The data is no valid JSON.'],
  ['is no such event', '{"visit":"closing","date":"soon"}', 'The event was refused.'],
])('what was typed and %s is still there, with why it was refused', async (_, data, why) => {
  const { press } = await open();
  const answer = await press({ type: 'visit.missed', data });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain(why);
  expect(html).toContain('<option selected>visit.missed</option>');
  expect(html).toContain(`${data.replaceAll('"', '&quot;')}</textarea>`);
});

test('an event can be copied into the form, and taken back by a press', async () => {
  const { app, press } = await open();
  await press(BOOKED);
  const html = await (await app.request('/courses/C-1')).text();
  const copy = /href="(\/courses\/C-1\?copy=page-[^"#]+)#send"/.exec(html)?.[1] ?? '';
  expect(await (await app.request(copy)).text()).toMatch(
    /<textarea[^>]*>[^<]*first-consultation[^<]*<\/textarea>/,
  );

  const [, retraction = ''] = /<form class="inline"(.*?)<\/form>/s.exec(html) ?? [];
  const fields = [...retraction.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')],
  );
  const answer = await press(Object.fromEntries(fields));
  expect(answer.headers.get('location')).toBe('/courses/C-1?taken=event.retracted');
  const course = await (await app.request('/courses/C-1')).text();
  expect(course).toContain('retracted</span>');
  expect((await cloud().courses.load('C-1')).events.map(({ event }) => event.type)).toContain(
    'event.retracted',
  );
});

test.each(['wake', 'day', 'week'] as const)(
  'pressed once, the clock moves: the page says so at once (%s)',
  async (step) => {
    const { session } = await open();
    const done = session.step(step);
    expect(session.isBusy).toBe(true);
    await done;
    expect(session.isBusy).toBe(false);
    expect(session.now > toInstant(AT)).toBe(true);
  },
);

test('to the next wake is where some course has something to do', async () => {
  const { session } = await open();
  const next = await cloud().nextWakeAfter(session.now);
  const { plans } = await readCourses(cloud(), ['C-1', 'C-2'], session.now);
  expect(plans.map(({ nextWakeAt }) => nextWakeAt)).toContain(next);
  await session.step('wake');
  expect(session.now >= (next ?? '')).toBe(true);
});

test.each(['/nowhere', '/courses/C-404', '/emails/none'])(
  '%s: says that there is nothing, and leads back',
  async (path) => {
    const { app } = await open();
    const answer = await app.request(path);
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(html).toContain('<html lang="en">');
    expect(html).toMatch(/<title>Not found/);
    expect(html).toContain('<a href="/">All courses</a>');
  },
);
