import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { InvalidClinics, readClinics } from '../../infra/clinics/read-clinics.ts';
import { EnvironmentTooLarge } from '../../infra/constructs/environment-size.ts';
import { refusalOf } from '../../infra/refusal.ts';
import { synthesizeTemplate } from '../../infra/synthesize.ts';
import { clinic, clinicFile } from './templates.ts';

const ROOT = join(import.meta.dirname, '../..');
let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'course-reminders-test-')), 'clinics');
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const write = (name: string, content: unknown) =>
  writeFileSync(
    join(folder, `${name}.json`),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const sample = (changes: Record<string, unknown>) => ({ ...clinicFile('sample'), ...changes });

function linesFor(content: unknown): string[] {
  write('sample', content);
  try {
    readClinics(folder);
  } catch (error) {
    if (error instanceof InvalidClinics) return error.lines.map((line) => line.replace(folder, 'clinics'));
  }
  return [];
}

/** Sixty closures of one day, and long texts: more than a function's environment holds. */
const huge = {
  closures: Array.from({ length: 60 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 1 + 7 * index)).toISOString().slice(0, 10);
    return { from: day, to: day };
  }),
  texts: { da: { intro: 'æ'.repeat(300), signature: 'ø'.repeat(300) }, en: { intro: 'e'.repeat(300) } },
};

describe('a bad clinic file is refused with the path and what was expected', () => {
  it.each([
    [
      'an unknown key',
      sample({ colour: 'blue', reminders: { nugde: {} } }),
      [
        'clinics/sample.json: reminders.nugde: expected a setting that clinic.schema.json knows',
        'clinics/sample.json: colour: expected a setting that clinic.schema.json knows',
      ],
    ],
    [
      'a certificate that is elsewhere',
      sample({
        pagesDomain: {
          name: 'besked.sundby-fysioterapi.example',
          certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c',
        },
      }),
      [
        'clinics/sample.json: pagesDomain.certificateArn: expected a certificate in the Region of the clinic, eu-north-1',
      ],
    ],
    [
      'a bad zone',
      sample({ timeZone: 'Europe/Kobenhavn' }),
      ['clinics/sample.json: timeZone: expected an IANA time zone, e.g. Europe/Copenhagen'],
    ],
    [
      'an impossible time',
      sample({ sendTime: '25:00' }),
      ['clinics/sample.json: sendTime: expected a local time from 00:00 to 23:59 as HH:mm'],
    ],
    [
      'overlapping closures',
      sample({
        closures: [
          { from: '2026-07-13', to: '2026-07-31' },
          { from: '2026-07-20', to: '2026-08-02' },
        ],
      }),
      [
        'clinics/sample.json: closures.1.from: expected a day after 2026-07-31: this closure overlaps closures.0',
      ],
    ],
    [
      'something missing',
      sample({ account: undefined, operatorEmail: 'nobody' }),
      [
        'clinics/sample.json: account: expected text; it is missing',
        'clinics/sample.json: operatorEmail: expected an e-mail address',
      ],
    ],
    [
      'another file’s clinic',
      sample({ clinicId: 'other' }),
      ['clinics/sample.json: clinicId: expected the name of the file, "sample"'],
    ],
  ])('%s', (_what, content, lines) => {
    expect(linesFor(content)).toEqual(lines);
  });

  it('no JSON', () => {
    expect(linesFor('{ "clinicId": ')).toEqual([
      'clinics/sample.json: (whole file): expected JSON: a value in line 1, column 15',
    ]);
  });

  it('a file that cannot be read', () => {
    mkdirSync(join(folder, 'sample.json'));
    expect(() => readClinics(folder)).toThrow(
      /sample\.json: \(whole file\): expected a file to read: EISDIR/,
    );
  });

  it('a domain that another clinic of the same account and Region sends from', () => {
    write('second', sample({ clinicId: 'second' }));
    expect(linesFor(sample({}))).toEqual([
      'clinics/second.json: sender.address: expected a domain that no other clinic of this account and Region ' +
        'sends from, as sample.json does, or "senderIdentity": "existing"',
    ]);
  });

  it('but not a domain that one of them leaves to the other', () => {
    write('second', sample({ clinicId: 'second', senderIdentity: 'existing' }));
    write('sample', sample({}));
    expect(readClinics(folder)).toHaveLength(2);
  });

  it('an environment of more than 4 KB', () => {
    let refused: unknown;
    try {
      synthesizeTemplate(clinic('sample', huge));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(EnvironmentTooLarge);
    expect(refusalOf(refused, 'clinics')).toMatch(
      /^clinics\/sample\.json: closures: expected settings that leave the environment of record-event within 4096 bytes, not \d+; this one takes 2401$/,
    );
  });

  it('by the app as well: exit code 2, the lines, no stack trace', () => {
    write('sample', sample({ sendTime: '25:00' }));
    const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDK_OUTDIR: join(folder, '../out') },
    });
    expect(stderr).toBe(
      `${folder}/sample.json: sendTime: expected a local time from 00:00 to 23:59 as HH:mm\n`,
    );
    expect(status).toBe(2);
    expect(globSync('*.template.json', { cwd: join(folder, '../out') })).toEqual([]);
  });
});

test('what else goes wrong is no refusal', () => {
  expect(() => refusalOf(new TypeError('a mistake of ours'), 'clinics')).toThrow('a mistake of ours');
});

describe('the clinics of this repository', () => {
  it('are valid', () => {
    expect(readClinics(join(ROOT, 'clinics')).map(({ clinicId }) => clinicId)).toEqual(['maximal', 'sample']);
  });
});
