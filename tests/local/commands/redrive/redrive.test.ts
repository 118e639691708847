import { expect, test } from 'vitest';
import { ask } from '../command-line.ts';

const CLINIC = ['--clinic', 'clinics/sample.json'];
const ID = '5f0c1a2b-0000-4000-8005-000000000001';

test.each([
  [['--queue', 'visits'], '--queue: expected one of events, wakes, emails, digests, sweeps.'],
  [['--redrive', 'all', '--log'], 'give one of --redrive, --discard and --log.'],
  [['--redrive', ID, '--reason', 'x'], '--reason: it belongs to --discard.'],
  [['--redrive', '5f0c'], '--redrive: expected ids of dead letters with commas between them, or all.'],
  [
    ['--discard', 'all', '--reason', 'x'],
    '--discard: expected ids of dead letters with commas between them.',
  ],
  [['--discard', ID], '--reason is missing: say why they are discarded.'],
  [['--discard', ID, '--reason', ' '], '--reason is missing: say why they are discarded.'],
  [['--discard', ID, '--reason', 'x'.repeat(201)], '--reason: expected at most 200 characters.'],
  [['--discard', ID, '--reason', 'a\nb'], '--reason: expected one line of text.'],
  [['--discard', ID, '--reason', 'that of a@b.example'], '--reason: expected no e-mail address.'],
  [['--discard', ID, '--reason', '010190-1234'], '--reason: expected no civil registration number (CPR).'],
])('wrong use: %j', async (args, message) => {
  const { code, out, err } = await ask('redrive', ...CLINIC, ...args);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `course-reminders: ${message}\n` });
});

test('the help shows how', async () => {
  const { code, out } = await ask('redrive', '--help');
  expect(code).toBe(0);
  expect(out).toContain('--redrive all\n');
});
