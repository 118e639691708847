import { describe, expect, test } from 'vitest';
import { clinicWith } from '../../support/plan.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardAt, booked, held } from './course-board.ts';
import { rie } from './staff.ts';

const REACHED = 'Fik fat i patienten';
const called = (events: Parameters<typeof booked>[0]) => [
  ...booked(events),
  events.event('call.requested', '2026-03-30T08:00:00Z', { visit: 'status-4-weeks', reason: 'cannot-come' }),
];

describe('the page of the day', () => {
  test('shows who comes, when, to which visit, and what is to be recorded', async () => {
    const { board } = await boardAt('2026-04-02T06:00:00Z', booked);
    const words = wordsOf((await board.get('/board')).html);
    expect(words).toMatch(/10:00 Anna Marie Jensen P-17 .* Statuskonsultation efter 4 uger/);
    expect(words).toContain('Neurologisk undersøgelse, smerte og funktion');
    const { board: dayAfter } = await boardAt('2026-04-03T06:00:00Z', booked);
    expect(wordsOf((await dayAfter.get('/board')).html)).toContain('Ingen har tid til et besøg i dag');
  });

  test('shows whom to call, the number, and what about; how it went is one press, that can be taken back', async () => {
    const { board, eventsOf } = await boardAt('2026-03-30T09:00:00Z', (events) => [
      ...called(events),
      events.patientUpdated('2026-03-30T08:30:00Z', { phone: '+45 20 30 40 50' }),
    ]);
    board.as(rie);
    const { html } = await board.get('/board');
    expect(html).toContain('href="tel:+4520304050"');
    expect(wordsOf(html)).toContain('Patienten kan ikke komme til sin tid.');
    const after = await board.press(html, REACHED);
    expect(after.place).toContain('/board?did=reached');
    expect(wordsOf(after.html)).toContain('at du fik fat i patienten');
    expect(wordsOf(after.html)).not.toContain('kan ikke komme');
    const done = (await eventsOf()).filter(({ type }) => type === 'task.completed');
    expect(done.map(({ data }) => data)).toEqual([{ task: 'call-back' }]);
    expect(board.noted.some(({ event }) => event === 'task.completed')).toBe(true);
    // Pressed twice, or by two: it counts once.
    await board.press(html, REACHED);
    expect((await eventsOf()).filter(({ type }) => type === 'task.completed')).toHaveLength(1);
    const back = await board.press(after.html, 'Fortryd');
    expect(wordsOf((await board.get('/board')).html)).toContain('kan ikke komme');
    expect(back.status).toBe(303);
  });

  test('tells in a call what the e-mail would have said that could not be sent', async () => {
    const { board } = await boardAt('2026-03-30T09:00:00Z', (events) => [
      ...held(events),
      events.patientUpdated('2026-03-05T11:00:00Z', { consent: { email: false } }),
    ]);
    const words = wordsOf((await board.get('/board')).html);
    expect(words).toContain('Aftal en tid til statuskonsultationen efter 4 uger, senest den 13. april 2026.');
    expect(words).toContain('Kan ikke få e-mails: intet samtykke');
  });

  test('is in the clinic’s language', async () => {
    const clinic = clinicWith({ language: 'en' });
    const { board } = await boardAt('2026-03-30T09:00:00Z', called, { clinic });
    expect(wordsOf((await board.get('/board')).html)).toContain(
      'The patient cannot come at the booked time.',
    );
    const course = wordsOf((await board.get('/board/courses/C-1')).html);
    expect(course).toContain('The patient asks to be called: Cannot come at the booked time');
    expect(course).toMatch(/4 weeks after the pre-examination/);
  });

  test('a task can be done on its page by every form of it, and the press leads back to the day', async () => {
    const { board, eventsOf } = await boardAt('2026-03-13T08:00:00Z', held);
    const { html } = await board.get('/board/courses/C-1/tasks/book:status-4-weeks?from=today');
    const wrong = await board.press(html, 'Notér tiden', { date: '2026-04-07', time: '' });
    expect(wrong.status).toBe(422);
    const right = await board.press(html, 'Notér tiden', { date: '2026-04-07', time: '9' });
    expect(right.status).toBe(303);
    expect((await eventsOf()).filter(({ type }) => type === 'visit.booked')).toHaveLength(1);
  });

  test('what was just done, put off or given away is off the list, be it that the index lags behind', async () => {
    const { board, form, shell, events } = await boardAt('2026-03-13T08:00:00Z', held);
    await board.freezeIndex();
    const tasks = async () =>
      wordsOf((await board.get('/board')).html).match(/Registrér (PSFS|neuro)/g) ?? [];
    expect(await tasks()).toHaveLength(2);
    await board.press(await form('assessment.recorded', '?visit=pre-examination'), 'Registrér testen', {
      'assessment.neurological': '',
    });
    expect(await tasks()).toEqual(['Registrér neuro']);
    await shell.record([
      events.snoozed('assess:pre-examination:neurological', '2026-03-13T08:00:00Z', '2026-03-20'),
    ]);
    expect(await tasks()).toEqual([]);
    await board.press(await form('therapist.assigned'), 'Skift behandler', { therapist: 'T-2' });
    expect(wordsOf((await board.get('/board')).html)).not.toContain('Anna Marie');
  });

  test('a list of patients is in the access log before it is shown', async () => {
    const { board } = await boardAt('2026-03-13T08:00:00Z', held);
    await board.get('/board');
    expect(board.noted).toEqual([expect.objectContaining({ what: 'list', staffId: 'S-1', courseId: null })]);
  });
});

describe('the page of a course', () => {
  test('tells the plan with its reasons, what was told, and takes a mistake back', async () => {
    const { board } = await boardAt('2026-03-13T08:00:00Z', (events) => [
      ...booked(events),
      events.event('session.held', '2026-03-10T10:00:00Z', { session: 'group-training', date: '2026-03-10' }),
    ]);
    const { html } = await board.get('/board/courses/C-1');
    const words = wordsOf(html);
    expect(words).toMatch(/4 uger efter forundersøgelsen \(afholdt 5. marts 2026\)/);
    expect(words).toContain('Booket: statuskonsultation efter 4 uger, torsdag den 2. april 2026 kl. 10.00');
    expect(words).toContain('Superviseret holdtræning: 1');
    const way = /href="(\/board\/courses\/C-1\/say\/event\.retracted\?event=e003)"/.exec(html)?.[1] ?? '';
    const page = await board.get(way);
    expect(wordsOf(page.html)).toContain('Booket: statuskonsultation efter 4 uger');
    const after = await board.press(page.html, 'Fortryd', { reason: 'forkert dag' });
    expect(wordsOf(after.html)).toMatch(/Fortrudt: Booket: statuskonsultation/);
    expect(after.html).toMatch(/<s>Booket/);
  });
});
