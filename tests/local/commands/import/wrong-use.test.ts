import { expect, test } from 'vitest';
import { temporaryFile } from '../../../support/temporary.ts';
import { ask } from '../command-line.ts';

const CLINIC = ['--clinic', 'clinics/sample.json'];
const LIST = temporaryFile('list.csv', 'Patientnr;Navn\n1;Åse Sørensen');
const EXCEL = temporaryFile('list.xlsx.csv', 'PK\u0003\u0004');
const NO_JSON = temporaryFile('mapping.json', '{');
const UNKNOWN = temporaryFile('mapping.json', '{"columns":{"patientId":7}}');
const NO_GROUP = temporaryFile('mapping.json', '{"calendar":{"patientId":"Pt","serviceCode":"(\\\\d+)"}}');

test.each([
  [['import', ...CLINIC], 'say which file: import FILE.csv --clinic FILE.'],
  [['import', LIST], "--clinic is missing: give the clinic's file."],
  [['import', '/nowhere/list.csv', ...CLINIC], '/nowhere/list.csv: the file cannot be read (ENOENT).'],
  [
    ['import', EXCEL, ...CLINIC],
    `${EXCEL}: this is an Excel or other zipped file, not CSV; open it, export it as CSV (UTF-8) and import that.`,
  ],
  [
    ['import', LIST, ...CLINIC, '--mapping', NO_JSON],
    `${NO_JSON}: the mapping cannot be read: expected JSON.`,
  ],
  [['import', LIST, ...CLINIC, '--mapping', UNKNOWN], `${UNKNOWN}: columns.patientId: expected text.`],
  [
    ['import', LIST, ...CLINIC, '--mapping', NO_GROUP],
    `${NO_GROUP}: calendar.patientId: expected a regular expression with one group in brackets.`,
  ],
  [['export', ...CLINIC], '--to is missing: give a folder to write into.'],
])('what cannot be done is told in one sentence, before anything is asked: %j', async (args, sentence) => {
  expect(await ask(...args)).toEqual({ code: 2, out: '', err: `course-reminders: ${sentence}\n` });
});
