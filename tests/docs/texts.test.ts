import { expect, test } from 'vitest';
import { LETTERS } from '../../shared/core/settings/letter-texts.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import { quotedIn, read } from './pages.ts';

const page = read('docs/texts.md');
const rows = [...page.matchAll(/^\| (`[^|]*) \|(.*)\|$/gm)].map(([, names = '', cells = '']) => ({
  names: quotedIn(names),
  cells,
}));
const letters = rows.filter(({ names: [name = ''] }) => name in LETTERS);

test('names every letter with what its texts may name', () => {
  const told = letters.map(({ names: [name = ''], cells }) => [name, quotedIn(cells)]);
  const sorted = (entries: [string, readonly string[]][]) =>
    Object.fromEntries(entries.map(([name, placeholders]) => [name, placeholders.toSorted()]));
  expect(sorted(told as [string, string[]][])).toEqual(sorted(Object.entries(LETTERS)));
});

test('names every other text, and tells every placeholder by an example', () => {
  const others = rows.filter((row) => !letters.includes(row)).flatMap(({ names }) => names);
  const { letters: _, ...texts } = PHRASEBOOK.da.patient;
  const placeholders = Object.values(LETTERS).flat();
  expect(others.toSorted()).toEqual([...new Set([...Object.keys(texts), ...placeholders])].toSorted());
});
