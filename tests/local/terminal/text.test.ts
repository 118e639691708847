import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { lookOf } from '../../../local/terminal/look.ts';
import { createProgress } from '../../../local/terminal/progress-bar.ts';
import { padTo, plain, widthOf, wrap } from '../../../local/terminal/text.ts';
import { renderTable } from '../../../local/terminal/text-table.ts';

const look = { width: 60, colour: false, ascii: false };

function terminal(columns = 80) {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    columns,
    getColorDepth: () => 8,
    hasColors: () => true,
  });
  return { stream, written: () => String(stream.read() ?? '') };
}

test.each([
  ['Sødal', 5],
  ['Sødal'.normalize('NFD'), 5],
  ['Ærø å', 5],
  ['\u001b[31mrød\u001b[39m', 3],
  ['漢字', 4],
  ['●◇✉', 3],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
  expect(widthOf(padTo(text, 8))).toBe(8);
});

test('columns align whatever letters they hold; empty columns are left out', () => {
  const columns = [
    { title: 'name' },
    { title: 'empty' },
    { title: 'n', align: 'right' as const },
    { title: 'note' },
  ];
  expect(
    renderTable(
      columns,
      [
        ['Søren Ærø', '', '5', 'short'],
        ['Bo', '', '12', 'a note that is so long that it goes on below, in its own column'],
      ],
      look,
    ),
  ).toEqual([
    '  name        n  note',
    '  Søren Ærø   5  short',
    '  Bo         12  a note that is so long that it goes on',
    '                 below, in its own column',
  ]);
});

test('lines are broken at spaces, and long paths within', () => {
  expect(wrap('see reminders.visits.closing now', 18)).toEqual(['see reminders.', 'visits.closing now']);
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('indivisible x', 4)).toEqual(['indivisible', 'x']);
});

test('text from elsewhere cannot command the terminal', () => {
  expect(plain('a\u001b[2Jb\r\nc\u0007\u202ed')).toBe('ab c d');
});

test.each([
  ['a terminal', { isTTY: true }, { LANG: 'da_DK.UTF-8' }, { ascii: false }],
  ['a terminal in another encoding', { isTTY: true }, { LC_ALL: 'C', LANG: 'da_DK.UTF-8' }, { ascii: true }],
  ['the plain console', { isTTY: true }, { TERM: 'linux', LANG: 'da_DK.UTF-8' }, { ascii: true }],
  ['no terminal', { isTTY: false }, {}, { colour: false, ascii: false, width: 100 }],
])('the look of %s', (_, changes, env, expected) => {
  expect(lookOf(Object.assign(new PassThrough(), changes), env)).toMatchObject(expected);
});

test('there is colour on a terminal, and where it is asked for, unless NO_COLOR is set', () => {
  expect(lookOf(new PassThrough(), {}).colour).toBe(false);
  expect(lookOf(new PassThrough(), { FORCE_COLOR: '1' }).colour).toBe(true);
  expect(lookOf(new PassThrough(), { FORCE_COLOR: '0' }).colour).toBe(false);
  expect(lookOf(new PassThrough(), { FORCE_COLOR: '1', NO_COLOR: '1' }).colour).toBe(false);
  const { stream } = terminal();
  expect(lookOf(stream, {}).colour).toBe(true);
  expect(lookOf(stream, { NO_COLOR: '1' }).colour).toBe(false);
});

test('a progress bar is drawn on a terminal at most every tenth of a second, and removed', () => {
  const { stream, written } = terminal();
  let now = 0;
  const progress = createProgress({ total: 200, label: 'Simulating', stream, clock: () => now });
  progress.update(50, '2026-04-07');
  const first = written();
  expect(first).toContain('Simulating');
  expect(first).toContain(' 25%');
  expect(first).toContain('2026-04-07');
  now = 50;
  progress.update(60);
  expect(written()).toBe('');
  now = 60;
  progress.update(200);
  expect(written()).toContain('100%');
  progress.finish();
  expect(written()).toBe('\r\u001b[2K');
});

test('without a terminal there is no progress bar', () => {
  const stream = new PassThrough();
  const progress = createProgress({ total: 2, label: 'Simulating', stream });
  progress.update(1);
  progress.finish();
  expect(stream.read()).toBeNull();
});
