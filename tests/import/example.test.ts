import { expect, test } from 'vitest';
import { coursesOf, mistakesAsCsv } from '../../local/commands/import/told.ts';
import { mappingSchemaText } from '../../local/sample/mapping-schema.ts';
import { FIELDS } from '../../shared/import/fields.ts';
import { mappingSchema } from '../../shared/import/mapping.ts';
import { read } from '../docs/pages.ts';
import { counts, ImportingClinic } from '../support/importing.ts';

const PAGE = read('docs/import.md');
const blocks = (kind: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
const LOOK = { width: 100, colour: false, ascii: false };

test('the worked example of the page does what the page says', async () => {
  const [list = '', later = ''] = blocks('csv');
  const [told, mistakes] = blocks('text');
  const mapping = mappingSchema.parse(JSON.parse(blocks('json')[0] ?? ''));
  const clinic = new ImportingClinic();
  const first = await clinic.importText(list, '2026-03-03', mapping);
  expect(`${coursesOf(first, LOOK).join('\n')}\n`).toBe(told);
  expect(mistakesAsCsv(first.refused).replace('\uFEFF', '').replaceAll('\r\n', '\n')).toBe(mistakes);
  expect(counts(await clinic.importText(list, '2026-03-04', mapping))).toEqual({ outside: 1, unchanged: 2 });
  const second = await clinic.importText(later, '2026-03-06', mapping);
  expect(`${coursesOf(second, LOOK).join('\n')}\n`).toBe(blocks('text')[2]);
  expect(clinic.course('1018').patient?.consent.email).toBe(true);
});

test('the page names every field', () => {
  expect(FIELDS.filter((field) => !PAGE.includes(`\`${field}\``))).toEqual([]);
});

test('the published schema of a mapping is the one that is read by', () => {
  expect(JSON.parse(read('docs/mapping.schema.json'))).toEqual(JSON.parse(mappingSchemaText()));
});
