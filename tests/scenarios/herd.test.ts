import { expect, test } from 'vitest';
import { herdMorning } from '../../bench/herd-run.ts';

const COURSES = 20;

test('mails of one morning, one a second and no more: all at once, many are put off and all go; spread, none is put off', async () => {
  const limited = { courses: COURSES, perSecond: 1 };
  const atOnce = await herdMorning({ ...limited, sendSpreadMinutes: 0 });
  const spread = await herdMorning({ ...limited, sendSpreadMinutes: 60 });
  for (const morning of [atOnce, spread])
    expect(morning).toMatchObject({ sentByNoon: COURSES, statuses: { sent: COURSES } });
  expect(atOnce.refusals).toBeGreaterThan(0);
  expect(spread.refusals).toBe(0);
  expect(spread.lastAfterMinutes).toBeLessThanOrEqual(60);
  expect(spread.mostInAMinute).toBeLessThan(atOnce.mostInAMinute);
});
