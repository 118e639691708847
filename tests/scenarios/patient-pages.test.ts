import { describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { pressing } from '../support/pressing.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, STENOSIS } from '../support/stories.ts';
import { wordsOf } from '../support/web-page.ts';
import { wholeTable } from '../support/whole-table.ts';

const { clinic, cloud, tell, pass } = useClinic();
const { read, press } = pressing(cloud);
const inbox = () => cloud().cloud.inbox();
const toPatient = () => inbox().filter(({ to }) => to.includes(PATIENT.email));
const go = (until: string) => cloud().cloud.advanceTo(toInstant(until));

/** Addresses on the clinic's pages in an e-mail, without their host. */
function linksIn({ html, headers }: ReturnType<typeof inbox>[number]): string[] {
  const all = [...`${html}`.matchAll(/href="(https:[^"]+)"/g)].map(([, url = '']) => url);
  const unsubscribe = /<([^>]+)>/.exec(headers['List-Unsubscribe'] ?? '')?.[1];
  const ours = [...all, ...(unsubscribe ? [unsubscribe] : [])].filter((url) => url.includes('/p/'));
  return ours.map((url) => new URL(url).pathname);
}

const course = () => courseEvents('C-1');
/** A patient with a first visit on Monday 16 March at 10, who was reminded of it on the Thursday before. */
async function reminded() {
  const { enrolled, booked } = course();
  await tell(
    [
      enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
      booked('pre-examination', '2026-03-06T10:00:00+01:00', '2026-03-16T10:00:00+01:00'),
    ],
    '2026-03-12T10:00:00+01:00',
  );
  const [link = ''] = toPatient().slice(-1).flatMap(linksIn);
  return { link, html: await read(link) };
}

/** Everything that the clinic's table keeps. */
const table = async () =>
  (await wholeTable(cloud())).sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));

describe('a patient, from an e-mail', () => {
  test('cannot come: the clinic hears within a minute, and the time stands until the clinic clears it', async () => {
    const { html } = await reminded();
    const before = inbox().length;
    expect(wordsOf(await press(html, 'Jeg kan ikke komme'))).toContain('Klinikken har fået besked');
    await go('2026-03-12T10:01:00+01:00');
    expect(inbox().slice(before)).toMatchObject([{ to: [clinic.replyTo] }]);
    const { head } = await cloud().courses.load('C-1');
    expect(head?.tasks.map(({ task }) => task)).toContain('call-back');
    await go('2026-03-13T12:00:00+01:00');
    expect(inbox().at(-1)?.text).toMatch(/Ring/);
    const { cancelled } = course();
    await tell(
      [{ ...cancelled('pre-examination', '2026-03-13T13:00:00+01:00'), eventId: 'x-1' }],
      '2026-03-13T14:00:00+01:00',
    );
    expect(toPatient().at(-1)?.subject).toContain('aflyst');
    const after = await cloud().courses.load('C-1');
    expect(after.head?.tasks.map(({ task }) => task)).not.toContain('call-back');
  });

  test('ends all e-mails with one press in the mailbox', async () => {
    const { link } = await reminded();
    const oneClick = () =>
      cloud().open(`${link}/stop`, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        redirect: 'manual',
      });
    await Promise.all([oneClick(), oneClick()]);
    const count = toPatient().length;
    await go('2026-06-01T10:00:00+02:00');
    expect(toPatient()).toHaveLength(count);
    expect(wordsOf(await read(link))).toContain('Du får ingen mails fra os.');
  });

  test('pauses until a day, and hears again from then on', async () => {
    const { enrolled } = course();
    await tell([enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T12:00:00+01:00');
    const [link = ''] = toPatient().flatMap(linksIn);
    await press(await read(link), 'Hold pause', { length: 'until', until: '12-03-2026' });
    const count = toPatient().length;
    await go('2026-03-12T00:00:00+01:00');
    expect(toPatient()).toHaveLength(count);
    await go('2026-03-13T00:00:00+01:00');
    expect(toPatient().length).toBeGreaterThan(count);
  });

  test('presses in two windows at once, and it counts once', async () => {
    const { html } = await reminded();
    const before = (await cloud().courses.load('C-1')).events.length;
    const pages = await Promise.all([press(html, 'Jeg kommer'), press(html, 'Jeg kommer')]);
    for (const page of pages) expect(wordsOf(page)).toContain('Du har sagt, at du kommer.');
    expect((await cloud().courses.load('C-1')).events).toHaveLength(before + 1);
  });

  test('finds the link of an old e-mail as good as that of the last one, until the course is over', async () => {
    const { link } = await reminded();
    const { closed } = course();
    const [first = ''] = toPatient().flatMap(linksIn);
    expect(first).not.toBe(link);
    expect(wordsOf(await read(first))).toContain('mandag den 16. marts');
    await tell(
      [{ ...closed('2026-03-13T10:00:00+01:00', 'declined'), eventId: 'x-1' }],
      '2026-03-15T10:00:00+01:00',
    );
    expect(wordsOf(await read(first))).toContain('Der er ikke mere, du skal gøre');
  });
});

test('a program that follows every link of every e-mail of a course changes nothing', async () => {
  const events = course();
  const { enrolled, booked, held } = events;
  await tell([enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T12:00:00+01:00');
  await pass('2026-06-05T12:00:00+02:00', [
    booked('pre-examination', '2026-03-06', '2026-03-16T10:00:00+01:00'),
    ...answers(events, 'pre-examination', '2026-03-14'),
    held('pre-examination', '2026-03-16', '0251'),
    booked('status-4-weeks', '2026-03-20', '2026-04-14T10:00:00+02:00'),
    held('status-4-weeks', '2026-04-14', '0254'),
    booked('final-status', '2026-05-20', '2026-06-08T10:00:00+02:00'),
  ]);
  const links = [...new Set(toPatient().flatMap(linksIn))];
  expect(links.length).toBeGreaterThan(8);
  const before = await table();
  for (const link of links) {
    expect((await cloud().open(link)).status).toBe(200);
    await cloud().open(link, { method: 'HEAD' });
  }
  expect(await table()).toEqual(before);
});
