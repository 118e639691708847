import { describe, expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { clinicWith } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

/** Stenosis; the pre-examination was held on 5 March: 4-week status 26 March .. 7 April .. 13 April. */
function stenosis() {
  const events = courseEvents();
  const enrolled = events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' });
  const begun = [enrolled, events.held('pre-examination', '2026-03-05', '0251')];
  const booking = (startsAt: string, on = '2026-03-06') => events.booked('status-4-weeks', on, startsAt);
  return { ...events, enrolled, begun, booking };
}
const FINAL = 'final-status';
const emailsAbout = (visit: string, { emails }: { emails: readonly string[] }) =>
  emails.filter((line) => line.includes(visit)).map((line) => line.replaceAll(`${visit}/`, ''));

test('a whole stenosis course without a booking', () => {
  const { begun, held } = stenosis();
  const events = [...begun, held('status-4-weeks', '2026-04-07', '0254'), held(FINAL, '2026-05-28', '0255')];
  expect(play(events, { until: '2026-07-01T00:00:00Z' }).emails).toEqual([
    '2026-02-26 12:15 pre-examination/questionnaires',
    '2026-03-02 09:00 pre-examination/booking/2026-02-26/1',
    '2026-03-19 09:00 status-4-weeks/booking/2026-03-05/1',
    '2026-03-26 09:00 status-4-weeks/booking/2026-03-05/2',
    '2026-05-13 09:00 final-status/booking/2026-03-05/1',
    '2026-05-20 09:00 final-status/booking/2026-03-05/2',
    '2026-05-21 09:00 final-status/questionnaires',
  ]);
});

describe('questionnaires', () => {
  test('7 days before the booked day', () => {
    const { begun, booked } = stenosis();
    const played = play([...begun, booked(FINAL, '2026-03-06', '2026-06-02T08:00:00Z')], {
      until: '2026-06-03T00:00:00Z',
    });
    expect(emailsAbout(FINAL, played)[0]).toBe('2026-05-26 09:00 questionnaires');
  });

  test('a closed send day moves forward, and the nudge stays on its weekday', () => {
    const clinic = clinicWith({ closures: [{ from: '2026-05-18', to: '2026-05-22' }] });
    const { begun, booked } = stenosis();
    const events = [...begun, booked(FINAL, '2026-03-06', '2026-05-29T08:00:00Z')];
    expect(emailsAbout(FINAL, play(events, { clinic, until: '2026-06-03T00:00:00Z' }))).toEqual([
      '2026-05-26 09:00 questionnaires',
      '2026-05-27 09:00 appointment/2026-05-29T08:00:00.000Z + nudge/2026-05-29',
    ]);
  });

  test('closed until the visit: the last open day before', () => {
    const clinic = clinicWith({ closures: [{ from: '2026-05-18', to: '2026-05-28' }] });
    const { begun, booked } = stenosis();
    const events = [...begun, booked(FINAL, '2026-03-06', '2026-05-29T08:00:00Z')];
    expect(emailsAbout(FINAL, play(events, { clinic, until: '2026-06-03T00:00:00Z' }))).toEqual([
      '2026-05-15 09:00 questionnaires',
      '2026-05-27 09:00 appointment/2026-05-29T08:00:00.000Z + nudge/2026-05-29',
    ]);
  });

  test('on the booked day itself, says the clinic: the last open day before', () => {
    const clinic = clinicWith({ reminders: { questionnaires: { daysBefore: 0 } } });
    const { begun, booked } = stenosis();
    const events = [...begun, booked(FINAL, '2026-03-06', '2026-06-01T08:00:00Z')];
    expect(emailsAbout(FINAL, play(events, { clinic, until: '2026-06-03T00:00:00Z' }))).toContain(
      '2026-05-29 09:00 questionnaires',
    );
  });

  test('not once all are answered; one of three is not all', () => {
    const { begun, answered } = stenosis();
    const some = ['NPRS', 'ODI'].map((each) => answered(FINAL, '2026-05-14', each));
    const until = '2026-06-10T00:00:00Z';
    expect(emailsAbout(FINAL, play([...begun, ...some], { until }))).toContain(
      '2026-05-21 09:00 questionnaires',
    );
    const all = [...begun, ...some, answered(FINAL, '2026-05-15', 'ZCQ')];
    expect(emailsAbout(FINAL, play(all, { until }))).not.toContain('2026-05-21 09:00 questionnaires');
  });

  test('an entry visit that is booked within the quarter of an hour: before that day', () => {
    const { enrolled, booked } = stenosis();
    const events = [enrolled, booked('pre-examination', '2026-02-26T12:10:00+01:00', '2026-03-12T09:00:00Z')];
    expect(play(events, { until: '2026-03-11T00:00:00Z' }).emails[0]).toBe(
      '2026-03-05 09:00 pre-examination/questionnaires',
    );
  });

  test('a clinic may add one to a visit that has none', () => {
    const clinic = clinicWith({ questionnaires: { 'status-4-weeks': ['ODI'] } });
    const { begun } = stenosis();
    expect(emailsAbout('status-4-weeks', play(begun, { clinic, until: '2026-04-08T00:00:00Z' }))).toContain(
      '2026-03-31 09:00 questionnaires',
    );
  });
});

describe('nudge', () => {
  const nudges = (played: { emails: readonly string[] }) =>
    played.emails.filter((line) => line.includes('nudge'));
  const until = '2026-06-03T00:00:00Z';

  test('2 weekdays before the booked day, over a weekend', () => {
    const { begun, booked } = stenosis();
    const played = play([...begun, booked(FINAL, '2026-03-06', '2026-06-01T08:00:00Z')], { until });
    expect(nudges(played)).toEqual([
      '2026-05-28 09:00 final-status/appointment/2026-06-01T08:00:00.000Z + final-status/nudge/2026-06-01',
    ]);
  });

  test('not when the invitation goes out on that very day, or later', () => {
    const { begun, booked } = stenosis();
    const sameDay = booked(FINAL, '2026-05-28T06:00:00+02:00', '2026-06-01T08:00:00Z');
    const { emails } = play([...begun, sameDay], {
      until,
      outage: ['2026-05-20T00:00:00Z', '2026-05-28T05:00:00Z'],
    });
    expect(emails.slice(-2)).toEqual([
      '2026-05-28 08:00 final-status/questionnaires',
      '2026-05-29 09:00 final-status/appointment/2026-06-01T08:00:00.000Z',
    ]);
    expect(nudges({ emails })).toEqual([]);
  });

  test('not once the visit has begun', () => {
    const { begun, booked } = stenosis();
    const { emails } = play([...begun, booked(FINAL, '2026-03-06', '2026-06-01T08:00:00Z')], {
      until: '2026-06-02T00:00:00Z',
      outage: ['2026-05-28T00:00:00Z', '2026-06-01T08:00:00Z'],
    });
    expect(emails.at(-1)).toBe('2026-05-26 09:00 final-status/questionnaires');
  });

  test('again for another day, once for each', () => {
    const { begun, booked } = stenosis();
    const events = [
      ...begun,
      booked(FINAL, '2026-03-06', '2026-05-28T08:00:00Z'),
      booked(FINAL, '2026-05-27', '2026-06-02T08:00:00Z'),
    ];
    const days = nudges(play(events, { until })).map((line) => line.replace(/ .* final-status/, ''));
    expect(days).toEqual(['2026-05-26/nudge/2026-05-28', '2026-05-29/nudge/2026-06-02']);
  });
});

describe('appointment', () => {
  const appointments = (events: Parameters<typeof play>[0], until = '2026-04-20T00:00:00Z') =>
    play(events, { until }).emails.filter((line) => line.includes('appointment'));
  const at = (startsAt: string) => `status-4-weeks/appointment/${startsAt.replace('Z', '.000Z')}`;

  test('2 weekdays before, past Easter', () => {
    const { begun, booking } = stenosis();
    expect(appointments([...begun, booking('2026-04-07T08:00:00Z')])).toEqual([
      `2026-03-31 09:00 ${at('2026-04-07T08:00:00Z')}`,
    ]);
  });

  test('needs no held anchor', () => {
    const { enrolled, booked } = stenosis();
    expect(
      appointments([enrolled, booked('status-4-weeks', '2026-02-27', '2026-04-07T08:00:00Z')]),
    ).toHaveLength(1);
  });
});

test('a kind is switched off for the clinic, or for one visit', () => {
  const { begun } = stenosis();
  const until = '2026-07-01T00:00:00Z';
  const off = clinicWith({ reminders: { booking: { enabled: false } } });
  expect(play(begun, { until, clinic: off }).emails.filter((line) => line.includes('booking'))).toEqual([]);
  const one = clinicWith({
    reminders: { booking: { enabled: false }, visits: { [FINAL]: { booking: { enabled: true } } } },
  });
  expect(play(begun, { until, clinic: one }).emails.filter((line) => line.includes('booking'))).toHaveLength(
    2,
  );
});
