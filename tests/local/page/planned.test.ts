import { expect, test } from 'vitest';
import { plannedPage } from '../../../local/page/planned-page.ts';
import { bookedCourse, completedCourse, frame } from './pages.ts';

const other = { ...bookedCourse, courseId: 'C-3' };
const planned = (query: Record<string, string> = {}, courses = [other, bookedCourse]) =>
  plannedPage({ ...frame, courses, query });

/** Day by day: `Fri 1 May 2026: 09:00 planned E-mail: appointment … C-1`. */
const daysOf = (page: string) =>
  page
    .split('<section class="card"><h2>')
    .slice(1)
    .map((card) =>
      card
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
const headings = (page: string) => daysOf(page).map((day) => day.split(' ').slice(0, 4).join(' '));

test('what is overdue, and what the next thirty days bring, by day and time', () => {
  const days = daysOf(planned());
  expect(headings(planned())).toEqual([
    'Tue 20 Jan 2026',
    'Tue 28 Apr 2026',
    'Fri 1 May 2026',
    'Mon 4 May 2026',
    'Wed 6 May 2026',
  ]);
  expect(days[0]).toContain('overdue Record the answers that the patient gave at the supplementary');
  expect(days[1]).toMatch(
    /09:00 planned E-mail: questionnaires closing consultation C-1 09:00 planned E-mail: questionnaires closing consultation C-3$/,
  );
  expect(days[4]).toContain('by the end of the day open Hold the closing consultation C-1');
});

test.each([
  [{ from: '2026-04-24', to: '2026-05-01' }, ['Tue 28 Apr 2026', 'Fri 1 May 2026']],
  [{ from: '2026-05-04', to: '2026-05-04' }, ['Mon 4 May 2026']],
  [{ from: 'soon', to: '2026-02-30' }, headings(planned({ to: '' }, [bookedCourse, completedCourse]))],
  [{ course: 'C-2' }, ['Fri 16 Jan 2026', 'Fri 13 Feb 2026', 'Fri 10 Apr 2026', 'Thu 16 Apr 2026']],
])('narrowed by %j', (query, expected) => {
  expect(headings(planned(query, [other, bookedCourse, completedCourse]))).toEqual(expected);
});

test('one course alone is looked at to its end', () => {
  const page = planned({ course: ' C-1 ' });
  expect(page).not.toContain('C-3</a>');
  expect(headings(page)).toEqual(headings(planned({ to: '' })));
});

test('it says when nothing is planned, and its form keeps what was asked', () => {
  const page = planned({ from: '2030-01-01', to: '2030-01-31' });
  expect(page).toContain('Nothing is planned in these days.');
  expect(page).toContain('name="from" value="2030-01-01"');
  expect(page).toContain('name="back" value="/planned?from=2030-01-01&amp;to=2030-01-31&amp;course="');
});
