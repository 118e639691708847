import { describe, expect, test } from 'vitest';
import {
  digestDayOf,
  isFirstOpenDayOfMonth,
  isFirstOpenDayOfWeek,
} from '../../../shared/core/digest/digest-day.ts';
import { isDigestDue, isManagerDigestDue } from '../../../shared/core/digest/is-due.ts';
import {
  isNews,
  longOverdueSince,
  type StandingTask,
  standingOf,
} from '../../../shared/core/digest/standing.ts';
import { createCalendar } from '../../../shared/core/time/calendar.ts';
import { parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const on = parseCivilDate;
/** Closed from Monday 13 to Friday 17 July, and on Wednesday 1 July. */
const calendar = createCalendar(
  ['06-05'],
  [
    { from: on('2026-07-13'), to: on('2026-07-17') },
    { from: on('2026-07-01'), to: on('2026-07-01') },
  ],
);
function dayOf(today: string) {
  const day = digestDayOf(on(today), calendar, 'Europe/Copenhagen');
  if (!day) throw new Error(`${today} is no open day`);
  return day;
}
const task = (due: string, changes: Partial<StandingTask> = {}): StandingTask => ({
  task: 'book:closing',
  due: on(due),
  snoozedUntil: null,
  since: toInstant('2026-01-05T09:00:00Z'),
  ...changes,
});
const snoozed = (until: string) => ({ snoozedUntil: on(until) });
const sectionOn = (today: string, each: StandingTask) => standingOf(each, dayOf(today))?.section ?? null;

test.each(['2026-03-07', '2026-04-03', '2026-07-14'])('%s is no day for a digest', (date) => {
  expect(digestDayOf(on(date), calendar, 'Europe/Copenhagen')).toBeNull();
});

describe('a task due on Thursday 5 March', () => {
  test.each([
    ['2026-03-04', {}, null],
    ['2026-03-05', {}, 'due'],
    ['2026-03-06', {}, 'overdue'],
    ['2026-03-05', snoozed('2026-03-10'), null],
    ['2026-03-09', snoozed('2026-03-10'), null],
    ['2026-03-10', snoozed('2026-03-10'), 'overdue'],
  ])('on %s, %j: %s', (today, changes, section) => {
    expect(sectionOn(today, task('2026-03-05', changes))).toBe(section);
  });
});

test('what falls due on a day without a digest is told on the last one before it', () => {
  expect(sectionOn('2026-03-06', task('2026-03-07'))).toBe('due');
  expect(sectionOn('2026-03-06', task('2026-03-09'))).toBeNull();
});

test('before a closure it is told apart, with the closed days', () => {
  const friday = dayOf('2026-07-10');
  expect(friday.closure).toEqual({ from: '2026-07-13', to: '2026-07-17' });
  expect(sectionOn('2026-07-10', task('2026-07-10'))).toBe('due');
  expect(sectionOn('2026-07-10', task('2026-07-16'))).toBe('closure');
  expect(sectionOn('2026-07-10', task('2026-07-20'))).toBeNull();
  expect(sectionOn('2026-07-09', task('2026-07-16'))).toBeNull();
  expect(dayOf('2026-07-20').closure).toBeNull();
});

describe('a task stands where it stands', () => {
  const enteredAt = (today: string, each: StandingTask) => standingOf(each, dayOf(today))?.enteredAt;

  test('from the start of its due day, then from the day after it', () => {
    expect(enteredAt('2026-03-05', task('2026-03-05'))).toBe('2026-03-04T23:00:00.000Z');
    expect(enteredAt('2026-03-11', task('2026-03-05'))).toBe('2026-03-05T23:00:00.000Z');
  });

  test('before a closure from the start of the last open day', () => {
    expect(enteredAt('2026-07-10', task('2026-07-16'))).toBe('2026-07-09T22:00:00.000Z');
  });

  test('from the end of its snooze', () => {
    expect(enteredAt('2026-03-11', task('2026-03-05', snoozed('2026-03-10')))).toBe(
      '2026-03-09T23:00:00.000Z',
    );
  });

  test('no earlier than it opened, or opened anew', () => {
    const since = toInstant('2026-03-09T12:00:00Z');
    expect(enteredAt('2026-03-11', task('2026-03-05', { since }))).toBe(since);
  });
});

test('the manager hears of what is overdue by more weekdays than may pass', () => {
  const since = (today: string) => longOverdueSince(task('2026-03-05'), dayOf(today), 10);
  expect(since('2026-03-19')).toBeNull();
  expect(since('2026-03-20')).toBe('2026-03-19T23:00:00.000Z');
  expect(since('2026-03-23')).toBe('2026-03-19T23:00:00.000Z');
});

test('news is what came up after the last mail was made, or so shortly before that the index had not got it', () => {
  const last = { day: on('2026-03-05'), readAt: toInstant('2026-03-05T06:00:00Z') };
  expect(isNews(toInstant('2026-03-05T06:00:01Z'), last)).toBe(true);
  expect(isNews(toInstant('2026-03-05T05:58:00Z'), last)).toBe(true);
  expect(isNews(toInstant('2026-03-05T05:50:00Z'), last)).toBe(false);
  expect(isNews(toInstant('2026-03-05T05:50:00Z'), null)).toBe(true);
});

describe('a digest is due', () => {
  const lastOn = (date: string) => ({ day: on(date), readAt: toInstant(`${date}T06:00:00Z`) });
  const line = (section: 'due' | 'overdue' | 'closure', isNew: boolean) => ({ section, isNew });
  const isDue = (today: string, lines: ReturnType<typeof line>[], last: string | null, news = 0) =>
    isDigestDue(
      lines,
      Array.from({ length: news }, () => ({ isNew: true })),
      last === null ? null : lastOn(last),
      dayOf(today),
      5,
    );

  test('when a line or a notice is new, whatever was said yesterday', () => {
    expect(isDue('2026-03-06', [line('overdue', false), line('due', true)], '2026-03-05')).toBe(true);
    expect(isDue('2026-03-06', [line('closure', true)], '2026-03-05')).toBe(true);
    expect(isDue('2026-03-06', [], '2026-03-05', 1)).toBe(true);
    expect(isDue('2026-03-06', [line('overdue', false)], '2026-03-05')).toBe(false);
    expect(isDue('2026-03-06', [], null)).toBe(false);
  });

  test('again 5 weekdays after the last one while something is overdue, past Easter', () => {
    expect(isDue('2026-04-09', [line('overdue', false)], '2026-03-31')).toBe(false);
    expect(isDue('2026-04-10', [line('overdue', false)], '2026-03-31')).toBe(true);
    expect(isDue('2026-04-10', [line('due', false)], '2026-03-31')).toBe(false);
  });

  test('to the manager when something arrived, or all that is known was said four weeks ago', () => {
    const isManagerDue = (today: string, isNew: readonly boolean[], last: string | null) =>
      isManagerDigestDue(
        isNew.map((each) => ({ isNew: each })),
        last === null ? null : lastOn(last),
        dayOf(today),
        28,
      );
    expect(isManagerDue('2026-03-09', [false, true], '2026-03-02')).toBe(true);
    expect(isManagerDue('2026-03-23', [false], '2026-03-02')).toBe(false);
    expect(isManagerDue('2026-03-30', [false], '2026-03-02')).toBe(true);
    expect(isManagerDue('2026-03-30', [], '2026-03-02')).toBe(false);
  });
});

test.each([
  ['2026-03-02', true, true],
  ['2026-03-03', false, false],
  ['2026-04-01', false, true],
  ['2026-04-07', true, false],
  ['2026-06-01', true, true],
  ['2026-07-02', false, true],
  ['2026-07-20', true, false],
  ['2026-11-02', true, true],
])('%s is the first open day of its week: %s, of its month: %s', (date, ofWeek, ofMonth) => {
  expect(isFirstOpenDayOfWeek(dayOf(date))).toBe(ofWeek);
  expect(isFirstOpenDayOfMonth(dayOf(date))).toBe(ofMonth);
});
