import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readClinic } from '../../../shared/clinic-file.ts';
import { LETTER_KINDS, placeholdersOf } from '../../../shared/core/settings/letter-texts.ts';
import { PHRASEBOOK } from '../../../shared/mail/phrasebook.ts';

const sample = JSON.parse(readFileSync(new URL('../../../clinics/sample.json', import.meta.url), 'utf8'));

/** What is wrong in the file of a clinic that has these texts in Danish: `path: message`. */
function issuesOf(da: unknown): string[] {
  const read = readClinic(JSON.stringify({ ...sample, texts: { da } }), () => null);
  return 'issues' in read ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

test('a clinic may say everything in its own words: our own would do as such', () => {
  for (const { patient } of Object.values(PHRASEBOOK)) expect(issuesOf(patient)).toEqual([]);
});

test.each(LETTER_KINDS)(
  '%s: every text may name what it knows, on a line of its own where that is not always known',
  (kind) => {
    const names = placeholdersOf(kind).map((name) => `{${name}}`);
    expect(issuesOf({ letters: { [kind]: { text: ['Hej.', ...names].join('\n') } } })).toEqual([]);
  },
);

test.each([
  [
    'an unknown name in braces',
    { intro: 'Kære {name}' },
    'texts.da.intro: expected nothing in braces but {clinic}, {phone}, {address}, {therapist}',
  ],
  [
    'a name that only another letter knows',
    { letters: { booking: { text: 'Vi ses {moment}.' } } },
    'texts.da.letters.booking.text: expected nothing in braces but {clinic}, {phone}, {address}, {therapist}, {latest}, {range}',
  ],
  [
    'a brace that was not closed',
    { letters: { nudge: { text: 'Husk skemaet før {appointment.' } } },
    'texts.da.letters.nudge.text: expected nothing in braces but {clinic}, {phone}, {address}, {therapist}, {moment}, {day}, {time}, {visit}',
  ],
  [
    'a subject with what is not always known',
    { letters: { appointmentChanged: { subject: 'Flyttet fra {before}' } } },
    'texts.da.letters.appointmentChanged.subject: expected nothing in braces but {clinic}, {phone}, {address}, {moment}, {day}, {time}',
  ],
  [
    'a subject of two lines',
    { letters: { booking: { subject: 'Bestil\ntid' } } },
    'texts.da.letters.booking.subject: expected one line of text',
  ],
  [
    'nothing that is always known',
    { letters: { booking: { text: 'Vi ses {range}.' } } },
    'texts.da.letters.booking.text: expected a line without {range}, which is not always known',
  ],
  [
    'a word that tells the complaint',
    { letters: { appointment: { text: 'Vi ser på din lændesmerte.' } } },
    'texts.da.letters.appointment.text: expected no word that tells what patients come for, such as "lænd"',
  ],
  [
    'a questionnaire by name',
    { answerButton: 'Udfyld ODI' },
    'texts.da.answerButton: expected no word that tells what patients come for, such as "ODI"',
  ],
  [
    'small print that does not say how to reach the clinic',
    { footer: 'Svar på mailen.' },
    'texts.da.footer: expected {phone}: every e-mail says how to reach the clinic',
  ],
  [
    'a letter that there is not',
    { letters: { birthday: { text: 'Tillykke' } } },
    'texts.da.letters.birthday: expected a setting that clinic.schema.json knows',
  ],
])('refused: %s', (_what, texts, issue) => {
  expect(issuesOf(texts).map((each) => each.slice(0, issue.length))).toEqual([issue]);
});

test('refused: what is too long', () => {
  const long = (letters: number) => 'a'.repeat(letters);
  const texts = {
    intro: long(301),
    bookButton: long(41),
    letters: { booking: { subject: long(81), text: long(601) } },
  };
  expect(issuesOf(texts).map((issue) => issue.split(': ')[0])).toEqual([
    'texts.da.intro',
    'texts.da.bookButton',
    'texts.da.letters.booking.subject',
    'texts.da.letters.booking.text',
  ]);
  expect(issuesOf(texts).join()).toContain('300');
});
