import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inDanish } from '../../../shared/web/board/import-danish.ts';
import { ROOT } from '../../docs/pages.ts';

const FOLDER = join(ROOT, 'shared/import');
const sources = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
/** What begins so in the sources of the import is told to whoever imports. */
const BEGINNINGS = 'expected |this is |the file |the calendar |the Danish |a calendar ';

/** Whole sentences, and such as are put together, with something in each gap. */
const sentences = sources.flatMap((source) => [
  ...[...source.matchAll(new RegExp(`'((?:${BEGINNINGS})[^'\n]*)'`, 'g'))].map(([, text = '']) => text),
  ...[...source.matchAll(new RegExp(`\`((?:${BEGINNINGS})[^\`\n]*)\``, 'g'))].map(([, text = '']) =>
    text
      .replaceAll(/\$\{EXPORT_ANEW\}/g, 'export it as CSV (UTF-8) and import that')
      .replaceAll(/\$\{MOST_ROWS\}/g, '50000')
      .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'Patientnr'),
  ),
]);
/** For whoever writes a mapping file, which is not done at the board. */
const OF_MAPPINGS = 'expected a regular expression with one group in brackets';

test.each([...new Set(sentences)].filter((text) => text !== OF_MAPPINGS))('Danish has: %s', (sentence) => {
  const danish = inDanish(sentence) ?? '';
  expect(danish).not.toBe('');
  expect(danish).not.toMatch(/\bexpected\b|\bthe\b|\$\d|\$\{/);
});

test('many are found, and what is not the import’s has none', () => {
  expect(new Set(sentences).size).toBeGreaterThan(30);
  expect(inDanish('expected something else')).toBeNull();
});
