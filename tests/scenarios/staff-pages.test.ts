import { describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, THERAPIST } from '../support/events.ts';
import { pressing } from '../support/pressing.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, STENOSIS } from '../support/stories.ts';
import { wordsOf } from '../support/web-page.ts';
import { wholeTable } from '../support/whole-table.ts';

const { clinic, cloud, tell } = useClinic();
const { read, press } = pressing(cloud);
const inbox = () => cloud().cloud.inbox();
const to = (address: string) => inbox().filter((mail) => mail.to.includes(address));
const digests = () => to(THERAPIST.email);
const go = (until: string) => cloud().cloud.advanceTo(toInstant(until));

/** The page that a mail to the clinic leads to, without its host. */
const pageIn = (mail: ReturnType<typeof inbox>[number] | undefined) =>
  /\/s\/[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? '';

/** Opens what stands beside a task on the list. */
async function opened(html: string, task: string) {
  const href = new RegExp(`href="([^"]+)" aria-label="[^"]*: ${task}`).exec(html)?.[1];
  if (!href) throw new Error(`the list has no ${task}`);
  return read(href);
}

const eventsOf = async () => (await cloud().courses.load('C-1')).events.map(({ event }) => event);
const table = async () =>
  (await wholeTable(cloud())).sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));

/** The first visit was held on Thursday 5 March: on Friday its tests are due, a week later the next visit's booking. */
async function visited(until: string) {
  const events = courseEvents();
  const { enrolled, booked, held } = events;
  await tell(
    [
      enrolled('2026-03-02T10:00:00+01:00', STENOSIS),
      booked('pre-examination', '2026-03-02T10:05:00+01:00', '2026-03-05T09:00:00+01:00'),
      ...answers(events, 'pre-examination', '2026-03-04'),
      held('pre-examination', '2026-03-05T12:00:00+01:00', '0251'),
    ],
    until,
  );
  return events;
}

describe('a therapist, from the digest', () => {
  test('clears the list, and the next digest knows', async () => {
    await visited('2026-03-12T12:00:00+01:00');
    const [digest] = digests().slice(-1);
    expect(digest?.text).toContain('Registrér PSFS');
    let list = await read(pageIn(digest));
    list = await press(await opened(list, 'Registrér PSFS'), 'Registrér testen');
    expect(wordsOf(list)).not.toContain('PSFS');
    list = await press(await opened(list, 'Registrér neurologisk'), 'Registrér testen');
    list = await press(await opened(list, 'Registrér svarene'), 'Notér svarene');
    list = await press(await opened(list, 'Aftal tid til statuskonsultationen'), 'Notér tiden', {
      date: '02-04-2026',
      time: '10.00',
    });
    list = await press(await opened(list, 'Aftal tid til den sidste'), 'Tag opgaven af listen', {
      reason: 'Patienten vil selv ringe',
    });
    expect(wordsOf(list)).toContain('Der er ingen opgaver på listen lige nu.');
    const count = digests().length;
    await go('2026-03-27T12:00:00+01:00');
    expect(digests()).toHaveLength(count);
    expect((await eventsOf()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['assessment.recorded', 'visit.booked', 'task.dismissed']),
    );
  });

  test('what is put off for a week comes back after the week, not before', async () => {
    await visited('2026-03-06T12:00:00+01:00');
    let list = await read(pageIn(digests().at(-1)));
    for (const task of ['Registrér PSFS', 'Registrér neurologisk', 'Registrér svarene'])
      list = await press(await opened(list, task), 'Udsæt', { length: 'week' });
    const count = digests().length;
    await go('2026-03-11T12:00:00+01:00');
    expect(digests()).toHaveLength(count);
    await go('2026-03-13T12:00:00+01:00');
    expect(digests().at(-1)?.text).toContain('Registrér PSFS');
  });

  test('two who press at once, and one who presses twice, change one thing once', async () => {
    await visited('2026-03-06T12:00:00+01:00');
    const page = await opened(await read(pageIn(digests().at(-1))), 'Registrér PSFS');
    const before = (await eventsOf()).length;
    const pages = await Promise.all([1, 2, 3].map(() => press(page, 'Registrér testen')));
    expect(await eventsOf()).toHaveLength(before + 1);
    for (const shown of pages) expect(wordsOf(shown)).not.toContain('PSFS');
  });
});

test('whoever reads the clinic’s mail of a call tells what came of it', async () => {
  const { event } = await visited('2026-03-09T10:00:00+01:00');
  const asked = event('call.requested', '2026-03-09T10:00:00+01:00', { reason: 'question' });
  await tell([asked], '2026-03-09T10:02:00+01:00');
  const page = await read(pageIn(to(clinic.replyTo).at(-1)));
  expect(wordsOf(page)).toContain('Patienten har et spørgsmål');
  const after = await press(page, 'Fik fat i patienten');
  expect(wordsOf(after)).toContain('Det er noteret, at du fik fat i patienten.');
  const { head } = await cloud().courses.load('C-1');
  expect(head?.tasks.map(({ task }) => task)).not.toContain('call-back');
});

test('the manager opens what has been overdue for long, of every therapist', async () => {
  await visited('2026-03-30T12:00:00+02:00');
  const page = await read(pageIn(to(`${clinic.managerEmail}`).find(({ text }) => text?.includes('/s/'))));
  expect(wordsOf(page)).toContain('Behandler: Bo Holm');
});

test('a program that follows every link of every mail, and every link of every page, changes nothing', async () => {
  await visited('2026-03-13T12:00:00+01:00');
  const seen = new Set(
    inbox()
      .map(pageIn)
      .filter((path) => path !== ''),
  );
  expect(seen.size).toBeGreaterThan(1);
  const before = await table();
  for (const path of seen) {
    const answer = await cloud().open(path);
    expect(answer.status).toBe(200);
    expect((await cloud().open(path, { method: 'HEAD' })).status).toBe(200);
    // The pages behind a list lead back to lists: their links are new each time.
    if (seen.size > 16) continue;
    for (const [, next = ''] of (await answer.text()).matchAll(/href="(\/s\/[^"]+)"/g)) seen.add(next);
  }
  expect(await table()).toEqual(before);
});

test('a link of this clinic that is cut, changed or foreign opens the one kind page', async () => {
  await visited('2026-03-06T12:00:00+01:00');
  const path = pageIn(digests().at(-1));
  const pages = await Promise.all(
    [path.slice(0, -3), `${path}x`, '/s/x', path.replace('/s/', '/s/x')].map((each) => cloud().open(each)),
  );
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
});
