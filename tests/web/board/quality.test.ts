import { expect, test } from 'vitest';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { qualityOf } from '../../../shared/core/quality/quality-of.ts';
import { isMonth } from '../../../shared/core/time/month.ts';
import { courseEvents } from '../../support/events.ts';
import { Shell } from '../../support/shell.ts';
import { wordsOf } from '../../support/web-page.ts';
import { boardOver } from './board.ts';
import { bo, eva, lis, rie } from './staff.ts';

const at = (day: string) => `${day}T09:00:00Z`;

/** In March one entry examination was held in its window, in April the status after it too late. */
async function twoMonths() {
  const shell = new Shell(at('2026-02-26'));
  const { enrolled, held } = courseEvents();
  await shell.record([enrolled(at('2026-02-26'), { protocol: 'lumbar-spinal-stenosis', entry: 'direct' })]);
  shell.moveTo(at('2026-03-05'));
  await shell.record([held('pre-examination', at('2026-03-05'), '0251')]);
  shell.moveTo(at('2026-04-20'));
  await shell.record([held('status-4-weeks', at('2026-04-20'), '0254')]);
  shell.moveTo(at('2026-05-04'));
  return { shell, board: boardOver(shell) };
}

test('the manager reads the figures of the last month that is over and of the year, without a name', async () => {
  const { board } = await twoMonths();
  board.as(eva);
  const { html, status } = await board.get('/board/quality');
  const words = wordsOf(html);
  expect(status).toBe(200);
  expect(words).toContain('Klinikkens tal for april 2026');
  expect(words).toMatch(/Afholdt inden for perioden: forundersøgelsen ingen 1 af 1 \(100 %\)/);
  expect(words).toMatch(
    /Afholdt inden for perioden: statuskonsultationen efter 4 uger 0 af 1 \(0 %\) 0 af 1 \(0 %\)/,
  );
  expect(words).toMatch(/Måned for måned Mål maj 2025 jun jul .* 2026 feb mar apr/);
  expect(html).not.toMatch(/Anna|P-17/);
});

test('another month is chosen by the address; one that is not over yet is not', async () => {
  const { board } = await twoMonths();
  board.as(lis);
  const march = wordsOf((await board.get('/board/quality?month=2026-03')).html);
  expect(march).toMatch(/perioden: forundersøgelsen 1 af 1 \(100 %\) 1 af 1/);
  for (const month of ['2026-05', '2099-01', 'nonsense', '2026-13'])
    expect(wordsOf((await board.get(`/board/quality?month=${month}`)).html)).toContain('tal for april 2026');
});

test('the bars repeat the table, and are not told', async () => {
  const { board } = await twoMonths();
  board.as(eva);
  const { html } = await board.get('/board/quality');
  const [bars = ''] = html.match(/<tr><th scope="row">[^<]*forundersøgelsen<\/th>[\s\S]*?<\/svg>/) ?? [];
  expect(bars).toContain('aria-hidden="true"');
  // March is the eleventh of twelve months, and all of it was in time.
  expect(bars.match(/<rect/g)).toHaveLength(1);
  expect(bars).toContain('<rect x="122" width="8" y="1.0" height="34.0"/>');
});

test('a spreadsheet opens the same figures, a line for each measure and month', async () => {
  const { board, shell } = await twoMonths();
  board.as(eva);
  const { html, headers } = await board.get('/board/quality.csv?month=2026-04');
  expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('Content-Disposition')).toBe('attachment; filename="kvalitet-2026-04.csv"');
  const rows = html
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((row) => row.split(';'));
  expect(rows[0]).toEqual(['Mål', 'Måned', 'Antal', 'Af', 'Procent']);
  const { figures } = (await shell.head()) ?? {};
  const month = '2026-04';
  if (!figures || !isMonth(month)) throw new Error('the course adds nothing');
  const expected = qualityOf([figures], month, GUIDES).map(({ month: { numerator, denominator } }) => [
    String(numerator),
    String(denominator),
  ]);
  const april = rows.filter(([, each]) => each === month);
  expect(april.map(([, , ...share]) => share.slice(0, 2))).toEqual(expected);
  expect(rows).toHaveLength(1 + expected.length * 13);
});

test('whoever is no manager is refused, and is shown no way there', async () => {
  const { board } = await twoMonths();
  for (const somebody of [bo, rie]) {
    board.as(somebody);
    for (const path of ['/board/quality', '/board/quality.csv']) {
      const { status, html } = await board.get(path);
      expect(status).toBe(403);
      expect(html).not.toMatch(/Afholdt|\d af \d/);
    }
    expect((await board.get('/board')).html).not.toContain('/board/quality');
  }
});
