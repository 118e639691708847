import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../support/events.ts';
import { planAt } from '../support/plan.ts';

/** Low back pain, closed as completed on 14 April: follow-ups until 27 July and, capped, 5 January. */
function completed(reason = 'completed') {
  const events = courseEvents();
  const base = [
    events.enrolled('2026-01-12', { referralDate: '2026-01-05' }),
    events.held('supplementary-initial', '2026-01-19', '0261'),
    events.held('closing', '2026-04-13', '0267'),
    events.closed('2026-04-14', reason),
  ];
  return { ...events, base };
}
const FIRST = 'follow-up-3-months';
const SECOND = 'follow-up-9-months';
const endOf = (raw: readonly Raw[]) => planAt('2026-08-01T09:00:00Z', raw).end?.endsOn ?? null;

describe('a course ends', () => {
  test('by itself, long after its last window, when nobody closes it', () => {
    const { base } = completed();
    // The follow-ups may lie until 5 January 2027.
    expect(endOf(base.slice(0, 3))).toBe('2028-01-05');
  });

  test('by itself, four weeks after every visit is settled', () => {
    const { base, held, waived } = completed();
    const settled = [...base.slice(0, 3), held(FIRST, '2026-07-14', '0268'), waived(SECOND, '2026-07-20')];
    expect(endOf(settled)).toBe('2026-08-17');
    expect(planAt('2026-11-15T09:00:00Z', settled).purge).toBe(true);
  });

  test('later, when something is said of a visit after its last window', () => {
    const { base, missed } = completed();
    expect(endOf([...base.slice(0, 3), missed(SECOND, '2027-02-10')])).toBe('2028-02-10');
  });

  test('when it is closed', () => {
    expect(endOf(completed('withdrew').base)).toBe('2026-04-14');
  });

  test('when that was told, if its date is still to come: a slip keeps nobody’s address for decades', () => {
    const { base, event } = completed();
    const closing = event('course.closed', '2026-04-14', { date: '2056-04-14', reason: 'withdrew' });
    expect(endOf([...base.slice(0, 3), closing])).toBe('2026-04-14');
    const tomorrow = event('course.closed', '2026-04-14', { date: '2026-04-15', reason: 'withdrew' });
    expect(endOf([...base.slice(0, 3), tomorrow])).toBe('2026-04-15');
  });

  test('with kept follow-ups: when the last of them is past its latest', () => {
    expect(endOf(completed().base)).toBe('2027-01-06');
  });

  test('with kept follow-ups: when the last of them is held or waived', () => {
    const { base, held, waived } = completed();
    const first = [...base, held(FIRST, '2026-07-14', '0268')];
    expect(endOf(first)).toBe('2027-01-06');
    expect(endOf([...first, held(SECOND, '2026-12-22', '0268')])).toBe('2026-12-22');
    expect(endOf([...first, waived(SECOND, '2026-07-20')])).toBe('2026-07-14');
  });

  test('not before a follow-up that is booked after its latest', () => {
    const { base, booked } = completed();
    expect(endOf([...base, booked(SECOND, '2026-12-01', '2027-01-20T09:00:00Z')])).toBe('2027-01-21');
  });
});

test('contact details are erased after 90 days, the log after a year, by the local day', () => {
  const { base } = completed('withdrew');
  const plan = planAt('2026-07-12T22:00:00Z', base);
  expect(plan.end).toMatchObject({
    contactsErasedAt: '2026-07-12T22:00:00.000Z',
    logErasedAt: '2027-04-13T22:00:00.000Z',
  });
  expect(plan.purge).toBe(true);
  expect(planAt('2026-07-12T21:59:59Z', base)).toMatchObject({
    purge: false,
    nextWakeAt: '2026-07-12T22:00:00.000Z',
  });
});

test('what is erased is not erased again', () => {
  const { base } = completed('withdrew');
  expect(planAt('2026-08-01T09:00:00Z', base, { purged: true })).toMatchObject({
    purge: false,
    nextWakeAt: null,
  });
  expect(planAt('2026-05-01T09:00:00Z', base, { purged: true }).nextWakeAt).toBeNull();
});
