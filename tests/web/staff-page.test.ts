import { describe, expect, test } from 'vitest';
import { formOf } from '../../local/clinic/page-form.ts';
import type { TaskId } from '../../shared/core/ids/task-id.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';
import { wordsOf } from '../support/web-page.ts';
import { staffPages } from './staff-page.ts';

const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
type Events = ReturnType<typeof courseEvents>;

/** A course of stenosis, looked at by its therapist at an instant. */
async function courseAt(now: string, said: (events: Events) => readonly Raw[], clinic = clinicWith()) {
  const events = courseEvents();
  const shell = new Shell('2026-03-01T09:00:00Z', clinic);
  await shell.record([events.enrolled('2026-03-01T09:00:00Z', STENOSIS)]);
  for (const each of said(events)) {
    shell.moveTo(each.occurredAt);
    await shell.record([each]);
  }
  await shell.runUntil(now);
  const pages = staffPages(shell);
  const eventsOf = async () => (await shell.store.load('C-1')).events.map(({ event }) => event);
  const last = async () => (await eventsOf()).at(-1);
  const list = await pages.list();
  const open = async () => (await pages.get(list)).html;
  const taskAt = async (task: TaskId, recipient: string | null = 'THERAPIST#T-1') =>
    pages.path({ purpose: 'task', courseId: 'C-1', task, recipient });
  return { shell, pages, events, list, open, eventsOf, last, taskAt };
}

/** The first visit was held on Thursday 5 March: its tests are to be recorded, and the next visit booked. */
const held = (events: Events) => [events.held('pre-examination', '2026-03-05T10:00:00Z', '0251')];
/** … and the next booked for Thursday 2 April. */
const booked = (events: Events) => [
  ...held(events),
  events.booked('status-4-weeks', '2026-03-06T10:00:00Z', '2026-04-02T08:00:00Z'),
];
const called = (events: Events) => [
  ...booked(events),
  events.event('call.requested', '2026-03-30T08:00:00Z', { visit: 'status-4-weeks', reason: 'cannot-come' }),
];

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

describe('a form that cannot be taken', () => {
  test.each<[string, TaskId, string, Record<string, string>, string]>([
    [
      'a date that is none',
      'book:status-4-weeks',
      'Notér tiden',
      { date: '31-02-2026', time: '9' },
      'Skriv en dato, der findes',
    ],
    [
      'a date of another decade',
      'book:status-4-weeks',
      'Notér tiden',
      { date: '01-04-2062', time: '9' },
      'Er året rigtigt?',
    ],
    [
      'a time that is none',
      'book:status-4-weeks',
      'Notér tiden',
      { date: '01-04-2026', time: '25.00' },
      'Skriv et klokkeslæt',
    ],
    [
      'a test of tomorrow',
      'assess:pre-examination:PSFS',
      'Registrér testen',
      { date: '14-03-2026' },
      'må ikke ligge efter i dag',
    ],
    [
      'no reason',
      'book:status-4-weeks',
      'Tag opgaven af listen',
      { reason: '  ' },
      'Vælg eller skriv noget her',
    ],
    [
      'a CPR number',
      'book:status-4-weeks',
      'Tag opgaven af listen',
      { reason: 'har 010203-1234' },
      'ligner et CPR-nummer',
    ],
    [
      'a long reason',
      'book:status-4-weeks',
      'Tag opgaven af listen',
      { reason: 'å'.repeat(501) },
      'højst 500 tegn',
    ],
    [
      'a wait of no known length',
      'book:status-4-weeks',
      'Udsæt',
      { length: 'forever' },
      'Vælg en af mulighederne',
    ],
    [
      'a wait until yesterday',
      'book:status-4-weeks',
      'Udsæt',
      { length: 'until', until: '12-03-2026' },
      'Vælg en dato efter i dag',
    ],
  ])('%s: beside its field, keeping what was typed', async (_, task, label, typed, expected) => {
    const { pages, taskAt, eventsOf } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt(task));
    const before = await eventsOf();
    const { status, html: again } = await pages.press(html, label, typed);
    expect(status).toBe(422);
    expect(wordsOf(again)).toContain(expected);
    expect(again).toContain('aria-invalid="true"'.repeat(typed['length'] === 'forever' ? 0 : 1));
    const { fields } = formOf(again, label);
    for (const [name, value] of Object.entries(typed)) {
      if (name !== 'length' || value !== 'forever') expect(fields[name]?.trim()).toBe(value.trim());
    }
    expect(await eventsOf()).toEqual(before);
  });

  test('of no known press, or far too long, changes nothing and says so', async () => {
    const { pages, taskAt, eventsOf } = await courseAt('2026-03-13T08:00:00Z', held);
    const path = await taskAt('book:status-4-weeks');
    const before = await eventsOf();
    for (const fields of [
      { press: 'erase', id: `staff-${'x'.repeat(22)}` },
      { press: 'done', id: 'e001' },
      { press: 'not-needed', id: `staff-${'x'.repeat(22)}`, reason: 'x'.repeat(30_000) },
    ] as Record<string, string>[]) {
      const { html } = await pages.post(path, fields);
      expect(html).toContain('Siden var ikke opdateret');
    }
    expect(await eventsOf()).toEqual(before);
  });

  test('a test cannot be said of a booking', async () => {
    const { pages, taskAt, eventsOf } = await courseAt('2026-03-13T08:00:00Z', held);
    const before = await eventsOf();
    const { html } = await pages.post(await taskAt('book:status-4-weeks'), {
      press: 'recorded',
      id: `staff-${'x'.repeat(22)}`,
      date: '2026-03-12',
    });
    expect(html).toContain('forkøbet');
    expect(await eventsOf()).toEqual(before);
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

test('a clinic that writes English has its list in English', async () => {
  const { open } = await courseAt('2026-03-13T08:00:00Z', held, clinicWith({ language: 'en' }));
  const html = await open();
  expect(html).toContain('<html lang="en"');
  expect(wordsOf(html)).toContain('Tasks, Friday 13 March 2026');
});
