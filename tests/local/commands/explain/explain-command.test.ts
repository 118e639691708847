import { expect, test } from 'vitest';
import { courseEvents } from '../../../support/events.ts';
import { ask, eventsFile, run } from '../command-line.ts';

const AS_OF = ['--as-of', '2026-03-10T12:00:00+01:00'];
const first = courseEvents('C-1');
const second = courseEvents('C-2');
const file = eventsFile([
  first.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
  first.held('pre-examination', '2026-03-05', '0251'),
  second.enrolled('2026-02-26'),
]);

test('one course is explained, without colour codes', () => {
  const { code, out, err } = run('explain', '--events', file, '--course', 'C-1', ...AS_OF);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^C-1 · lumbar spinal stenosis · open\n/);
  expect(out.replace(/\s+/g, ' ')).toContain(
    '4 weeks after the pre-examination (held 5 Mar 2026) is 2 Apr 2026, a holiday, so 7 Apr 2026.',
  );
  expect(out).not.toContain('C-2');
  expect(out).not.toContain('\u001b');
});

test('a course that is not there: a sentence with how many there are, and exit code 1', async () => {
  expect(await ask('explain', '--events', file, '--course', 'C-9', ...AS_OF)).toEqual({
    code: 1,
    out: '',
    err: `${file}: there is no course C-9 among its 2 courses at that moment.\n`,
  });
});

test('a line that is not valid is named, and exit code 1', async () => {
  const broken = eventsFile([first.enrolled('2026-02-26')], ['not json']);
  const { code, out, err } = await ask('explain', '--events', broken, '--course', 'C-1', ...AS_OF);
  expect(code).toBe(1);
  expect(out).toContain('C-1');
  expect(err).toBe(`${broken}:2: expected one JSON object on one line\n`);
});

test('a line of another course that is not valid is named, and the exit code is that of the course asked for', async () => {
  const other = JSON.stringify({ ...courseEvents('C-2').enrolled('2026-02-26'), type: 'course.lost' });
  const broken = eventsFile([first.enrolled('2026-02-26')], [other]);
  const { code, err } = await ask('explain', '--events', broken, '--course', 'C-1', ...AS_OF);
  expect(code).toBe(0);
  expect(err).toContain(`${broken}:2: type: expected one of`);
});

test('plan prints courses for people, without colour codes', () => {
  const { code, out } = run('plan', '--events', file, ...AS_OF);
  expect(code).toBe(0);
  expect(out).toContain('C-1 · lumbar spinal stenosis · open');
  expect(out).toContain('C-2 · low back pain · from an individual course · open');
  expect(out).toMatch(/├──┤ window {3}◇ target[\s\S]*▼ today\n$/);
  expect(out).not.toContain('\u001b');
});

test.each([
  [['--events', file, ...AS_OF], '--course is missing'],
  [
    ['--events', 'nowhere.jsonl', '--course', 'C-1', ...AS_OF],
    'nowhere.jsonl: the events file cannot be read',
  ],
  [['--events', file, '--course', 'C-1', '--as-of', 'today'], '--as-of: expected a date-time'],
])('wrong use: %j', async (args, sentence) => {
  const { code, err } = await ask('explain', ...args);
  expect(code).toBe(2);
  expect(err).toContain(sentence);
});
