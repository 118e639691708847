import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

const VISIT = 'pre-examination';

/** Stenosis, booked for 5 March and answered on the 4th; the patient did not come. */
function missedCourse() {
  const events = courseEvents('A-7');
  const missed = [
    events.enrolled('2026-03-02T10:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.booked(VISIT, '2026-03-02T10:05:00+01:00', '2026-03-05T09:00:00+01:00'),
    ...['NPRS', 'ODI', 'ZCQ'].map((each) => events.answered(VISIT, '2026-03-04T10:00:00+01:00', each)),
    events.missed(VISIT, '2026-03-05T10:00:00+01:00'),
  ];
  return { ...events, missed };
}

type Options = Partial<Parameters<typeof play>[1]>;
const asked = (events: readonly Raw[], options: Options = {}) =>
  play(events, { until: '2026-07-01T00:00:00Z', ...options })
    .emails.filter((line) => /questionnaires|nudge/.test(line))
    .map((line) => {
      const [, at, keys = ''] = /^(\S+ \S+) (.*)$/.exec(line) ?? [];
      const asking = keys.split(' + ').filter((key) => /questionnaires|nudge/.test(key));
      return `${at} ${asking.join(' + ').replaceAll(`${VISIT}/`, '')}`;
    });

const FIRST = ['2026-03-02 10:20 questionnaires', '2026-03-03 09:00 nudge/2026-03-05'];

describe('answers of long before the booked day', () => {
  test('do not count for it: asked anew, and nudged', () => {
    const { missed, booked } = missedCourse();
    const again = booked(VISIT, '2026-03-06T10:05:00+01:00', '2026-05-05T09:00:00+02:00');
    expect(asked([...missed, again])).toEqual([
      ...FIRST,
      '2026-04-28 09:00 questionnaires/2026-05-05',
      '2026-05-01 09:00 nudge/2026-05-05',
    ]);
  });

  test.each([
    ['21 days', '2026-03-25T09:00:00+01:00', []],
    ['22 days', '2026-03-26T09:00:00+01:00', ['2026-03-19 09:00 questionnaires/2026-03-26']],
  ])('%s before', (_, startsAt, anew) => {
    const { missed, booked } = missedCourse();
    const again = booked(VISIT, '2026-03-06T10:05:00+01:00', startsAt);
    expect(
      asked([...missed, again]).filter((line) => line.includes('/2026-03-2') && !line.includes('nudge')),
    ).toEqual(anew);
  });

  test('the clinic says how long they count', () => {
    const { missed, booked } = missedCourse();
    const again = booked(VISIT, '2026-03-06T10:05:00+01:00', '2026-05-05T09:00:00+02:00');
    const clinic = clinicWith({ reminders: { questionnaires: { answersLastDays: 90 } } });
    expect(asked([...missed, again], { clinic })).toEqual(FIRST);
  });

  test('answered anew: nothing more is asked', () => {
    const { missed, booked, answered } = missedCourse();
    const again = [
      booked(VISIT, '2026-03-06T10:05:00+01:00', '2026-05-05T09:00:00+02:00'),
      ...['NPRS', 'ODI', 'ZCQ'].map((each) => answered(VISIT, '2026-04-28T12:00:00+02:00', each)),
    ];
    expect(asked([...missed, ...again])).toEqual([...FIRST, '2026-04-28 09:00 questionnaires/2026-05-05']);
  });

  test('moved by a few days after it was asked anew: that stands, only the nudge moves', () => {
    const { missed, booked } = missedCourse();
    const again = [
      booked(VISIT, '2026-03-06T10:05:00+01:00', '2026-05-05T09:00:00+02:00'),
      booked(VISIT, '2026-04-29T10:00:00+02:00', '2026-05-07T09:00:00+02:00'),
    ];
    expect(asked([...missed, ...again])).toEqual([
      ...FIRST,
      '2026-04-28 09:00 questionnaires/2026-05-05',
      '2026-05-05 09:00 nudge/2026-05-07',
    ]);
  });
});
