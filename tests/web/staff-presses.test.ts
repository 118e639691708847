import { describe, expect, test } from 'vitest';
import { formOf } from '../../local/clinic/page-form.ts';
import { wordsOf } from '../support/web-page.ts';
import { booked, called, courseAt, held } from './staff-course.ts';

describe('a therapist', () => {
  test('does a task, and takes that back', async () => {
    const { pages, open, last } = await courseAt('2026-03-30T09:00:00Z', called);
    const pressed = await pages.press(await open(), 'Fik fat i patienten');
    expect(pressed.status).toBe(303);
    expect(await last()).toMatchObject({ type: 'task.completed', data: { task: 'call-back' } });
    const undone = await pages.press(pressed.html, 'Fortryd');
    expect(wordsOf(undone.html)).toContain('Det er fortrudt');
    expect(wordsOf(undone.html)).toContain('Ring tilbage til patienten');
    const again = await pages.press(pressed.html, 'Fortryd');
    expect(wordsOf(again.html)).toContain('Det er fortrudt');
    expect(again.html).not.toContain('Fortryd</button>');
  });

  test('presses again after an error: it counts once, and the wake that the error has left out is armed', async () => {
    const { pages, open, shell, eventsOf } = await courseAt('2026-03-30T09:00:00Z', called);
    const page = await open();
    await pages.press(page, 'Fik ikke fat i patienten');
    const log = await eventsOf();
    shell.wakes.lose();
    expect((await pages.press(page, 'Fik ikke fat i patienten')).status).toBe(303);
    expect(await eventsOf()).toEqual(log);
    expect(shell.wakes.armedFor('C-1')).toHaveLength(1);
  });

  test('does not reach a patient: the task is back on the next weekday', async () => {
    const { pages, open, last, shell } = await courseAt('2026-03-27T09:00:00Z', (events) => [
      ...booked(events),
      events.event('call.requested', '2026-03-27T08:00:00Z', { reason: 'question' }),
    ]);
    const { html } = await pages.press(await open(), 'Fik ikke fat i patienten');
    expect(wordsOf(html)).not.toContain('Ring tilbage');
    expect(await last()).toMatchObject({
      type: 'task.snoozed',
      data: { task: 'call-back', until: '2026-03-30' },
    });
    shell.moveTo('2026-03-30T06:00:00Z');
    expect(wordsOf(await open())).toContain('Ring tilbage');
  });

  test.each<[label: string, typed: Record<string, string>, until: string]>([
    ['tomorrow', { length: 'tomorrow' }, '2026-03-14'],
    ['a week', { length: 'week' }, '2026-03-20'],
    ['a date, as a Dane writes it', { length: 'until', until: '1.4.2026' }, '2026-04-01'],
  ])('puts a task off: %s', async (_, typed, until) => {
    const { pages, last, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('book:status-4-weeks'));
    const pressed = await pages.press(html, 'Udsæt', typed);
    expect(wordsOf(pressed.html)).toContain('Opgaven er udsat');
    expect(wordsOf(pressed.html)).not.toContain('Aftal tid til statuskonsultationen');
    expect(await last()).toMatchObject({
      type: 'task.snoozed',
      data: { task: 'book:status-4-weeks', until },
    });
  });

  test('does not need a task, and says why', async () => {
    const { pages, last, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('book:status-4-weeks'));
    await pages.press(html, 'Tag opgaven af listen', { reason: ' Kommer via kommunen ' });
    expect(await last()).toMatchObject({
      type: 'task.dismissed',
      data: { task: 'book:status-4-weeks', reason: 'Kommer via kommunen' },
    });
  });

  test('books a visit', async () => {
    const { pages, last, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('book:status-4-weeks'));
    expect(wordsOf(html)).toContain('Skal ligge');
    const pressed = await pages.press(html, 'Notér tiden', { date: '01-04-2026', time: '9.30' });
    expect(wordsOf(pressed.html)).toContain('Tiden er noteret.');
    expect(await last()).toMatchObject({
      type: 'visit.booked',
      data: { visit: 'status-4-weeks', startsAt: '2026-04-01T07:30:00.000Z' },
    });
  });

  test('records that a visit was held, on its day, under its code', async () => {
    const { pages, last, taskAt } = await courseAt('2026-04-03T08:00:00Z', booked);
    const { html } = await pages.get(await taskAt('hold:status-4-weeks'));
    await pages.press(html, 'Registrér besøget');
    expect(await last()).toMatchObject({
      type: 'visit.held',
      data: { visit: 'status-4-weeks', date: '2026-04-02', serviceCode: '0254' },
    });
  });

  test('records that the patient did not come', async () => {
    const { pages, last, taskAt } = await courseAt('2026-04-03T08:00:00Z', booked);
    const { html } = await pages.get(await taskAt('hold:status-4-weeks'));
    await pages.press(html, 'Registrér udeblivelsen');
    expect(await last()).toMatchObject({
      type: 'visit.missed',
      data: { visit: 'status-4-weeks', date: '2026-04-02' },
    });
  });

  test('who is told that the patient cannot come notes the cancellation from the call', async () => {
    const { pages, last, taskAt } = await courseAt('2026-03-30T09:00:00Z', called);
    const { html } = await pages.get(await taskAt('call-back', null));
    expect(wordsOf(html)).toContain('Patienten kan ikke komme til sin tid');
    const pressed = await pages.press(html, 'Notér aflysningen');
    expect(await last()).toMatchObject({
      type: 'visit.cancelled',
      data: { visit: 'status-4-weeks', startsAt: '2026-04-02T08:00:00.000Z' },
    });
    expect(wordsOf(pressed.html)).toContain('Her er ikke mere at gøre.');
  });

  test('records a test on the day of the visit', async () => {
    const { pages, last, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('assess:pre-examination:PSFS'));
    await pages.press(html, 'Registrér testen');
    expect(await last()).toMatchObject({
      type: 'assessment.recorded',
      data: { visit: 'pre-examination', assessment: 'PSFS', recordedOn: '2026-03-05' },
    });
  });

  test('notes the answers that are there, each by itself', async () => {
    const { pages, eventsOf, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('record-answers:pre-examination'));
    const { fields } = formOf(html, 'Notér svarene');
    const names = Object.keys(fields).filter((name) => /^[A-Z]+$/.test(name));
    expect(names.length).toBeGreaterThan(0);
    await pages.press(html, 'Notér svarene');
    const answered = (await eventsOf()).filter(({ type }) => type === 'questionnaire.answered');
    expect(answered.map(({ data }) => 'questionnaire' in data && data.questionnaire)).toEqual(names);
  });

  test('closes a course', async () => {
    const { pages, last, taskAt } = await courseAt('2027-12-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('close-course'));
    const refused = await pages.press(html, 'Afslut forløbet');
    expect(wordsOf(refused.html)).toContain('Vælg en af mulighederne.');
    await pages.press(refused.html, 'Afslut forløbet', { reason: 'withdrew' });
    expect(await last()).toMatchObject({
      type: 'course.closed',
      data: { date: '2027-12-13', reason: 'withdrew' },
    });
  });
});

describe('two people on one list', () => {
  test('who both do a task change one thing once, and both see that it is done', async () => {
    const { pages, open, eventsOf } = await courseAt('2026-03-30T09:00:00Z', called);
    const [one, other] = [await open(), await open()];
    const before = (await eventsOf()).length;
    const pressed = await Promise.all([one, other].map((html) => pages.press(html, 'Fik fat i patienten')));
    expect(await eventsOf()).toHaveLength(before + 1);
    for (const { html } of pressed) expect(wordsOf(html)).not.toContain('Ring tilbage');
  });

  test('who say different things at once: one is heard, the other sees what came of it', async () => {
    const { pages, open, eventsOf } = await courseAt('2026-03-30T09:00:00Z', called);
    const html = await open();
    const before = (await eventsOf()).length;
    const pressed = await Promise.all([
      pages.press(html, 'Fik fat i patienten'),
      pages.press(html, 'Fik ikke fat i patienten'),
    ]);
    expect(await eventsOf()).toHaveLength(before + 1);
    expect(pressed.filter((each) => each.html.includes('kommet dig i forkøbet'))).toHaveLength(1);
  });

  test('press an old page: what is done is not done again', async () => {
    const { pages, open, eventsOf } = await courseAt('2026-03-30T09:00:00Z', called);
    const old = await open();
    await pages.press(old, 'Fik fat i patienten');
    const before = await eventsOf();
    const again = await pages.press(old, 'Fik ikke fat i patienten');
    expect(again.html).toContain('kommet dig i forkøbet');
    expect(await eventsOf()).toEqual(before);
  });

  test('press twice: the second press says the same as the first', async () => {
    const { pages, open, eventsOf } = await courseAt('2026-03-30T09:00:00Z', called);
    const html = await open();
    const first = await pages.press(html, 'Fik fat i patienten');
    const before = await eventsOf();
    expect((await pages.press(html, 'Fik fat i patienten')).place?.split('?')[1]).toBe(
      first.place?.split('?')[1],
    );
    expect(await eventsOf()).toEqual(before);
  });
});

test('a course on which somebody presses without end is left alone for an hour', async () => {
  const { pages, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
  const path = await taskAt('book:status-4-weeks');
  const statuses: number[] = [];
  for (let count = 0; count < 62; count += 1) {
    const id = `staff-${String(count).padStart(22, '0')}`;
    statuses.push((await pages.post(path, { press: 'snooze', id, length: 'week', until: '' })).status);
  }
  expect(statuses.filter((status) => status === 303)).toHaveLength(60);
  expect(statuses.slice(-2)).toEqual([429, 429]);
  expect(pages.counted.filter((what) => what === 'SlowedStaff')).toHaveLength(2);
});
