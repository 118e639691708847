import { describe, expect, test } from 'vitest';
import { besidesSes, billOf } from '../../bench/bill/bill.ts';
import { designsOf } from '../../bench/bill/designs.ts';
import { sizeOf } from '../../bench/bill/item-size.ts';
import type { Usage } from '../../bench/bill/meter.ts';
import { courseYearsOf } from '../../bench/bill/metered-year.ts';
import { type Index, indexUnits, readUnits, writeUnits } from '../../bench/bill/units.ts';
import { toInstant } from '../../shared/core/time/instant.ts';

const text = (S: string) => ({ S });
const head = (nextWakeAt: string | undefined, more = 0) => ({
  pk: text('COURSE#1'),
  sk: text('#HEAD'),
  ...(nextWakeAt && { wakes: text('WAKE'), nextWakeAt: text(nextWakeAt) }),
  rest: text('x'.repeat(more)),
});
const WAKES: Index = {
  IndexName: 'wakes',
  KeySchema: [{ AttributeName: 'wakes' }, { AttributeName: 'nextWakeAt' }],
  Projection: { ProjectionType: 'KEYS_ONLY' },
};

describe('what DynamoDB counts', () => {
  test.each([
    [{ a: text('æø') }, 5],
    [{ n: { N: '12345' } }, 5],
    [{ t: { BOOL: true }, u: { NULL: true } }, 4],
    [{ l: { L: [text('abc'), { N: '7' }] } }, 1 + 3 + 1 + 3 + 1 + 2],
    [{ m: { M: { k: text('v') } } }, 1 + 3 + 1 + 1 + 1],
  ])('%j has %d bytes', (item, size) => {
    expect(sizeOf(item)).toBe(size);
  });

  test.each([
    [1, true, 1],
    [4097, true, 2],
    [4097, false, 1],
  ])('%d bytes that are read, consistent: %s, are %d units', (size, isConsistent, units) => {
    expect(readUnits(size, isConsistent)).toBe(units);
  });

  test('a write counts by the larger of before and after, in a transaction twice', () => {
    expect(writeUnits(undefined, head('a'), false)).toBe(1);
    expect(writeUnits(head('a', 1100), head('a'), true)).toBe(4);
  });

  test('an index takes what it holds: nothing, one, or one that goes and one that comes', () => {
    expect(indexUnits(WAKES, undefined, head(undefined))).toBe(0);
    expect(indexUnits(WAKES, undefined, head('a'))).toBe(1);
    expect(indexUnits(WAKES, head('a'), head('a', 3000))).toBe(0);
    expect(indexUnits(WAKES, head('a'), head('b'))).toBe(2);
    expect(indexUnits(WAKES, head('a'), head(undefined))).toBe(1);
    const all = { ...WAKES, Projection: { ProjectionType: 'ALL' } };
    expect(indexUnits(all, head('a'), head('a', 1100))).toBe(2);
  });
});

const runs = {
  invocations: 100,
  coldStarts: 10,
  millis: 10_000,
  readUnits: 1000,
  writeUnits: 1000,
  calls: {},
};
const USAGE: Usage = {
  functions: {
    'record-event': { ...runs, calls: { 'scheduler.CreateSchedule': 80 } },
    'wake-course': { ...runs, calls: { 'ses.SendEmail': 50 } },
    sweep: runs,
    'staff-pages': runs,
  },
  events: 100,
  archivedBytes: 1024 ** 2,
  messages: { events: 100, wakes: 100, sweeps: 100 },
  firings: 200,
  emails: 1000,
  logged: {},
};

test('courses pay for what comes of their events: not for sweeps, and not for pages', () => {
  const { functions, ...rest } = USAGE;
  const { sweep: _, 'staff-pages': __, ...ofCourses } = functions;
  expect(billOf(USAGE)).toEqual(billOf({ ...rest, functions: ofCourses }));
  expect(billOf(USAGE).ses).toBeCloseTo(0.1, 10);
  expect(billOf(USAGE).dynamoDb).toBeCloseTo(2 * (0.001 * 0.1415 + 0.001 * 0.705), 10);
});

test('other designs pay the same for events; who waits by states or by the minute pays more', () => {
  const { ours, ...others } = designsOf(USAGE, 1, 1);
  expect(ours).toBeCloseTo(besidesSes(billOf(USAGE)), 10);
  const waits = others['Step Functions wait'] - others['a schedule per reminder'];
  expect(waits).toBeCloseTo(50 * 5 * 0.000025 + 160 * 0.000025 - 50 / 1e6, 10);
  expect(others['minute cron over an index']).toBeGreaterThan(0.5);
});

test('a course counts from its first event until it is closed, else until the end', () => {
  const line = (courseId: string, type: string, at: string) =>
    ({ event: { courseId, type }, arrivesAt: toInstant(at) }) as Parameters<typeof courseYearsOf>[0][number];
  const lines = [
    line('C-1', 'course.enrolled', '2026-01-01T00:00:00Z'),
    line('C-2', 'course.enrolled', '2026-01-01T00:00:00Z'),
    line('C-2', 'course.closed', '2026-07-02T12:00:00Z'),
  ];
  expect(courseYearsOf(lines, toInstant('2027-01-01T00:00:00Z'))).toBeCloseTo(1.5, 10);
});
