import { expect, test } from 'vitest';
import { mappingSchema } from '../../shared/import/mapping.ts';
import { readText } from '../support/importing.ts';

const HEADINGS = 'Patientnr;Navn;E-mail;Dato;Kl.;Ydelse';
const ROW = '1017;Åse Sørensen;aase@example.dk;05-03-2026;09.30;0251 Forundersøgelse';
const PLAIN = `${HEADINGS}\r\n${ROW}\r\n`;

/** Bytes of Windows-1252, for letters of which it has the same numbers as Unicode. */
const western = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const APPOINTMENT = {
  serviceCode: '0251',
  startsAt: '2026-03-05T08:30:00.000Z',
  status: 'booked',
};

test.each([
  ['UTF-8', PLAIN],
  ['UTF-8 with its mark', `\uFEFF${PLAIN}`],
  ['Windows-1252', western(PLAIN)],
  ['commas', PLAIN.replaceAll(';', ',')],
  ['tabs', PLAIN.replaceAll(';', '\t')],
  ['a line for Excel', `sep=;\n${PLAIN}`],
  ['quotes', `${HEADINGS}\n"1017";"Åse Sørensen";"aase@example.dk";"05-03-2026";"09.30";"0251"`],
  ['empty rows', `\n${HEADINGS}\n\n;;;;;\n${ROW}`],
  ['English headings', PLAIN.replace(HEADINGS, 'Patient number;Name;Email;Date;Time;Service code')],
])('%s are read alike', async (_, content) => {
  const { courses, refused } = await readText(content);
  expect(refused).toEqual([]);
  const [row] = courses.get('1017') ?? [];
  expect(row?.person).toMatchObject({ patientId: '1017', name: 'Åse Sørensen', email: 'aase@example.dk' });
  expect(row?.appointment).toMatchObject(APPOINTMENT);
});

test.each([
  ['5-3-2026;9:30'],
  ['05.03.26;0930'],
  ['5/3 2026;kl. 9.30'],
  ['2026-03-05;09:30-10:00'],
  ['to. 05-03-2026;9.30'],
  ['05-03-2026 09:30;'],
  ['2026-03-05T09:30:00;'],
  ['2026-03-05T08:30:00Z;'],
])('a day and a time as people write them: %s', async (cells) => {
  const { courses, refused } = await readText(`Patientnr;Dato;Kl;Ydelse\n1;${cells};251`);
  expect(refused).toEqual([]);
  expect(courses.get('1')?.[0]?.appointment).toMatchObject(APPOINTMENT);
});

test.each([
  ['an Excel file', western('PK\u0003\u0004\u0014\0rest'), 'this is an Excel or other zipped file, not CSV'],
  ['an old Excel file', western('\u00d0\u00cf\u0011\u00e0\u00a1'), 'this is an old Excel file, not CSV'],
  ['a web page', '<html><table><tr><td>1</td></tr></table>', 'this is a web page, not CSV'],
  ['a PDF', '%PDF-1.7', 'this is a PDF, not CSV'],
  ['JSON', '[{"a":1}]', 'this is JSON, not CSV'],
  ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x41, 0]), 'this is UTF-16'],
  ['anything', western(`${PLAIN}\0\u0001`), 'this is no text'],
  ['nothing', '', 'the file is empty'],
  ['blanks', ' \n\n', 'the file is empty'],
  ['letters encoded twice', western(`${PLAIN}Ã¦Ã¸Ã¥`), 'the Danish letters were encoded twice'],
  [
    'DOS letters',
    western('Patientnr;Navn\n1;S\u009brensen'),
    'the Danish letters are in the old DOS encoding',
  ],
  ['no headings', ROW, 'expected headings in the first row, such as Patientnr, Navn or Dato'],
  ['no patients', 'Navn;Dato\nA;1', "expected a column with the patient's number, e.g. Patientnr"],
])('what is no list is told in one sentence with the next step: %s', async (_, content, sentence) => {
  const error: unknown = await readText(content).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'NotReadableError', message: expect.stringContaining(sentence) });
  expect(String(error)).toMatch(/; .+/);
  expect(String(error)).not.toMatch(/Åse|aase/);
});

test('a column that the mapping names and the file does not have is missing', async () => {
  const mapping = mappingSchema.parse({ columns: { patientId: 'Nummer' } });
  await expect(readText(PLAIN, mapping)).rejects.toThrow('expected a column headed "Nummer"');
});

test('mistakes are named by row and column, with what was expected and not what stands there', async () => {
  const rows = [
    '010203-1234;A;;05-03-2026;09:30;0251',
    '1;B;;31-02-2026;09:30;0251',
    '2;C;;05-03-2026;25:00;0251',
    '3;D;;05-03-2026;;0251',
    '4;E;;05-03-2026;09:30;hemmelig',
    ';F;;05-03-2026;09:30;0251',
    '5;G;;05-03-2026;09:30;0251',
  ];
  const { courses, refused } = await readText([HEADINGS, ...rows].join('\n'));
  expect([...courses.keys()]).toEqual(['5']);
  expect(refused.map(({ row, column }) => `${row} ${column}`)).toEqual([
    '2 A (Patientnr)',
    '3 D (Dato)',
    '4 E (Kl.)',
    '5 E (Kl.)',
    '6 F (Ydelse)',
    '7 A (Patientnr)',
  ]);
  expect(JSON.stringify(refused)).not.toMatch(/010203|31-02|25:00|hemmelig/);
});

test('a quotation mark that never ends costs what follows, not what stands before', async () => {
  const { courses, refused } = await readText(`${PLAIN}2;"B;;;;\n3;C;;;;\n`);
  expect([...courses.keys()]).toEqual(['1017']);
  expect(refused).toEqual([
    expect.objectContaining({ row: 3, expected: expect.stringContaining('quotation mark') }),
  ]);
});

test('a clinic says what its words, therapists and gaps mean', async () => {
  const mapping = mappingSchema.parse({
    defaults: { consent: 'ja' },
    words: { status: { Kommet: 'held' } },
    therapists: { MH: { therapistId: 'mette', name: 'Mette Holm', email: 'mette@example.dk' } },
  });
  const { courses } = await readText(
    'Patientnr;Behandler;Dato;Status;Ydelse\n1;MH;05-03-2026;kommet;0251',
    mapping,
  );
  const [row] = courses.get('1') ?? [];
  expect(row?.person).toEqual({
    patientId: '1',
    consent: 'yes',
    therapistId: 'mette',
    therapistName: 'Mette Holm',
    therapistEmail: 'mette@example.dk',
  });
  expect(row?.appointment).toMatchObject({ status: 'held', date: '2026-03-05', startsAt: null });
});

test('a row without an end is named, and what follows is not guessed at', async () => {
  const { courses, refused } = await readText(`${PLAIN}2;"${'B;\n'.repeat(9000)}";\n3;C;;;;\n`);
  expect([...courses.keys()]).toEqual(['1017']);
  expect(refused).toEqual([expect.objectContaining({ row: 3, expected: expect.stringContaining('20,000') })]);
});
