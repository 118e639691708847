import { expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { Shell } from '../../support/shell.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardOver } from './board.ts';
import { bo, eva, kim } from './staff.ts';

/** Two patients, one of Bo's and one of Kim's, whose next visits are to be booked by Thursday 12 March. */
async function twoCourses(therapistsSee: 'own' | 'all' = 'own') {
  const shell = new Shell('2026-03-01T09:00:00Z');
  for (const [courseId, patientId, therapistId] of [
    ['C-1', 'P-17', 'T-1'],
    ['C-2', 'P-18', 'T-2'],
  ] as const) {
    const { enrolled, held } = courseEvents(courseId);
    await shell.record([
      enrolled('2026-03-01T09:00:00Z', {
        protocol: 'lumbar-spinal-stenosis',
        entry: 'direct',
        patient: {
          patientId,
          name: 'Anna Marie Jensen',
          email: 'anna@patients.example',
          language: 'da',
          consent: { email: true },
        },
        therapist: { therapistId, name: therapistId === 'T-1' ? 'Bo Holm' : 'Kim Dahl' },
      }),
    ]);
    shell.moveTo('2026-03-05T10:00:00Z');
    await shell.record([held('pre-examination', '2026-03-05T10:00:00Z', '0251')]);
    shell.moveTo('2026-03-01T09:00:00Z');
  }
  shell.moveTo('2026-03-13T08:00:00Z');
  return boardOver(shell, { therapistsSee });
}

test('a therapist begins the day with own patients; others only where the clinic says so', async () => {
  const board = await twoCourses();
  const own = wordsOf((await board.get('/board')).html);
  expect(own).toContain('P-17');
  expect(own).not.toContain('P-18');
  const asked = await board.get('/board?whose=all');
  expect(wordsOf(asked.html)).not.toContain('P-18');
});

test('the manager sees everybody’s day, a therapist of an open clinic both', async () => {
  const board = await twoCourses('all');
  board.as(eva);
  expect(wordsOf((await board.get('/board')).html)).toMatch(/P-17[\s\S]*P-18/);
  board.as(kim);
  expect(wordsOf((await board.get('/board')).html)).not.toContain('P-17');
  expect(wordsOf((await board.get('/board?whose=all')).html)).toContain('P-17');
});

test('who is not signed in gets no page, and no page is kept or framed', async () => {
  const board = await twoCourses();
  board.as(null);
  for (const path of ['/board', '/board/courses/C-1', '/board/nothing'])
    expect((await board.get(path)).status).toBe(302);
  board.as(bo);
  const { headers, html } = await board.get('/board');
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(html).toContain('Logget ind som Bo Holm (behandler)');
  expect(html).toContain('<form method="post" action="/board/sign-out">');
  expect((await board.get('/board/nothing')).status).toBe(404);
});
