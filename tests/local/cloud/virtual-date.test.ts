import { UTCDate } from '@date-fns/utc';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { virtualDate } from '../../../local/cloud/lambda/virtual-date.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const START = toInstant('2027-01-01T10:00:00Z');
const LATER = toInstant('2027-06-01T00:00:00Z');

test('only the current time is virtual', () => {
  const clock = new VirtualClock(START);
  const Virtual = virtualDate(() => clock.millis());
  class OwnDate extends Virtual {}
  const millis = Date.parse(START);
  expect({
    now: Virtual.now(),
    current: new Virtual().toISOString(),
    asText: Virtual(),
    explicit: [new Virtual(0), new Virtual('2020-02-29T12:00:00Z'), new Virtual(2020, 1, 29)].map(Number),
    parsed: [Virtual.parse('2020-02-29T12:00:00Z'), Virtual.UTC(2020, 1, 29, 12)],
    subclass: Number(new OwnDate()),
    kinds: [new Date(), new UTCDate()].map((date) => date instanceof Virtual),
    others: [
      new Virtual() instanceof Date,
      new OwnDate() instanceof OwnDate,
      new Virtual() instanceof OwnDate,
    ],
    length: Virtual.length,
  }).toEqual({
    now: millis,
    current: START,
    asText: new Date(millis).toString(),
    explicit: [0, Date.parse('2020-02-29T12:00:00Z'), Number(new Date(2020, 1, 29))],
    parsed: [Date.parse('2020-02-29T12:00:00Z'), Date.parse('2020-02-29T12:00:00Z')],
    subclass: millis,
    kinds: [true, true],
    others: [true, true, false],
    length: 7,
  });
  clock.moveTo(LATER);
  expect([Virtual.now(), Number(new Virtual())]).toEqual([Date.parse(LATER), Date.parse(LATER)]);
  expect(Math.abs(Date.now() - Date.parse(LATER))).toBeGreaterThan(1000);
});
