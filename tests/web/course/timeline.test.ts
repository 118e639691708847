import { describe, expect, test } from 'vitest';
import { timelineOfJson } from '../../../local/words/timeline.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { parseCivilDate as day } from '../../../shared/core/time/civil-date.ts';
import { timelineOfPlan } from '../../../shared/web/course/plan-timeline.ts';
import { monthsBetween, timelineOf } from '../../../shared/web/course/timeline.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { bookedPlan, completedPlan, NOW, shown, ZONE } from './plans.ts';

describe('the days of a course', () => {
  test('are those of its visits and e-mails, with some room around', () => {
    const timeline = shown(bookedPlan);
    expect(timeline).toMatchObject({ from: '2025-12-31', to: '2027-01-10', today: '2026-04-24' });
    expect(timeline.capDate).toBe('2027-01-05');
    expect(timeline.lanes.map(({ visit, capDate }) => [visit, capDate])).toEqual([
      ['supplementary-initial', null],
      ['closing', null],
      ['follow-up-3-months', '2027-01-05'],
      ['follow-up-9-months', '2027-01-05'],
    ]);
    expect(timeline.lanes[1]).toMatchObject({
      status: 'booked',
      window: { from: '2026-03-30', to: '2026-04-27' },
      target: '2026-04-13',
      bookedOn: '2026-05-05',
      heldOn: null,
      mails: [
        { key: 'closing/questionnaires', status: 'planned', on: '2026-04-28' },
        { key: 'closing/appointment/2026-05-05T08:00:00.000Z', status: 'planned', on: '2026-05-01' },
        { key: 'closing/nudge/2026-05-05', status: 'planned', on: '2026-05-01' },
      ],
    });
  });

  test('of one that is over end with it, and today is not on them', () => {
    expect(shown(completedPlan)).toMatchObject({ to: '2026-04-21', today: null, capDate: null });
  });

  test('are the same from a plan and from the JSON that is printed of it', () => {
    for (const plan of [bookedPlan, completedPlan])
      expect(timelineOfJson(courseToJson(plan), NOW, ZONE)).toEqual(shown(plan));
  });

  test('are none where there is no visit', () => {
    const { event } = courseEvents('C-3');
    expect(
      timelineOfPlan(planAt(NOW, [event('course.erased', '2026-01-05', { reason: 'asked for' })]), NOW, ZONE),
    ).toBeNull();
    expect(timelineOf({ isOpen: true, today: day('2026-01-05'), capDate: null, lanes: [] })).toBeNull();
  });
});

test.each([
  ['2026-01-01', '2026-03-01', ['2026-01-01', '2026-02-01', '2026-03-01']],
  ['2026-01-02', '2026-02-28', ['2026-02-01']],
  ['2026-01-02', '2026-01-31', []],
])('the months that begin from %s to %s', (from, to, months) => {
  expect(monthsBetween(day(from), day(to))).toEqual(months);
});
