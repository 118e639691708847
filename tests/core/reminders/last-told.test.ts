import { describe, expect, test } from 'vitest';
import { timesAreRight } from '../../../local/faults/promises/told-times.ts';
import { addMinutes } from '../../../shared/core/time/instant.ts';
import { anyTimes, lastArrival } from '../../support/any-times.ts';
import { anyArrival } from '../../support/arbitraries.ts';
import { clinicWith } from '../../support/plan.ts';
import { type Arriving, play } from '../../support/play.ts';
import fc, { runs } from '../../support/property.ts';
import { seenInPlay } from '../../support/seen-in-play.ts';

const clinic = clinicWith();
const DAYS = 3 * 24 * 60;

/** Looked at as a patient's calendar shows it, half an hour by day after each word of the clinic, and at the end. */
function wrongTimesIn(events: readonly Arriving[]): string[] {
  const until = addMinutes(lastArrival(events), DAYS);
  return timesAreRight(seenInPlay(events, play(events, { until, clinic }), clinic, until));
}

describe('the last time that a patient was told is the booked one, or it is corrected, or a call task is open', () => {
  test('for any history of times that are told and changed', () => {
    fc.assert(
      fc.property(anyTimes, (events) => {
        expect(wrongTimesIn(events)).toEqual([]);
      }),
      runs(150),
    );
  });

  test('for any course as a whole', () => {
    fc.assert(
      fc.property(anyArrival, (events) => {
        expect(wrongTimesIn(events)).toEqual([]);
      }),
    );
  });
});
