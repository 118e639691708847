import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LostRaceError } from '../../shared/course/advance.ts';
import { DigestNotSentError } from '../../shared/digest/send-once.ts';
import { TornReadError } from '../../shared/ports/course-store.ts';
import { UnreadableDigestError } from '../../shared/ports/digest-store.ts';
import { reasonOf } from '../../shared/ports/our-error.ts';

const ROOT = join(import.meta.dirname, '../..');

test.each(Object.entries({ LostRaceError, DigestNotSentError, TornReadError, UnreadableDigestError }))(
  'of an error of ours the log says what happened: %s',
  (error, OwnError) => {
    expect(reasonOf(new OwnError('what happened'))).toEqual({ error, reason: 'what happened' });
  },
);

test.each([
  ['TypeError', new TypeError('anna@patients.example is not a function')],
  ['ValidationException', Object.assign(new Error('anna@patients.example'), { name: 'ValidationException' })],
  ['unknown', 'anna@patients.example'],
])('of any other only its name: %s', (name, error) => {
  expect(reasonOf(error)).toEqual({ error: name });
});

test('what runs for a clinic has no error of its own beside them', () => {
  const files = ['shared', 'functions'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  );
  const beside = files
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => / extends \w*Error\b(?<!OurError)/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(beside).toEqual(['shared/ports/our-error.ts']);
});
