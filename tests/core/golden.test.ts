import { describe, expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { datesOf, planAt, visitOf } from '../support/plan.ts';

describe('lumbar spinal stenosis, pre-examination held on 5 March 2026', () => {
  const { enrolled, held } = courseEvents();
  const plan = planAt('2026-03-06T09:00:00Z', [
    enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
  ]);

  test('the status after 4 weeks falls on Maundy Thursday and moves past Easter', () => {
    expect(datesOf(plan, 'status-4-weeks')).toEqual({
      nominal: '2026-04-02',
      earliest: '2026-03-26',
      target: '2026-04-07',
      latest: '2026-04-13',
      cappedBy: null,
      status: 'planned',
    });
  });

  test('the final status counts from the pre-examination, too', () => {
    expect(datesOf(plan, 'final-status')).toEqual({
      nominal: '2026-05-28',
      earliest: '2026-05-20',
      target: '2026-05-28',
      latest: '2026-06-04',
      cappedBy: null,
      status: 'planned',
    });
  });

  test('the plan says why', () => {
    expect(visitOf(plan, 'status-4-weeks').why.en).toBe(
      '4 weeks after the pre-examination (held 5 Mar 2026) is 2 Apr 2026, a holiday, so 7 Apr 2026.',
    );
  });
});

describe('low back pain, referred on 5 January 2026, 0261 held on 19 January', () => {
  const start = () => {
    const events = courseEvents();
    return {
      ...events,
      begin: [
        events.enrolled('2026-01-12', { referralDate: '2026-01-05' }),
        events.held('supplementary-initial', '2026-01-19', '0261'),
      ],
    };
  };

  test('the closing consultation is due 12 weeks later', () => {
    const { begin } = start();
    expect(datesOf(planAt('2026-01-20T09:00:00Z', begin), 'closing')).toMatchObject({
      earliest: '2026-03-30',
      target: '2026-04-13',
      latest: '2026-04-27',
    });
  });

  test('closed on time: the first follow-up is free, the second is pulled forward to the cap', () => {
    const { begin, held } = start();
    const plan = planAt('2026-04-14T09:00:00Z', [...begin, held('closing', '2026-04-13', '0267')]);
    expect(datesOf(plan, 'follow-up-3-months')).toMatchObject({ target: '2026-07-13', cappedBy: null });
    expect(datesOf(plan, 'follow-up-9-months')).toEqual({
      nominal: '2027-01-13',
      earliest: '2026-12-22',
      target: '2027-01-05',
      latest: '2027-01-05',
      cappedBy: 'referral',
      status: 'planned',
    });
    expect(visitOf(plan, 'follow-up-9-months').why.en).toBe(
      '9 months after the closing consultation (held 13 Apr 2026) would be 13 Jan 2027; the 12 months from referral (5 Jan 2026) end first, so 5 Jan 2027.',
    );
  });

  test('closed on 15 December: no room for either follow-up, and the therapist is to review them', () => {
    const { begin, held } = start();
    const plan = planAt('2026-12-16T09:00:00Z', [...begin, held('closing', '2026-12-15', '0267')]);
    for (const visit of ['follow-up-3-months', 'follow-up-9-months']) {
      expect(datesOf(plan, visit)).toMatchObject({
        status: 'infeasible',
        earliest: null,
        target: null,
        latest: null,
      });
    }
    expect(plan.tasks).toContainEqual(
      expect.objectContaining({ task: 'review-follow-ups', due: '2026-12-22', status: 'open' }),
    );
  });
});

test('low back pain, referred on 31 January 2026, closed on 30 November: the cap is a Sunday', () => {
  const { enrolled, held } = courseEvents();
  const plan = planAt('2026-12-01T09:00:00Z', [
    enrolled('2026-02-02', { referralDate: '2026-01-31' }),
    held('supplementary-initial', '2026-02-09', '0261'),
    held('closing', '2026-11-30', '0267'),
  ]);
  expect(plan.cap).toMatchObject({ date: '2027-01-31', lastWeekday: '2027-01-29' });
  expect(datesOf(plan, 'follow-up-3-months')).toMatchObject({
    nominal: '2027-02-28',
    target: '2027-01-29',
    latest: '2027-01-29',
    cappedBy: 'referral',
  });
  expect(datesOf(plan, 'follow-up-9-months')).toMatchObject({ status: 'infeasible', target: null });
});
