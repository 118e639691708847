import { describe, expect, test } from 'vitest';
import { formOf } from '../../local/clinic/page-form.ts';
import type { TaskId } from '../../shared/core/ids/task-id.ts';
import { wordsOf } from '../support/web-page.ts';
import { courseAt, held } from './staff-course.ts';

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
