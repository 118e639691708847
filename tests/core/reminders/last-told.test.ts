import { describe, expect, test } from 'vitest';
import { namedTimesAreRight } from '../../../local/faults/promises/named-times.ts';
import { timesAreRight } from '../../../local/faults/promises/told-times.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { addMinutes } from '../../../shared/core/time/instant.ts';
import { anyTimes, lastArrival } from '../../support/any-times.ts';
import { anyArrival } from '../../support/arbitraries.ts';
import { courseEvents } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { type Arriving, play } from '../../support/play.ts';
import fc, { runs } from '../../support/property.ts';
import { seenInPlay } from '../../support/seen-in-play.ts';

/** One leaves confirmations to its booking system, the other sends every kind of letter that tells a time. */
const anyClinic = fc.constantFrom(
  clinicWith(),
  clinicWith({ reminders: { confirmation: { enabled: true } } }),
);
const DAYS = 3 * 24 * 60;

/** Looked at as a patient's calendar shows it, and the letters that only name a time: half an hour by day after each word of the clinic, and at the end. */
function wrongTimesIn(events: readonly Arriving[], clinic: Clinic): string[] {
  const until = addMinutes(lastArrival(events), DAYS);
  const seen = seenInPlay(events, play(events, { until, clinic }), clinic, until);
  return [...timesAreRight(seen), ...namedTimesAreRight(seen)];
}

describe('the last time that a patient was told is the booked one, or it is corrected, or a call task is open', () => {
  test('for any history of times that are told and changed', () => {
    fc.assert(
      fc.property(anyTimes, anyClinic, (events, clinic) => {
        expect(wrongTimesIn(events, clinic)).toEqual([]);
      }),
      runs(150),
    );
  });

  test('a call about one of two visits at one time is about both', () => {
    const { enrolled, event, cancelled, patientUpdated } = courseEvents();
    const booked = (visit: string, on: string, durationMinutes: number) =>
      event('visit.booked', on, { visit, startsAt: STARTS, durationMinutes });
    const STARTS = '2026-03-04T10:00:00+01:00';
    const night = '2026-03-03T00:45:00+01:00';
    const events = [
      enrolled('2026-03-02T09:00:00+01:00', { entry: 'direct' }),
      booked('first-consultation', '2026-03-02T09:00:00+01:00', 60),
      booked('supplementary-initial', night, 30),
      patientUpdated(night, { email: null }),
      cancelled('first-consultation', night),
    ];
    expect(wrongTimesIn(events, clinicWith())).toEqual([]);
  });

  test('for any course as a whole', () => {
    fc.assert(
      fc.property(anyArrival, anyClinic, (events, clinic) => {
        expect(wrongTimesIn(events, clinic)).toEqual([]);
      }),
    );
  });
});
