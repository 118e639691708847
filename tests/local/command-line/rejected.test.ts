import { expect, test } from 'vitest';
import { writeRejected } from '../../../local/command-line/rejected.ts';

const wrong = (line: number, path = 'type', message = 'expected text') => ({
  line,
  eventId: null,
  courseId: null,
  path,
  message,
});
const AHEAD = 'expected an instant at most one day ahead of the clock';

function told(...rejected: ReturnType<typeof wrong>[]) {
  const lines: string[] = [];
  writeRejected('f', rejected, (line) => lines.push(line));
  return lines;
}

test('each mistake has its line, and so have some that lie ahead', () => {
  expect(told(wrong(2), wrong(3, ''), wrong(4, 'occurredAt', AHEAD))).toEqual([
    'f:2: type: expected text\n',
    'f:3: expected text\n',
    `f:4: occurredAt: ${AHEAD}\n`,
  ]);
});

test('of many the first are named, and the others counted', () => {
  const lines = told(...Array.from({ length: 93 }, (_, index) => wrong(index + 1)));
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('f: and 73 more mistakes.\n');
});

test('many that lie ahead of the clock are one line', () => {
  const ahead = [5, 6, 7, 8].map((line) => wrong(line, 'occurredAt', AHEAD));
  expect(told(wrong(2), ...ahead)).toEqual([
    'f:2: type: expected text\n',
    'f: 4 lines lie more than a day ahead of the clock, from line 5.\n',
  ]);
});
