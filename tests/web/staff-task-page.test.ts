import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clinicWith } from '../support/plan.ts';
import { wordsOf } from '../support/web-page.ts';
import { booked, courseAt, held } from './staff-course.ts';

describe('the page of a task', () => {
  test('shows the whole course visit by visit, without a name or a diagnosis', async () => {
    const { pages, taskAt } = await courseAt('2026-03-30T09:00:00Z', booked);
    const { html } = await pages.get(await taskAt('assess:pre-examination:PSFS'));
    const words = wordsOf(html);
    expect(words).toContain('Se hele forløbet');
    expect(words).toContain('Forundersøgelse Afholdt torsdag den 5. marts 2026');
    expect(words).toContain('Statuskonsultation efter 4 uger Booket til torsdag den 2. april 2026');
    expect(words).toMatch(/Sidste statuskonsultation Endnu ikke booket Periode 20\. maj – 4\. juni 2026/);
    expect(words).not.toMatch(/Anna|Jensen|stenose|lumbal|NPRS|ZCQ|anna@/i);
  });

  test('shows what a press has changed in it', async () => {
    const { pages, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const path = await taskAt('book:status-4-weeks');
    const { html } = await pages.get(path);
    expect(wordsOf(html)).toContain('Statuskonsultation efter 4 uger Endnu ikke booket');
    await pages.press(html, 'Notér tiden', { date: '01-04-2026', time: '9.30' });
    expect(wordsOf((await pages.get(path)).html)).toContain(
      'Statuskonsultation efter 4 uger Booket til onsdag den 1. april 2026',
    );
  });

  test('shows no more than what is asked to who comes from the mail to the clinic', async () => {
    const { pages, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html } = await pages.get(await taskAt('book:status-4-weeks', null));
    expect(html).toContain('P-17');
    expect(html).not.toContain('class="visits"');
    expect(wordsOf(html)).not.toContain('forløbet');
  });

  test('is in English for a clinic that writes English', async () => {
    const { pages, taskAt } = await courseAt('2026-03-13T08:00:00Z', held, clinicWith({ language: 'en' }));
    const words = wordsOf((await pages.get(await taskAt('book:status-4-weeks'))).html);
    expect(words).toContain('The whole course');
    expect(words).toContain('Pre-examination Held Thu 5 Mar 2026');
  });

  test('has no style but those that its headers allow', async () => {
    const { pages, taskAt } = await courseAt('2026-03-13T08:00:00Z', held);
    const { html, headers } = await pages.get(await taskAt('book:status-4-weeks'));
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style);
    expect(styles).toHaveLength(2);
    for (const style of styles)
      expect(headers.get('Content-Security-Policy')).toContain(
        `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      );
    expect(html).not.toMatch(/ style=|<script/);
  });
});
