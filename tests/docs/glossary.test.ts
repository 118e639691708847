import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quotedIn, ROOT, read } from './pages.ts';

const code = globSync('{shared,functions,infra,local}/**/*.ts', { cwd: ROOT }).map(read).join('\n');
/** The last cell of each row of the page's tables. */
const words = read('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .flatMap((line) => quotedIn(line.split('|').at(-2) ?? ''));

test('every row of the glossary has a word of the code', () => {
  expect(words.length).toBeGreaterThan(60);
});

test('every word of the code in it is in the code', () => {
  const isInCode = (word: string) =>
    new RegExp(`(?<![\\w-])${word.replaceAll('.', '\\.')}(?![\\w-])`).test(code);
  expect(words.filter((word) => !isInCode(word))).toEqual([]);
});
