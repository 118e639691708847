import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingRows } from '../../../../local/commands/check-clinic/settings.ts';
import { clinicWarnings } from '../../../../local/commands/check-clinic/warnings.ts';
import { clinicFor } from '../../../../local/files/clinic-file.ts';
import { parseCivilDate } from '../../../../shared/core/time/civil-date.ts';
import { OWN_PROTOCOLS } from '../../../support/own-protocol.ts';
import { clinicWith } from '../../../support/plan.ts';
import { temporaryFile } from '../../../support/temporary.ts';
import { ask, eventsFile, run } from '../command-line.ts';

const SAMPLE = new URL('../../../../clinics/sample.json', import.meta.url).pathname;
const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
const NO_EVENTS = eventsFile([]);
const AS_OF = ['--as-of', '2026-01-01T12:00:00+01:00'];

test('a valid file: every setting with its value, origin and meaning', () => {
  const { code, out, err } = run('check-clinic', SAMPLE, ...AS_OF);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}setting +value +origin +meaning\n/);
  expect(out).toMatch(/ {2}sendTime +09:00 +default +Local time at which/);
  expect(out).toMatch(/ {2}closures +2026-02-09 to 2026-02-13, +set +When the clinic/);
  expect(out).toMatch(/Sundby Fysioterapi: the file is valid\.\n$/);
  expect(out).not.toContain('\u001b');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(err).toBe('');
});

test('every setting has a meaning, also those of every kind, visit and language', () => {
  const maximal = clinicFor(new URL('../../../../clinics/maximal.json', import.meta.url).pathname);
  expect(settingRows(maximal).filter(({ meaning }) => meaning === '')).toEqual([]);
});

test('an invalid file: each mistake with its place, and exit code 1', async () => {
  const file = temporaryFile(
    'bad.json',
    JSON.stringify({ ...sample, sendTime: '9', closures: [{ from: '2026-02-30', to: '2026-03-01' }] }),
  );
  expect(await ask('check-clinic', file)).toEqual({
    code: 1,
    out: '',
    err: `${file}: sendTime: expected a local time from 00:00 to 23:59 as HH:mm\n${file}: closures.0.from: expected an existing date as YYYY-MM-DD\n`,
  });
  const json = await ask('check-clinic', file, '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    valid: false,
    issues: [{ path: 'sendTime' }, { path: 'closures.0.from' }],
  });
});

test('a text that tells the complaint: refused with its place', async () => {
  const file = temporaryFile(
    'telling.json',
    JSON.stringify({ ...sample, texts: { en: { intro: 'About your back pain.' } } }),
  );
  const problem = 'expected no word that tells what patients come for, such as "back pain"';
  expect(await ask('check-clinic', file)).toEqual({
    code: 1,
    out: '',
    err: `${file}: texts.en.intro: ${problem}\n`,
  });
});

/** A command that needs the clinic. */
const planWith = (file: string) =>
  ask('plan', '--events', NO_EVENTS, '--as-of', '2026-03-10T10:00:00Z', '--clinic', file);

test('a file that is no JSON: where it breaks, here and to a command that needs the clinic', async () => {
  const file = temporaryFile('broken.json', '{\n  "clinicId": "sample",\n}\n');
  const place = `${file}: (whole file): expected JSON: a name in double quotes in line 3, column 1`;
  expect(await ask('check-clinic', file)).toEqual({ code: 1, out: '', err: `${place}\n` });
  const planned = await planWith(file);
  expect(planned.code).toBe(2);
  expect(planned.err).toContain(`${place} (see check-clinic).`);
});

test('as JSON', async () => {
  const { code, out } = await ask('check-clinic', SAMPLE, '--json', ...AS_OF);
  expect(code).toBe(0);
  const { valid, settings, warnings } = JSON.parse(out);
  expect(valid).toBe(true);
  expect(settings).toContainEqual({
    path: 'sendTime',
    value: '09:00',
    origin: 'default',
    meaning: 'Local time at which reminders go out, HH:mm.',
  });
  expect(warnings).toEqual([]);
});

test.each([
  [{ sendTime: '19:30' }, 'sendTime', 'close to the quiet hours from 20:00'],
  [{ delivery: 'rehearsal' }, 'delivery', 'no letter reaches a patient'],
  [
    { closures: [{ from: '2025-01-02', to: '2025-01-03' }] },
    'closures',
    'one closure lies in the past, the last until 2025-01-03',
  ],
  [{ name: 'Amager Rygklinik' }, 'name', '"Ryg" may tell a complaint'],
  [{ sender: { ...sample.sender, name: 'Knæ & Hofte' } }, 'sender.name', '"Knæ" may tell a complaint'],
  [{ questionnaireUrl: 'https://q.example/form' }, 'questionnaireUrl', 'without {courseId}'],
  [
    {
      reminders: Object.fromEntries(
        ['questionnaires', 'nudge', 'booking', 'rebooking', 'appointment'].map((kind) => [
          kind,
          { enabled: false },
        ]),
      ),
    },
    'reminders',
    'every reminder is switched off',
  ],
])('a warning about %j', (changes, path, message) => {
  const warn = (settings: Record<string, unknown>) =>
    clinicWarnings(clinicWith(settings), 'clinics/sample.json', parseCivilDate('2026-01-01'));
  expect(warn({})).toEqual([]);
  expect(warn(changes)).toEqual([{ path, message: expect.stringContaining(message) }]);
});

test.each([[[]], [['a.json', 'b.json']]])('wrong use: %j', async (files) => {
  expect(await ask('check-clinic', ...files)).toMatchObject({ code: 2, out: '' });
});

test('what a terminal would obey is not repeated from a file', async () => {
  const odd = { 'x\u001b[2Jy\nz': 1, questionnaires: { '\u001b]0;title\u0007': [], '\u202e': [] } };
  const file = temporaryFile('odd.json', JSON.stringify({ ...sample, ...odd }));
  const checked = await ask('check-clinic', file);
  expect(checked.code).toBe(1);
  expect(checked.err.trim().split('\n')).toHaveLength(3);
  expect(checked.err).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  const planned = await planWith(file);
  expect(planned.code).toBe(2);
  expect(planned.err).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
});

test('nor from a file of events', async () => {
  const odd = { eventId: 'e\u001b[2J', type: 'reminders.paused', data: {}, 'x\u001b[2Jy\nz': '050685-1234' };
  const file = temporaryFile('odd.jsonl', `${JSON.stringify(odd)}\n"\\u001b"\n{"\u001b[2J`);
  const { code, err } = await ask('plan', '--events', file, '--as-of', '2026-03-10T10:00:00Z');
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toHaveLength(3);
  expect(err).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
});

test('names of own visits that tell a complaint, where they stand in links', () => {
  const warned = (bookingUrl: string) =>
    clinicWarnings(
      clinicWith({ bookingUrl, protocols: OWN_PROTOCOLS }),
      'sample.json',
      parseCivilDate('2026-01-01'),
    ).filter(({ path }) => path.startsWith('protocols'));
  expect(warned('https://clinic.example/book/{courseId}')).toEqual([]);
  expect(warned('https://clinic.example/book/{courseId}?for={visit}')).toContainEqual({
    path: 'protocols.knee-hip-example',
    message: 'the name arthrosis-end stands in links that have {visit}: "arthrosis" may tell a complaint',
  });
});
