import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFile } from '../../support/temporary.ts';
import { ask, run } from './command-line.ts';

const FIRST = '5f0c1a2b-0000-4000-8005-000000000001';
const SECOND = '5f0c1a2b-0000-4000-8005-000000000002';

test.each([
  [
    ['redrive', '--clinic', 'clinics/sample.json', '--discard', FIRST, SECOND, '--reason', 'x'],
    `unexpected argument "${SECOND}"; see redrive --help.`,
  ],
  [['plan', 'events.jsonl'], 'unexpected argument "events.jsonl"; see plan --help.'],
  [['check-clinic', 'a.json', 'b.json'], 'unexpected argument "b.json"; see check-clinic --help.'],
  [['new-clinic', 'amager', 'sundby'], 'unexpected argument "sundby"; see new-clinic --help.'],
  [['audit', '--lst'], "Unknown option '--lst'; see audit --help."],
  [['plan', '--events'], "Option '--events <value>' argument missing; see plan --help."],
])('what is not understood is not passed over: %j', async (args, message) => {
  expect(await ask(...args)).toEqual({ code: 2, out: '', err: `course-reminders: ${message}\n` });
});

test('the program itself ends with the exit code, and writes to standard error', () => {
  expect(run('audit', '--lst')).toEqual({
    code: 2,
    out: '',
    err: "course-reminders: Unknown option '--lst'; see audit --help.\n",
  });
});

test('what the local clinic cannot be started with is told in one sentence', async () => {
  const file = temporaryFile('cloud.json', '{}');
  expect(await ask('serve', '--port', '0', '--data', dirname(file))).toEqual({
    code: 2,
    out: '',
    err: `course-reminders: ${file} is not the saved state of an embedded cloud: move it away to start anew.\n`,
  });
});
