import { describe, expect, test } from 'vitest';
import { keyOf, REMINDER_KINDS, type ReminderName } from '../../../shared/core/ids/reminder-key.ts';
import type { Plan } from '../../../shared/core/plan.ts';
import { parseCivilDate as day } from '../../../shared/core/time/civil-date.ts';
import { axisSvg } from '../../../shared/web/course/axis.ts';
import { compactTimeline, largeTimeline } from '../../../shared/web/course/drawing.ts';
import type { Mail } from '../../../shared/web/course/timeline.ts';
import { visitList } from '../../../shared/web/course/visit-list.ts';
import { COURSE_WORDS } from '../../../shared/web/course/words.ts';
import { wordsOf } from '../../support/web-page.ts';
import { bookedPlan, completedPlan, infeasiblePlan, shown } from './plans.ts';

const { da, en } = COURSE_WORDS;
const scale = { from: day('2026-01-01'), to: day('2026-04-30') };

test('a course drawn in one line', () => {
  const timeline = shown(completedPlan);
  const svg = `${compactTimeline({ id: 'c', timeline, scale, title: 'Timeline of C-2', words: en })}`;
  expect(svg).toMatchInlineSnapshot(`
    "<svg class="timeline" height="46" role="img" aria-labelledby="c-t c-d"><title id="c-t">Timeline of C-2</title><desc id="c-d">Pre-examination: held 15 Jan 2026, window 8 Jan – 5 Feb 2026, no e-mails. Status consultation after 4 weeks: held 12 Feb 2026, window 5 Feb – 19 Feb 2026, no e-mails. Final status consultation: held 9 Apr 2026, window 30 Mar – 16 Apr 2026, no e-mails.</desc>
    <line class="grid" x1="0.42%" x2="0.42%" y1="0" y2="46"/><line class="grid" x1="26.25%" x2="26.25%" y1="0" y2="46"/><line class="grid" x1="49.58%" x2="49.58%" y1="0" y2="46"/><line class="grid" x1="75.42%" x2="75.42%" y1="0" y2="46"/>
    <g><title>Pre-examination (held): 8 Jan – 5 Feb 2026</title><rect class="window held" x="6.25%" width="23.33%" y="24" height="16" rx="4"/></g><g><title>Status consultation after 4 weeks (held): 5 Feb – 19 Feb 2026</title><rect class="window held" x="29.58%" width="11.67%" y="24" height="16" rx="4"/></g><g><title>Final status consultation (held): 30 Mar – 16 Apr 2026</title><rect class="window held" x="73.75%" width="14.17%" y="24" height="16" rx="4"/></g>


    <g><title>Pre-examination, held Thu 15 Jan 2026</title><use href="#m-held" x="12.08%" y="32"/></g><g><title>Status consultation after 4 weeks, held Thu 12 Feb 2026</title><use href="#m-held" x="35.42%" y="32"/></g><g><title>Final status consultation, held Thu 9 Apr 2026</title><use href="#m-held" x="82.08%" y="32"/></g>

    </svg>"
  `);
});

describe('a course visit by visit', () => {
  const listed = (plan: Plan, words = da) => `${visitList(shown(plan), words)}`;
  /** What is read, without the pictures. */
  const readIn = (html: string) => wordsOf(html.replaceAll(/<svg[\s\S]*?<\/svg>/g, ''));

  test('says in words what its lines show', () => {
    expect(readIn(listed(bookedPlan))).toBe(
      [
        'Opfølgning senest 5. januar 2027.',
        'Supplerende indledende konsultation Afholdt mandag den 19. januar 2026 Periode 5. januar – 2. februar 2026',
        'Afsluttende konsultation Booket til tirsdag den 5. maj 2026 Periode 30. marts – 27. april 2026, anbefalet dag 13. april 2026',
        'E-mails: 3 på vej Tirsdag den 28. april 2026: spørgeskemaer (planlagt)',
        'Fredag den 1. maj 2026: påmindelse om tiden (planlagt)',
        'Fredag den 1. maj 2026: spørgeskemaer igen (planlagt)',
        'Opfølgning efter 3 måneder Endnu ikke booket Periode 22. juli – 19. august 2026, anbefalet dag 5. august 2026',
        'Opfølgning efter 9 måneder Endnu ikke booket Periode 22. december 2026 – 5. januar 2027, anbefalet dag 5. januar 2027',
        'periode anbefalet dag booket afholdt planlagt sidste dag for opfølgning i dag',
      ].join(' '),
    );
  });

  test('says what became of each e-mail, and explains the marks that it has, no other', () => {
    const timeline = shown(completedPlan);
    const mail = (name: ReminderName, status: Mail['status']): Mail => ({
      key: keyOf(name),
      status,
      on: day('2026-01-28'),
    });
    const visit = 'status-4-weeks';
    const mails = [
      mail({ visit, kind: 'booking', countedFrom: day('2026-01-15'), number: 1 }, 'sent'),
      mail({ visit, kind: 'questionnaires' }, 'undeliverable'),
    ];
    const told = timeline.lanes.map((lane) => (lane.visit === visit ? { ...lane, mails } : lane));
    const words = readIn(`${visitList({ ...timeline, lanes: told }, da)}`);
    expect(words).toContain('E-mails: 1 sendt, 1 ikke sendt eller ikke leveret');
    expect(words).toContain('1. opfordring til at bestille tid (sendt)');
    expect(words).toContain('spørgeskemaer (kunne ikke leveres)');
    expect(words).toMatch(/periode afholdt e-mail sendt kunne ikke leveres$/);
  });

  test('has no line for a visit for which there is no room, and says so', () => {
    const html = listed(infeasiblePlan);
    expect(html).toMatch(
      /Opfølgning efter 9 måneder<\/h3>\s*<p>Ikke plads inden sidste dag for opfølgning<\/p>\s*<\/li>/,
    );
  });

  test('needs no style of its own and no script: every mark is hidden from who does not see, and has its words beside it', () => {
    const html = listed(bookedPlan);
    expect(html).not.toMatch(/ style=|<script|<style/);
    const pictures = html.match(/<svg[^>]*>/g) ?? [];
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) expect(picture).toContain('aria-hidden="true"');
  });

  test('is told in English, too', () => {
    const words = wordsOf(listed(bookedPlan, en));
    expect(words).toContain('Booked for Tue 5 May 2026 Window 30 Mar – 27 Apr 2026, target day 13 Apr 2026');
    expect(words).toContain('E-mails: 3 to come');
  });
});

test('a large timeline names each visit, and says where there is no room', () => {
  const timeline = shown(infeasiblePlan);
  const svg = `${largeTimeline({ id: 'c', timeline, scale: timeline, title: 'C-3', words: en })}`;
  expect([...svg.matchAll(/<text class="name"[^>]*>([^<]*)/g)].map(([, name]) => name)).toEqual([
    'Supplementary initial consultation',
    'Closing consultation',
    'Follow-up after 3 months: no room before the cap',
    'Follow-up after 9 months: no room before the cap',
  ]);
});

test('an axis names its first month with its year, January by the year alone, and marks today', () => {
  const long = { from: day('2025-10-20'), to: day('2026-03-10') };
  expect(wordsOf(`${axisSvg(long, day('2026-02-03'), da)}`)).toBe('i dag nov 2025 dec 2026 feb mar');
  expect(wordsOf(`${axisSvg(long, null, en)}`)).toBe('Nov 2025 Dec 2026 Feb Mar');
  expect(wordsOf(`${axisSvg({ ...long, to: day('2026-10-01') }, null, en)}`)).toMatch(/^Nov 2025 2026 Feb/);
});

test.each(Object.values(COURSE_WORDS))('every reminder has a name of its own: $language', ({ reminders }) => {
  const names = REMINDER_KINDS.map((kind) => (kind === 'booking' ? reminders.booking(2) : reminders[kind]));
  expect(new Set([...names, reminders.anew]).size).toBe(REMINDER_KINDS.length + 1);
});
