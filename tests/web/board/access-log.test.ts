import { expect, test } from 'vitest';
import { toInstant } from '../../../shared/core/time/instant.ts';
import type { AccessEntry } from '../../../shared/ports/access-log.ts';
import { courseEvents } from '../../support/events.ts';
import { Shell } from '../../support/shell.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardOver } from './board.ts';
import { bo, eva, lis, rie } from './staff.ts';

/** A board on 13 March, with a course of Bo's. */
async function board() {
  const shell = new Shell('2026-03-13T08:00:00Z');
  const { enrolled } = courseEvents('C-1');
  await shell.record([enrolled('2026-03-13T08:00:00Z')]);
  return boardOver(shell);
}

const entry = (at: string, about: Partial<AccessEntry>): AccessEntry => ({
  at: toInstant(at),
  staffId: bo.staffId,
  name: bo.name,
  what: 'course',
  courseId: 'C-1',
  event: null,
  ...about,
});

test('the manager reads who saw and changed what, the latest first, day by day', async () => {
  const { as, get, log } = await board();
  await log.note(entry('2026-03-12T22:30:00Z', { name: 'Rie Friis', what: 'list', courseId: null }));
  await log.note(entry('2026-03-13T07:05:00Z', {}));
  await log.note(entry('2026-03-13T07:06:00Z', { what: 'change', event: 'visit.booked' }));
  as(eva);
  const today = wordsOf((await get('/board/access-log')).html);
  expect(today).toContain('Adgangslog, fredag den 13. marts');
  expect(today).toContain('08:06 Bo Holm Ændrede noget: Tiden er noteret. C-1 08:05 Bo Holm Så forløbet C-1');
  expect(today).not.toContain('Rie Friis');
  expect(wordsOf((await get('/board/access-log?day=2026-03-12')).html)).toContain(
    '23:30 Rie Friis Så en liste med patienter',
  );
  expect(wordsOf((await get('/board/access-log?day=2026-03-11')).html)).toContain('Ingen har set');
});

test('what somebody sees at the board is in the log when they see it', async () => {
  const { as, get } = await board();
  expect((await get('/board/courses/C-1')).status).toBe(200);
  as(eva);
  const { html } = await get('/board/access-log');
  expect(wordsOf(html)).toContain('09:00 Bo Holm Så forløbet C-1');
  expect(html).toContain('href="/board/courses/C-1"');
});

test('a long day goes on over pages', async () => {
  const { as, get, log } = await board();
  for (let count = 0; count < 101; count += 1)
    await log.note(entry('2026-03-13T07:00:00Z', { name: `Nr. ${count}` }));
  as(eva);
  const { html } = await get('/board/access-log');
  expect([html.includes('Nr. 100'), html.includes('>Nr. 0<')]).toEqual([true, false]);
  const [, more = ''] = /href="([^"]+after=[^"]+)"/.exec(html) ?? [];
  expect((await get(more.replaceAll('&amp;', '&'))).html).toContain('>Nr. 0<');
});

test('nobody else reads it, nor is shown the way there', async () => {
  const { as, get } = await board();
  for (const somebody of [bo, rie]) {
    as(somebody);
    expect((await get('/board/access-log')).status).toBe(403);
    expect((await get('/board')).html).not.toContain('access-log');
  }
  as(lis);
  expect((await get('/board')).html).toContain('href="/board/access-log"');
});

test('a day that is none is today', async () => {
  const { as, get } = await board();
  as(eva);
  expect(wordsOf((await get('/board/access-log?day=2026-99-99&after=x')).html)).toContain('13. marts');
});
