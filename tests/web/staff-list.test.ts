import { describe, expect, test } from 'vitest';
import { formOf } from '../../local/clinic/page-form.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';
import { STENOSIS } from '../support/stories.ts';
import { wordsOf } from '../support/web-page.ts';
import { called, courseAt, held } from './staff-course.ts';
import { staffPages } from './staff-page.ts';

describe('the list of a therapist', () => {
  test('is that of the mail: by patient, what, since when; no name, no diagnosis', async () => {
    const { open } = await courseAt('2026-03-13T08:00:00Z', held);
    const words = wordsOf(await open());
    expect(words).toContain('Over fristen AMJ (patient P-17)');
    expect(words).toMatch(
      /Aftal tid til statuskonsultationen efter 4 uger Frist 12\. marts 2026, 1 hverdag over fristen/,
    );
    expect(words).not.toMatch(/Anna|Jensen|stenose|lumbal|anna@/i);
  });

  test('is empty for a therapist without courses, and for one who is nobody', async () => {
    const { pages } = await courseAt('2026-03-13T08:00:00Z', held);
    for (const recipient of ['THERAPIST#T-2', 'THERAPIST#'])
      expect(wordsOf((await pages.get(await pages.list(recipient))).html)).toContain(
        'Der er ingen opgaver på listen',
      );
  });

  test('of the manager holds what is overdue by long, with who owes it', async () => {
    const { pages } = await courseAt('2026-04-20T08:00:00Z', held);
    const words = wordsOf((await pages.get(await pages.list('MANAGER'))).html);
    expect(words).toContain('Aftal tid');
    expect(words).toContain('Behandler: Bo Holm');
  });

  test('of more than a page has room for shows the most urgent, each with its own page, and counts the others', async () => {
    const shell = new Shell('2026-03-01T09:00:00Z');
    const ids = Array.from({ length: 30 }, (_, index) => `C-${index + 1}`);
    for (const id of ids) {
      const events = courseEvents(id);
      await shell.record([events.enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
      await shell.record(held(events));
    }
    shell.moveTo('2026-03-13T08:00:00Z');
    const pages = staffPages(shell, ids);
    const { html } = await pages.get(await pages.list());
    expect(html.match(/<li><p><strong>/g)).toHaveLength(100);
    expect(html).not.toMatch(/(?:action|href)=""/);
    expect(wordsOf(html)).toContain('Der er 50 opgaver mere.');
  });

  test('can be read on a day on which the clinic is closed', async () => {
    const { open } = await courseAt('2026-03-14T08:00:00Z', held);
    expect(wordsOf(await open())).toContain('Aftal tid');
  });

  test('shows what came of a press though the index lags behind', async () => {
    const { pages, open } = await courseAt('2026-03-30T09:00:00Z', called);
    await pages.freezeIndex();
    const { html } = await pages.press(await open(), 'Fik fat i patienten');
    expect(wordsOf(html)).toContain('Det er noteret, at du fik fat i patienten.');
    expect(wordsOf(html)).not.toContain('Ring tilbage');
  });
});

describe('a link', () => {
  test('on a list is good no longer than the link to the list', async () => {
    const { pages, open, shell, list } = await courseAt('2026-03-13T08:00:00Z', held);
    shell.moveTo('2026-03-26T08:00:00Z');
    const { html } = await pages.follow(await open(), 'Skriv tiden');
    const task = formOf(html, 'Notér tiden').action;
    const back = /href="([^"]+)">Til listen/.exec(html)?.[1] ?? '';
    shell.moveTo('2026-03-27T08:00:01Z');
    for (const path of [list, task, back]) expect((await pages.get(path)).status).toBe(404);
    expect(pages.counted).toEqual(['BrokenLinks', 'BrokenLinks', 'BrokenLinks']);
  });

  test('of a patient opens nothing here, and one to a list takes no press', async () => {
    const { pages, list } = await courseAt('2026-03-13T08:00:00Z', held);
    expect((await pages.get(await pages.path({ purpose: 'patient', courseId: 'C-1' }))).status).toBe(404);
    expect((await pages.get(await pages.list('MANAGER#UNKNOWN'))).status).toBe(404);
    expect((await pages.post(list, { press: 'done' })).status).toBe(404);
  });

  test('to a task of a course that is with another therapist now tells nothing of it', async () => {
    const { pages, taskAt, shell, events } = await courseAt('2026-03-13T08:00:00Z', held);
    const path = await taskAt('book:status-4-weeks');
    await shell.record([
      events.event('therapist.assigned', '2026-03-13T08:00:00Z', {
        therapist: { therapistId: 'T-2', name: 'Eva Lund', email: 'eva@clinic.example' },
      }),
    ]);
    const { html } = await pages.get(path);
    expect(wordsOf(html)).toContain('Her er ikke mere at gøre');
    expect(html).not.toContain('P-17');
  });

  test('to a task of a course that was erased tells nothing of it', async () => {
    const { pages, taskAt, shell, events } = await courseAt('2026-03-13T08:00:00Z', held);
    const path = await taskAt('call-back', null);
    await shell.record([events.event('course.erased', '2026-03-13T08:00:00Z', { reason: 'asked for' })]);
    const { status, html } = await pages.get(path);
    expect(status).toBe(200);
    expect(html).not.toContain('P-17');
  });
});

test('a clinic that writes English has its list in English', async () => {
  const { open } = await courseAt('2026-03-13T08:00:00Z', held, clinicWith({ language: 'en' }));
  const html = await open();
  expect(html).toContain('<html lang="en"');
  expect(wordsOf(html)).toContain('Tasks, Friday 13 March 2026');
});
