import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readClinic } from '../shared/clinic-file.ts';

const read = (file: string) => readFileSync(new URL(`../clinics/${file}`, import.meta.url), 'utf8');
const sample = JSON.parse(read('sample.json'));
const NAME = 'knee-hip-example';
const example = JSON.parse(read(`protocols/${NAME}.json`));

type Change = (protocol: typeof example) => void;

/** What is wrong with a clinic that adds the example, changed so. */
function issuesOf(change: Change, settings: Record<string, unknown> = {}): string[] {
  const protocol = structuredClone(example);
  change(protocol);
  const files = (name: string) => (name === NAME ? JSON.stringify(protocol) : null);
  const found = readClinic(JSON.stringify({ ...sample, protocols: [NAME], ...settings }), files);
  return 'issues' in found ? found.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}
const FILE = `protocols/${NAME}.json`;
const timing = (visit: number) => `visits.${visit}.timing.direct`;

test('a clinic adds a protocol by its name', () => {
  const found = readClinic(JSON.stringify({ ...sample, protocols: [NAME] }), () => JSON.stringify(example));
  expect(found).toMatchObject({ clinic: { protocols: [{ protocol: NAME, closingVisit: 'arthrosis-end' }] } });
});

test('settings name its visits, and none that there is not', () => {
  expect(issuesOf(() => {}, { questionnaires: { 'arthrosis-end': ['ODI'] } })).toEqual([]);
  expect(issuesOf(() => {}, { questionnaires: { 'arthrosis-middle': ['ODI'] } })).toEqual([
    expect.stringMatching(
      /^questionnaires\.arthrosis-middle: expected one of first-consultation, .*arthrosis-end/,
    ),
  ]);
});

test.each<[string, Change, string]>([
  [
    'an anchor that is no visit',
    ({ visits }) => Object.assign(visits[1].timing.direct, { anchor: 'arthrosis-middle' }),
    `${timing(1)}.anchor: expected "enrolment" or a visit that the entry direct has`,
  ],
  [
    'a circle of anchors',
    ({ visits }) => Object.assign(visits[1].timing.direct, { anchor: 'arthrosis-follow-up' }),
    `${timing(1)}.anchor: expected no circle of anchors: arthrosis-end → arthrosis-follow-up → arthrosis-end`,
  ],
  [
    'a window that ends before the day that the offset gives',
    ({ visits }) => Object.assign(visits[0].timing.direct, { offset: { weeks: 5 } }),
    `${timing(0)}.window.days: expected at least 35, as far as the offset reaches`,
  ],
  [
    'a visit twice',
    ({ visits }) => Object.assign(visits[2], { visit: 'arthrosis-end' }),
    'visits.2.visit: expected another name than visits.1 has',
  ],
  [
    'a session under the code of a visit',
    ({ sessions }) => Object.assign(sessions[0], { serviceCode: '9901' }),
    'sessions.0.serviceCode: expected a code that no visit and no other session has',
  ],
  [
    'no visit that starts the course',
    ({ visits }) => delete visits[0].timing.direct,
    'visits: expected a visit that is counted from the enrolment by the entry direct',
  ],
  [
    'a follow-up without a cap',
    (protocol) => Object.assign(protocol, { cap: null }),
    'cap: expected a cap: visits.2 is a follow-up',
  ],
  [
    'a field that nobody knows',
    (protocol) => Object.assign(protocol, { colour: 'red' }),
    'colour: expected a field that protocol.schema.json knows',
  ],
  [
    'a questionnaire that there is not',
    ({ visits }) => Object.assign(visits[0], { questionnaires: ['KOOS'] }),
    'visits.0.questionnaires.0: expected one of NPRS, ODI, ZCQ',
  ],
  [
    'another name than its file has',
    (protocol) => Object.assign(protocol, { protocol: 'knees' }),
    `protocol: expected the name of the file, "${NAME}"`,
  ],
])('%s is refused with its place and what was expected', (_, change, issue) => {
  expect(issuesOf(change)).toContain(`${FILE}: ${issue}`);
});

test('a letter of the clinic’s own names none of its courses, visits and codes', () => {
  const text = (words: string) => ({ texts: { da: { letters: { appointment: { text: words } } } } });
  const refused = (word: string) => [
    `texts.da.letters.appointment.text: expected no word that tells what patients come for, such as "${word}"`,
  ];
  expect(issuesOf(() => {}, text('Vi glæder os til at se dig.'))).toEqual([]);
  expect(issuesOf(() => {}, text('Husk papirerne til arthrosis-end.'))).toEqual(refused('arthrosis-end'));
  expect(issuesOf(() => {}, text('Det er ydelse 9902.'))).toEqual(refused('9902'));
  expect(
    issuesOf(
      ({ title }) => Object.assign(title, { da: 'GLA:D-forløb' }),
      text('Velkommen til dit GLA:D-forløb.'),
    ),
  ).toEqual(refused('GLA:D-forløb'));
  // Without the protocol it is a word like any other.
  const plain = { ...sample, ...text('Velkommen til dit GLA:D-forløb.') };
  expect(readClinic(JSON.stringify(plain), () => null)).toHaveProperty('clinic');
});

test('a visit of the guides is no visit of the clinic’s own', () => {
  expect(issuesOf(({ visits }) => Object.assign(visits[0], { visit: 'pre-examination' }))).not.toEqual([]);
  const own = structuredClone(example);
  own.visits[0].visit = 'pre-examination';
  for (const { timing } of own.visits.slice(1, 2))
    for (const each of Object.values(timing)) Object.assign(each as object, { anchor: 'pre-examination' });
  const found = readClinic(JSON.stringify({ ...sample, protocols: [NAME] }), () => JSON.stringify(own));
  expect(found).toEqual({
    issues: [
      {
        path: 'protocols.0.visits.0',
        message: 'expected a name that the protocol lumbar-spinal-stenosis does not have',
      },
    ],
  });
});

test('a protocol without a file, or with one that is no JSON', () => {
  const issues = (text: string | null) =>
    readClinic(JSON.stringify({ ...sample, protocols: [NAME] }), () => text);
  expect(issues(null)).toEqual({
    issues: [{ path: 'protocols.0', message: `expected a file to read: ${FILE}` }],
  });
  expect(issues('{')).toEqual({
    issues: [{ path: FILE, message: expect.stringMatching(/^expected JSON: .* in line 1, column/) }],
  });
});
