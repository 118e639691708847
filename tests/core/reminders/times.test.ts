import { describe, expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

const STATUS = 'status-4-weeks';
type Options = Partial<Parameters<typeof play>[1]>;

/** Stenosis; the pre-examination was held on 9 March: the 4-week status is due from 27 March to 13 April. */
function stenosis() {
  const events = courseEvents('S-1');
  const begun = [
    events.enrolled('2026-03-02T09:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-09', '0251'),
  ];
  const booking = (on: string, startsAt: string, durationMinutes?: number) =>
    events.event('visit.booked', on, {
      visit: STATUS,
      startsAt,
      ...(durationMinutes && { durationMinutes }),
    });
  return { ...events, begun, booking };
}

/** What is said of times, to the minute: `04-08 10:15 appointment 04-09 09:30 after 0003`. */
function told(
  events: readonly Raw[],
  { until = '2026-04-20T00:00:00Z', ...options }: Options = {},
): string[] {
  return play(events, { until, ...options })
    .emails.filter((line) => /appointment|cancelled|confirmation/.test(line))
    .map((line) => {
      const [, on, at, keys = ''] = /^2026-(\S+) (\S+) (.*)$/.exec(line) ?? [];
      const times = keys
        .split(' + ')
        .filter((key) => /appointment|cancelled|confirmation/.test(key))
        .map((key) => key.replace(/^[^/]+\//, '').replace(/2026-(\d\d-\d\d)T(\d\d:\d\d):00.000Z/, '$1 $2Z'));
      return `${on} ${at} ${times.join(' + ')}`;
    });
}

describe('a time that was told and is moved', () => {
  test('is told anew at once, however far ahead the new one lies, and reminded of in its turn', () => {
    const { begun, booking } = stenosis();
    const moved = [
      booking('2026-03-10T10:00:00+01:00', '2026-03-31T10:00:00+02:00'),
      booking('2026-03-30T10:00:00+02:00', '2026-04-09T10:00:00+02:00'),
    ];
    expect(told([...begun, ...moved])).toEqual([
      '03-27 09:00 appointment/03-31 08:00Z',
      '03-30 10:15 appointment/04-09 08:00Z/after-0003',
      '04-07 09:00 appointment/04-09 08:00Z',
    ]);
  });

  test('is told at once also as a second e-mail of the day', () => {
    const { begun, booking } = stenosis();
    const moved = [
      booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00'),
      booking('2026-04-08T10:00:00+02:00', '2026-04-09T09:30:00+02:00'),
    ];
    expect(told([...begun, ...moved])).toEqual([
      '04-08 09:00 appointment/04-10 08:00Z',
      '04-08 10:15 appointment/04-09 07:30Z/after-0003',
    ]);
  });

  test('in one instant, told as cancelled and booked: moved', () => {
    const { begun, booking, cancelled } = stenosis();
    const at = '2026-04-08T10:00:00+02:00';
    const moved = [
      booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00'),
      booking(at, '2026-04-09T09:30:00+02:00'),
      cancelled(STATUS, at),
    ];
    expect(told([...begun, ...moved]).at(-1)).toBe('04-08 10:15 appointment/04-09 07:30Z/after-0003');
  });

  test('there, away and back: told three times', () => {
    const { begun, booking } = stenosis();
    const A = '2026-04-10T10:00:00+02:00';
    const moved = [
      booking('2026-03-12T10:00:00+01:00', A),
      booking('2026-04-08T10:00:00+02:00', '2026-04-09T09:30:00+02:00'),
      booking('2026-04-08T12:00:00+02:00', A),
    ];
    expect(told([...begun, ...moved]).slice(1)).toEqual([
      '04-08 10:15 appointment/04-09 07:30Z/after-0003',
      '04-08 12:15 appointment/04-10 08:00Z/after-0004',
    ]);
  });

  test('there, away and back before anything was told of it: nothing', () => {
    const { begun, booking } = stenosis();
    const A = '2026-04-10T10:00:00+02:00';
    const moved = [
      booking('2026-03-12T10:00:00+01:00', A),
      booking('2026-04-08T10:00:00+02:00', '2026-04-09T09:30:00+02:00'),
      booking('2026-04-08T10:10:00+02:00', A),
    ];
    expect(told([...begun, ...moved])).toEqual(['04-08 09:00 appointment/04-10 08:00Z']);
  });

  test('longer than it was told; as long as usual when nobody said how long it was', () => {
    const { begun, booking } = stenosis();
    const A = '2026-04-09T10:00:00+02:00';
    const first = (minutes?: number) => booking('2026-03-12T10:00:00+01:00', A, minutes);
    const longer = (minutes: number) => booking('2026-04-07T12:00:00+02:00', A, minutes);
    expect(told([...begun, first(30), longer(90)])).toEqual([
      '04-07 09:00 appointment/04-09 08:00Z',
      '04-07 12:15 appointment/04-09 08:00Z/after-0003',
    ]);
    expect(told([...begun, first(), longer(30)])).toEqual(['04-07 09:00 appointment/04-09 08:00Z']);
    expect(told([...begun, first(), longer(45)])).toHaveLength(2);
  });

  test('by night: at eight; when the new time comes before that it is missed', () => {
    const { begun, booking } = stenosis();
    const first = booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00');
    const moved = (startsAt: string) => [...begun, first, booking('2026-04-08T21:00:00+02:00', startsAt)];
    expect(told(moved('2026-04-09T08:30:00+02:00')).at(-1)).toBe(
      '04-09 08:00 appointment/04-09 06:30Z/after-0003',
    );
    const { plan } = play(moved('2026-04-09T08:00:00+02:00'), { until: '2026-04-09T12:00:00Z' });
    expect(plan.reminders).toContainEqual(expect.objectContaining({ kind: 'changed', status: 'missed' }));
  });

  test('after a no-show the next time is told at once as well', () => {
    const { begun, booking, missed } = stenosis();
    const again = [
      booking('2026-03-12T10:00:00+01:00', '2026-03-31T10:00:00+02:00'),
      missed(STATUS, '2026-03-31T18:00:00+02:00'),
      booking('2026-04-01T10:00:00+02:00', '2026-04-13T10:00:00+02:00'),
    ];
    expect(told([...begun, ...again])).toEqual([
      '03-27 09:00 appointment/03-31 08:00Z',
      '04-01 10:15 appointment/04-13 08:00Z/after-0003',
      '04-09 09:00 appointment/04-13 08:00Z',
    ]);
  });
});

describe('a time that was told and is off', () => {
  const first = (startsAt: string) => stenosis().booking('2026-03-12T10:00:00+01:00', startsAt);
  const upTo = (on: string, startsAt: string) => {
    const { begun, cancelled } = stenosis();
    return told([...begun, first(startsAt), { ...cancelled(STATUS, on), eventId: 'off' }]);
  };

  test('cancelled: told at once, long before it would have begun', () => {
    expect(upTo('2026-04-01T12:00:00+02:00', '2026-04-07T09:00:00+02:00')).toEqual([
      '03-31 09:00 appointment/04-07 07:00Z',
      '04-01 12:15 cancelled/04-07 07:00Z',
    ]);
  });

  test('on the day on which it was told', () => {
    expect(upTo('2026-04-08T14:00:00+02:00', '2026-04-10T13:00:00+02:00')).toEqual([
      '04-08 09:00 appointment/04-10 11:00Z',
      '04-08 14:15 cancelled/04-10 11:00Z',
    ]);
  });

  test.each([
    [
      'in the morning, cancelled at 20:30: the same evening',
      '20:30',
      '2026-04-10T08:00:00+02:00',
      '04-09 20:45',
    ],
    [
      'in the morning, cancelled at 20:50: the next morning',
      '20:50',
      '2026-04-10T08:30:00+02:00',
      '04-10 08:00',
    ],
    [
      'in the afternoon, cancelled at 20:30: the next morning',
      '20:30',
      '2026-04-10T13:00:00+02:00',
      '04-10 08:00',
    ],
  ])('%s', (_, at, startsAt, on) => {
    expect(upTo(`2026-04-09T${at}:00+02:00`, startsAt).at(-1)).toMatch(on);
  });

  test('never told, or already begun: nothing', () => {
    expect(upTo('2026-04-07T20:00:00+02:00', '2026-04-10T13:00:00+02:00')).toEqual([]);
    expect(upTo('2026-04-10T13:00:00+02:00', '2026-04-10T13:00:00+02:00')).toHaveLength(1);
  });

  test('entered by mistake: as after a cancellation', () => {
    const { begun, retracted } = stenosis();
    const wrong = first('2026-04-09T10:00:00+02:00');
    const events = [...begun, wrong, { ...retracted('2026-04-07T12:00:00+02:00', wrong), eventId: 'off' }];
    expect(told(events)).toEqual([
      '04-07 09:00 appointment/04-09 08:00Z',
      '04-07 12:15 cancelled/04-09 08:00Z',
    ]);
  });

  test('and booked again: told again; off again: told once more', () => {
    const { begun, booking, cancelled } = stenosis();
    const A = '2026-04-10T10:00:00+02:00';
    const events = [
      ...begun,
      booking('2026-03-12T10:00:00+01:00', A),
      cancelled(STATUS, '2026-04-08T09:30:00+02:00'),
      booking('2026-04-08T11:00:00+02:00', A),
      cancelled(STATUS, '2026-04-08T14:00:00+02:00'),
    ];
    expect(told(events)).toEqual([
      '04-08 09:00 appointment/04-10 08:00Z',
      '04-08 09:45 cancelled/04-10 08:00Z',
      '04-08 11:15 appointment/04-10 08:00Z/after-0004',
      '04-08 14:15 cancelled/04-10 08:00Z/after-0005',
    ]);
  });

  test('no e-mail when the course was closed or the visit waived: that is for a call', () => {
    const { begun, closed, waived } = stenosis();
    const events = [...begun, first('2026-04-09T10:00:00+02:00')];
    const at = '2026-04-07T12:00:00+02:00';
    for (const end of [closed(at, 'transferred'), waived(STATUS, at)]) {
      expect(told([...events, { ...end, eventId: 'end' }])).toHaveLength(1);
    }
  });
});

describe('the reminder of an appointment', () => {
  test('booked later than two weekdays before: told at once, though Easter lies between', () => {
    const { begun, booking } = stenosis();
    const late = booking('2026-03-31T10:00:00+02:00', '2026-04-07T09:00:00+02:00');
    expect(told([...begun, late])).toEqual(['03-31 10:15 appointment/04-07 07:00Z']);
  });

  test('booked today for tomorrow: told at once; for later today: not', () => {
    const { begun, booking } = stenosis();
    const on = (startsAt: string) => told([...begun, booking('2026-04-08T10:00:00+02:00', startsAt)]);
    expect(on('2026-04-09T13:00:00+02:00')).toEqual(['04-08 10:15 appointment/04-09 11:00Z']);
    expect(on('2026-04-08T13:00:00+02:00')).toEqual([]);
  });

  test('not when the patient was told on its day or later', () => {
    const { begun, booking } = stenosis();
    const moved = [
      booking('2026-03-12T10:00:00+01:00', '2026-04-13T10:00:00+02:00'),
      booking('2026-04-09T10:00:00+02:00', '2026-04-13T11:00:00+02:00'),
    ];
    expect(told([...begun, ...moved])).toEqual([
      '04-09 09:00 appointment/04-13 08:00Z',
      '04-09 10:15 appointment/04-13 09:00Z/after-0003',
    ]);
  });
});

describe('a clinic that confirms what is booked', () => {
  const clinic = clinicWith({ reminders: { confirmation: { enabled: true } } });

  test('does so at once, reminds later, and tells a late booking once', () => {
    const { begun, booking } = stenosis();
    expect(
      told([...begun, booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00')], { clinic }),
    ).toEqual(['03-12 10:15 confirmation/04-10 08:00Z', '04-08 09:00 appointment/04-10 08:00Z']);
    expect(
      told([...begun, booking('2026-04-09T10:00:00+02:00', '2026-04-10T10:00:00+02:00')], { clinic }),
    ).toEqual(['04-09 10:15 confirmation/04-10 08:00Z']);
  });

  test('not within two hours of the time', () => {
    const { begun, booking } = stenosis();
    const on = (startsAt: string) =>
      told([...begun, booking('2026-04-09T10:00:00+02:00', startsAt)], { clinic });
    expect(on('2026-04-09T12:01:00+02:00')).toHaveLength(1);
    expect(on('2026-04-09T12:00:00+02:00')).toEqual([]);
  });

  test('of a time that moves the new one is told as changed', () => {
    const { begun, booking } = stenosis();
    const moved = [
      booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00'),
      booking('2026-03-13T10:00:00+01:00', '2026-04-09T10:00:00+02:00'),
    ];
    expect(told([...begun, ...moved], { clinic })).toEqual([
      '03-12 10:15 confirmation/04-10 08:00Z',
      '03-13 10:15 appointment/04-09 08:00Z/after-0003',
      '04-07 09:00 appointment/04-09 08:00Z',
    ]);
  });

  test('or has its booking system tell what changes', () => {
    const silent = clinicWith({ reminders: { changed: { enabled: false }, cancelled: { enabled: false } } });
    const { begun, booking, cancelled } = stenosis();
    const moved = [
      booking('2026-03-12T10:00:00+01:00', '2026-04-10T10:00:00+02:00'),
      booking('2026-04-08T10:00:00+02:00', '2026-04-13T10:00:00+02:00'),
      cancelled(STATUS, '2026-04-09T10:00:00+02:00'),
    ];
    expect(told([...begun, ...moved], { clinic: silent })).toEqual([
      '04-08 09:00 appointment/04-10 08:00Z',
      '04-09 09:00 appointment/04-13 08:00Z',
    ]);
  });
});
