import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

const STATUS = 'status-4-weeks';
const until = '2026-04-20T00:00:00Z';

/** Stenosis; the pre-examination was held on 5 March: 4-week status 26 March .. 7 April .. 13 April. */
function stenosis() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  const booking = (on: string, startsAt: string) => events.booked(STATUS, on, startsAt);
  return { ...events, begun, booking };
}
type Options = Partial<Parameters<typeof play>[1]>;
const about = (visit: string, events: readonly Raw[], options: Options = {}) =>
  play(events, { until, ...options })
    .emails.filter((line) => line.includes(`${visit}/booking`))
    .map((line) => line.replaceAll(`${visit}/booking/`, ''));

describe('the invitation to book', () => {
  test('7 days before earliest, and on earliest', () => {
    expect(about(STATUS, stenosis().begun)).toEqual([
      '2026-03-19 09:00 2026-03-05/1',
      '2026-03-26 09:00 2026-03-05/2',
    ]);
  });

  test('an entry visit: 3 and 10 days after enrolment, on an open day', () => {
    const events = [courseEvents().enrolled('2026-03-25')];
    expect(about('supplementary-initial', events)).toEqual([
      '2026-03-30 09:00 2026-03-25/1',
      '2026-04-07 09:00 2026-03-25/2',
    ]);
  });

  test('the supplementary visit of a direct course: 3 and 10 days after the first consultation', () => {
    const { enrolled, held } = courseEvents();
    const events = [
      enrolled('2026-03-02', { entry: 'direct' }),
      held('first-consultation', '2026-03-10', '0110'),
    ];
    expect(about('supplementary-initial', events)).toEqual([
      '2026-03-13 09:00 2026-03-10/1',
      '2026-03-20 09:00 2026-03-10/2',
    ]);
  });

  test('stops once it is booked', () => {
    const { begun, booking } = stenosis();
    expect(about(STATUS, [...begun, booking('2026-03-20', '2026-04-07T08:00:00Z')])).toEqual([
      '2026-03-19 09:00 2026-03-05/1',
    ]);
  });

  test('starts anew when the anchor was held on another day, three open days after the last one', () => {
    const { begun, held } = stenosis();
    const again = { ...held('pre-examination', '2026-03-12', '0251'), occurredAt: '2026-03-20T10:00:00Z' };
    expect(about(STATUS, [...begun, again])).toEqual([
      '2026-03-19 09:00 2026-03-05/1',
      '2026-03-24 09:00 2026-03-12/1',
      '2026-03-30 09:00 2026-03-12/2',
    ]);
  });

  test('after an outage only the newest goes out', () => {
    const outage = ['2026-03-18T00:00:00Z', '2026-03-27T10:00:00Z'] as const;
    expect(about(STATUS, stenosis().begun, { outage })).toEqual(['2026-03-27 11:00 2026-03-05/2']);
  });

  test('not once no open day is left in the window', () => {
    const clinic = clinicWith({ closures: [{ from: '2026-03-27', to: '2026-04-13' }] });
    const until = (end: string) => ({ clinic, outage: ['2026-03-18T00:00:00Z', end] as const });
    expect(about(STATUS, stenosis().begun, until('2026-03-26T18:30:00Z'))).toEqual([
      '2026-03-26 19:30 2026-03-05/2',
    ]);
    expect(about(STATUS, stenosis().begun, until('2026-03-27T08:00:00Z'))).toEqual([]);
  });

  test('not when there is none at all', () => {
    const clinic = clinicWith({ closures: [{ from: '2026-03-20', to: '2026-04-13' }] });
    expect(about(STATUS, stenosis().begun, { clinic })).toEqual([]);
  });

  test('three open days apart: what waited for the end of a pause keeps the next one off', () => {
    const { enrolled, held, paused } = courseEvents();
    const events = [
      enrolled('2026-06-01T10:00:00+02:00', { referralDate: '2026-05-25' }),
      held('supplementary-initial', '2026-06-08T10:00:00+02:00', '0261'),
      paused('2026-07-27T10:00:00+02:00', '2026-08-17'),
    ];
    expect(about('closing', events, { until: '2026-10-01T00:00:00Z' })).toEqual([
      '2026-08-17 08:00 2026-06-08/1',
      '2026-08-20 09:00 2026-06-08/2',
    ]);
  });

  test('nothing more when there is no room for that', () => {
    const outage = ['2026-03-18T00:00:00Z', '2026-03-26T06:30:00Z'] as const;
    const clinic = clinicWith({ closures: [{ from: '2026-03-30', to: '2026-04-13' }] });
    expect(about(STATUS, stenosis().begun, { clinic, outage })).toEqual(['2026-03-26 08:00 2026-03-05/1']);
  });
});

describe('once a booking was cleared', () => {
  test('cancelled: the next open day', () => {
    const { begun, booking, cancelled } = stenosis();
    const events = [...begun, booking('2026-03-06', '2026-04-07T08:00:00Z'), cancelled(STATUS, '2026-04-01')];
    expect(about(STATUS, events)).toEqual(['2026-04-07 09:00 after-2026-04-01']);
  });

  test('missed: the next open day after the day it was booked for', () => {
    const { begun, booking, missed } = stenosis();
    const events = [...begun, booking('2026-03-06', '2026-04-08T08:00:00Z'), missed(STATUS, '2026-04-08')];
    expect(about(STATUS, events)).toEqual(['2026-04-09 09:00 after-2026-04-08']);
  });

  test('missed and told late: at once', () => {
    const { begun, booking, missed } = stenosis();
    const told = { ...missed(STATUS, '2026-04-08'), occurredAt: '2026-04-10T10:00:00+02:00' };
    expect(about(STATUS, [...begun, booking('2026-03-06', '2026-04-08T08:00:00Z'), told])).toEqual([
      '2026-04-10 10:15 after-2026-04-08',
    ]);
  });

  test('it takes the place of the invitations on or before its day; a later one still goes', () => {
    const { begun, booking, cancelled } = stenosis();
    const events = [...begun, booking('2026-03-06', '2026-04-07T08:00:00Z'), cancelled(STATUS, '2026-03-18')];
    expect(about(STATUS, events)).toEqual([
      '2026-03-19 09:00 after-2026-03-18',
      '2026-03-26 09:00 2026-03-05/2',
    ]);
  });

  test('booked again: nothing; cleared again on another day: once more', () => {
    const { begun, booking, cancelled } = stenosis();
    const again = [...begun, booking('2026-03-27', '2026-04-07T08:00:00Z'), cancelled(STATUS, '2026-03-30')];
    const booked = [...again, booking('2026-03-30T20:00:00Z', '2026-04-08T08:00:00Z')];
    expect(about(STATUS, booked).slice(2)).toEqual([]);
    const twice = [...again, booking('2026-03-31', '2026-04-08T08:00:00Z'), cancelled(STATUS, '2026-04-06')];
    expect(about(STATUS, twice).slice(2)).toEqual([
      '2026-03-31 09:00 after-2026-03-30',
      '2026-04-07 09:00 after-2026-04-06',
    ]);
  });

  test('not after latest', () => {
    const { begun, booking, missed } = stenosis();
    const events = [...begun, booking('2026-03-06', '2026-04-13T08:00:00Z'), missed(STATUS, '2026-04-13')];
    expect(about(STATUS, events)).toEqual([]);
  });
});

describe('none', () => {
  const follow = 'follow-up-3-months';
  test('for a visit counted from one that is planned, booked or waived', () => {
    const { begun, waived, booked } = (() => {
      const events = courseEvents();
      return { ...events, begun: [events.enrolled('2026-01-12', { referralDate: '2026-01-05' })] };
    })();
    const late = { until: '2027-01-31T00:00:00Z' };
    expect(about('closing', begun, late)).toEqual([]);
    expect(
      about(
        'closing',
        [...begun, booked('supplementary-initial', '2026-01-13', '2026-01-20T08:00:00Z')],
        late,
      ),
    ).toEqual([]);
    expect(about('closing', [...begun, waived('supplementary-initial', '2026-01-13')], late)).toEqual([]);
  });

  test('for an infeasible follow-up; a kept one has them', () => {
    const { enrolled, held, closed } = courseEvents();
    const late = { until: '2027-03-31T00:00:00Z' };
    const closedOn = (day: string) => [
      enrolled('2026-01-12', { referralDate: '2026-01-05' }),
      held('supplementary-initial', '2026-01-19', '0261'),
      held('closing', day, '0267'),
      { ...closed(day, 'completed'), occurredAt: `${day}T18:00:00Z` },
    ];
    expect(about(follow, closedOn('2026-12-15'), late)).toEqual([]);
    expect(about(follow, closedOn('2026-04-13'), late)).toEqual([
      '2026-06-22 09:00 2026-04-13/1',
      '2026-06-29 09:00 2026-04-13/2',
    ]);
  });
});
