import { expect, test } from 'vitest';
import { timesAreRight } from '../../../local/faults/promises/told-times.ts';
import { addMinutes } from '../../../shared/core/time/instant.ts';
import { anyTimes, lastArrival } from '../../support/any-times.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';
import fc from '../../support/property.ts';
import { seenInPlay } from '../../support/seen-in-play.ts';

const clinic = clinicWith();
const DAYS = 3 * 24 * 60;

test('for any history, the last time that a patient was told is the booked one, or it is corrected, or a call task is open', () => {
  fc.assert(
    fc.property(anyTimes, (events) => {
      const until = addMinutes(lastArrival(events), DAYS);
      const played = play(events, { until, clinic });
      expect(timesAreRight(seenInPlay(events, played, clinic, until))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
