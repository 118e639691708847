import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { create, newClinic } from '../../../local/commands/new-clinic.ts';
import { parseClinic } from '../../../shared/clinic.ts';

const dir = mkdtempSync(join(tmpdir(), 'new-clinic-'));
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const flags = {
  dir,
  name: 'Amager Fysioterapi',
  phone: '+45 55 55 02 34',
  address: 'Eksempelgade 1, 2300 København S',
  account: '444455556666',
  region: 'eu-north-1',
  sender: 'paamindelser@amager.example',
  'reply-to': 'kontakt@amager.example',
  'operator-email': 'drift@amager.example',
  'booking-url': 'https://amager.example/book',
  'questionnaire-url': 'https://amager.example/q/{courseId}',
};

test('writes a file that is a valid clinic, and never over another', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await newClinic.run(flags, ['amager'])).toBe(0);
  const clinic = parseClinic(JSON.parse(readFileSync(join(dir, 'amager.json'), 'utf8')));
  expect(clinic).toMatchObject({
    clinicId: 'amager',
    sender: { name: 'Amager Fysioterapi', address: 'paamindelser@amager.example' },
    sendTime: '09:00',
  });
  await expect(newClinic.run(flags, ['amager'])).rejects.toThrow(/exists already/);
});

test('names each option that is not valid, and writes nothing', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await newClinic.run({ ...flags, account: '12', 'booking-url': 'http://x.example' }, ['other'])).toBe(
    1,
  );
  expect(stderr.mock.calls.map(([line]) => line)).toEqual([
    '--account: expected an AWS account id of 12 digits\n',
    '--booking-url: expected an address that starts with https://\n',
  ]);
  expect(() => readFileSync(join(dir, 'other.json'))).toThrow();
});

test('an id that cannot be one is told before anything is asked', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  stderr.mockClear();
  expect(await newClinic.run({ dir }, ['Amager Fys'])).toBe(1);
  expect(stderr.mock.calls).toEqual([['ID: expected 2 to 31 of a-z, 0-9 and -, starting with a letter\n']]);
});

test('says which options are missing where nobody can be asked', async () => {
  await expect(newClinic.run({ dir, name: 'X' }, ['xy'])).rejects.toThrow(/give --phone, --address/);
});

/** Somebody who answers in turn. What they were asked, and what stood there already, is written down. */
function answering(...answers: readonly string[]) {
  const asked: [question: string, typed: string][] = [];
  const left = [...answers];
  const ask = async (question: string, typed: string) => {
    asked.push([question, typed]);
    return left.shift() ?? '';
  };
  return { ask, asked };
}

test('an answer that is not valid is told at once and asked again, with what was typed', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { account: _, sender: __, ...known } = flags;
  const { ask, asked } = answering('12', '444455556666', ' paamindelser@vesterbro.example ');
  expect(await create(known, 'vesterbro', ask)).toBe(0);
  expect(asked).toEqual([
    ['AWS account id (e.g. 111122223333): ', ''],
    ['  expected an AWS account id of 12 digits\nAWS account id (e.g. 111122223333): ', '12'],
    ['Sender of the e-mails (e.g. paamindelser@sundby.example): ', ''],
  ]);
  expect(JSON.parse(readFileSync(join(dir, 'vesterbro.json'), 'utf8'))).toMatchObject({
    account: '444455556666',
    sender: { address: 'paamindelser@vesterbro.example' },
  });
});

test('what cannot be written, or was given wrongly, is told before anything is asked', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  stderr.mockClear();
  await create(flags, 'valby', undefined);
  const { ask, asked } = answering();
  const { account: _, ...known } = flags;
  await expect(create(known, 'valby', ask)).rejects.toThrow('exists already');
  expect(await create({ ...known, 'booking-url': 'http://x.example' }, 'ryparken', ask)).toBe(1);
  expect(stderr.mock.calls).toEqual([['--booking-url: expected an address that starts with https://\n']]);
  expect(asked).toEqual([]);
});

test('every question has an example that is a valid answer', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return / \(e\.g\. (.+)\): $/.exec(question)?.[1] ?? '';
  };
  expect(await create({ dir }, 'examples', ask)).toBe(0);
  expect(asked).toHaveLength(10);
});
