import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readClinic } from '../shared/clinic-file.ts';

const text = readFileSync(new URL('../clinics/sample.json', import.meta.url), 'utf8');
const sample = JSON.parse(text);

function issuesIn(file: string): string[] {
  const read = readClinic(file, () => null);
  return 'issues' in read ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}
const changed = (changes: Record<string, unknown>) => JSON.stringify({ ...sample, ...changes });
const unknown = (path: string) => `${path}: expected a setting that clinic.schema.json knows`;

test.each<[string, string, string[]]>([
  [
    'every unknown key by its own path',
    changed({
      foo: 1,
      sendtime: 1,
      reminders: { nugde: {}, visits: { 'first-visit': {} } },
      questionnaires: { 'first-visit': [] },
      texts: { de: {} },
      closures: [{ from: '2026-07-13', to: '2026-07-31', name: 'summer' }],
    }),
    ['closures.0.name', 'reminders.nugde', 'texts.de', 'foo', 'sendtime']
      .map(unknown)
      .concat(
        ['reminders.visits', 'questionnaires'].map((path) =>
          expect.stringMatching(`^${path}\\.first-visit: expected one of first-consultation, `),
        ),
      ),
  ],
  ['a key without a character', changed({ '': 1 }), [unknown('""')]],
  [
    'a key that a terminal would obey, and one that it would turn around',
    changed({ 'a\u001b[2J\u009b': 1, 'b\u202e\u{e0001}': 1 }),
    [unknown('a\\u001b[2J\\u009b'), unknown('b\\u202e\\udb40\\udc01')],
  ],
  [
    'a wrong value: what was expected, not what was found',
    changed({ sendTime: '25:00', operatorEmail: 'Karen' }),
    [
      'operatorEmail: expected an e-mail address',
      'sendTime: expected a local time from 00:00 to 23:59 as HH:mm',
    ],
  ],
  [
    'one issue for a field, though two rules refuse it',
    changed({ quietHours: { from: '20:00', to: '08:00' }, sendTime: '07' }),
    ['sendTime: expected a local time from 00:00 to 23:59 as HH:mm'],
  ],
  [
    'mails that would be spread into the quiet hours',
    changed({ sendTime: '18:30', sendSpreadMinutes: 120 }),
    ['sendSpreadMinutes: expected at most 90: the quiet hours begin at 20:00'],
  ],
  [
    'a rehearsal whose letters nobody gets',
    changed({ delivery: 'rehearsal', managerEmail: undefined }),
    ['managerEmail: expected the address that gets the letters while "delivery" is "rehearsal"'],
  ],
  [
    'what is missing',
    changed({ account: undefined, sender: { address: sample.sender.address } }),
    ['account: expected text; it is missing', 'sender.name: expected text; it is missing'],
  ],
  ['a list', '[]', ['(whole file): expected an object']],
  ['nothing', 'null', ['(whole file): expected an object']],
  [
    'broken JSON with the place, and without what stands there',
    text.replace('"phone": ', '"phone": Karen '),
    ['(whole file): expected JSON: a value in line 5, column 12'],
  ],
  ['an empty file', '', ['(whole file): expected JSON: a value in line 1, column 1']],
])('%s', (_, file, lines) => {
  expect(issuesIn(file)).toEqual(lines);
});

test('a valid file: its settings with every default, with a byte order mark as well', () => {
  expect(readClinic(text, () => null)).toMatchObject({ clinic: { clinicId: 'sample', sendTime: '09:00' } });
  expect(readClinic(`\uFEFF${text}`, () => null)).toEqual(readClinic(text, () => null));
});
