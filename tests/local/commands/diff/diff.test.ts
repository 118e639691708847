import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableCourseError } from '../../../../local/clinic/clinic-table.ts';
import { compareCourse, isDifferent, sumOf } from '../../../../local/commands/diff/compare.ts';
import { compareTable } from '../../../../local/commands/diff/compare-table.ts';
import { renderDiff } from '../../../../local/commands/diff/render.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';
import { courseEvents } from '../../../support/events.ts';
import { clinicWith, planAt } from '../../../support/plan.ts';
import { dueCourse } from '../../../support/shell.ts';
import { temporaryFile } from '../../../support/temporary.ts';
import { ask, run } from '../command-line.ts';

const AS_OF = '2026-03-18T12:00:00+01:00';
const FIRST = 'status-4-weeks/booking/2026-03-05/1';

/** Stenosis with its pre-examination held: the first invitation to book goes tomorrow, 19 March at nine. */
function diffWith(changes: Record<string, unknown>) {
  const { enrolled, held } = courseEvents();
  const events = [
    enrolled('2026-02-26T10:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
  ];
  const from = planAt(AS_OF, events);
  const to = planAt(AS_OF, events, { clinic: clinicWith(changes) });
  return compareCourse({ from, to }, toInstant(AS_OF), 'Europe/Copenhagen');
}

describe('a course by two files of a clinic', () => {
  test('the same settings change nothing', () => {
    const diff = diffWith({});
    expect(isDifferent(diff)).toBe(false);
    expect(diff.tomorrow).toEqual({ from: 1, to: 1 });
  });

  test('a closure moves targets, and what hangs on them', () => {
    const { visits, tomorrow, dropped } = diffWith({ closures: [{ from: '2026-03-19', to: '2026-04-10' }] });
    expect(visits).toContainEqual({
      visit: 'status-4-weeks',
      from: { earliest: '2026-03-26', target: '2026-04-07', latest: '2026-04-13' },
      to: { earliest: '2026-03-26', target: '2026-04-13', latest: '2026-04-13' },
    });
    expect(dropped.map(({ key }) => key)).toContain(FIRST);
    expect(tomorrow).toEqual({ from: 1, to: 0 });
  });

  test('a kind that is switched off is dropped, one that is switched on is added', () => {
    const off = diffWith({ reminders: { booking: { enabled: false } } });
    expect(off.dropped.map(({ key }) => key)).toContain(FIRST);
    expect(off.added).toEqual([]);
    const more = diffWith({ reminders: { booking: { daysBeforeEarliest: [7, 3, 0] } } });
    expect(more.added.map(({ key }) => key)).toContain('status-4-weeks/booking/2026-03-05/3');
  });

  test('another hour moves reminders and no visit', () => {
    const { visits, moved } = diffWith({ sendTime: '10:30' });
    expect(visits).toEqual([]);
    expect(moved).toContainEqual({
      key: FIRST,
      from: '2026-03-19T08:00:00.000Z',
      to: '2026-03-19T09:30:00.000Z',
    });
  });

  test('is told in a table and in sum', () => {
    const diffs = [diffWith({}), diffWith({ sendTime: '10:30' })];
    const { moved } = sumOf(diffs);
    const text = renderDiff(diffs, 'Europe/Copenhagen', { width: 120, color: false, ascii: true } as never);
    expect(text).toMatch(
      /C-1 +reminder moves +status-4-weeks\/booking\/2026-03-05\/1 +2026-03-19 09:00 +2026-03-19 10:30/,
    );
    expect(text).toContain(
      `1 of 2 courses differ: 0 visits moved, reminders: 0 added, 0 dropped, ${moved} moved.`,
    );
  });
});

test('a deployed clinic: what was sent is not told again, and who cannot be read hides nobody', async () => {
  const { shell } = await dueCourse();
  const table = {
    courseIds: async () => ['C-0', 'C-1'],
    course: (courseId: string) =>
      courseId === 'C-0' ? Promise.resolve(new UnreadableCourseError('')) : shell.store.load(courseId),
  };
  const to = clinicWith({ reminders: { questionnaires: { enabled: false } } });
  const compared = () => compareTable(table, { from: clinicWith(), to }, shell.now);
  const droppedIn = ({ diffs }: Awaited<ReturnType<typeof compared>>) =>
    diffs.flatMap(({ dropped }) => dropped.map(({ key }) => key));
  expect(droppedIn(await compared())).toContain('pre-examination/questionnaires');
  await shell.wake();
  const after = await compared();
  expect(droppedIn(after)).not.toContain('pre-examination/questionnaires');
  expect(after.unreadable).toEqual(['C-0']);
});

describe('on the command line', () => {
  const OLD = 'clinics/sample.json';
  const sample = JSON.parse(readFileSync(OLD, 'utf8'));
  const changed = temporaryFile('sample.json', JSON.stringify({ ...sample, sendTime: '10:30' }));
  const FILE = ['--events', 'local/sample/events.jsonl', '--as-of', '2026-06-01T09:00:00+02:00', '--json'];

  test('1 says that something differs, and JSON says what', () => {
    const { code, out } = run('diff', '--clinic', changed, '--against', OLD, ...FILE);
    const { sum, courses } = JSON.parse(out);
    expect(code).toBe(1);
    expect(sum).toMatchObject({ visits: 0, added: 0, dropped: 0 });
    expect(sum.moved).toBeGreaterThan(0);
    expect(courses).toHaveLength(sum.different);
    expect(out).not.toContain('@');
  });

  test.each([
    [[], '--clinic is missing'],
    [['--clinic', OLD], '--against is missing'],
    [['--clinic', OLD, '--against', OLD], 'give either --events FILE or --deployed.'],
    [['--clinic', OLD, '--against', OLD, '--deployed', ...FILE], 'give either --events FILE or --deployed.'],
  ])('asked wrongly: %j', async (args, message) => {
    const { code, err } = await ask('diff', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
