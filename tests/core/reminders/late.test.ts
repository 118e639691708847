import { describe, expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';
import { play } from '../../support/play.ts';

const STATUS = 'status-4-weeks';
const stenosis = () => {
  const events = courseEvents();
  const enrolledAt = (at: string) =>
    events.enrolled(at, { protocol: 'lumbar-spinal-stenosis', entry: 'direct' });
  return { ...events, enrolledAt };
};
const until = '2026-03-14T00:00:00Z';
const first = (events: Parameters<typeof play>[0], options: Partial<Parameters<typeof play>[1]> = {}) =>
  play(events, { until, ...options }).emails[0]?.slice(0, 16);

describe('due at once: from 15 minutes after the last event, between 08:00 and 20:00', () => {
  test.each([
    ['2026-03-10T12:00:00+01:00', '2026-03-10 12:15'],
    ['2026-03-10T07:44:59+01:00', '2026-03-10 08:00'],
    ['2026-03-10T07:50:00+01:00', '2026-03-10 08:05'],
    ['2026-03-10T03:00:00+01:00', '2026-03-10 08:00'],
    ['2026-03-10T19:44:59+01:00', '2026-03-10 19:59'],
    ['2026-03-10T19:45:00+01:00', '2026-03-11 08:00'],
    ['2026-03-10T23:59:00+01:00', '2026-03-11 08:00'],
    ['2026-03-07T12:00:00+01:00', '2026-03-07 12:15'],
  ])('enrolled at %s: %s', (at, sent) => {
    expect(first([stenosis().enrolledAt(at)])).toBe(sent);
  });

  test('each further event starts the 15 minutes anew', () => {
    const { enrolledAt, patientUpdated } = stenosis();
    const events = [
      enrolledAt('2026-03-10T12:00:00+01:00'),
      patientUpdated('2026-03-10T12:10:00+01:00', { language: 'en' }),
      patientUpdated('2026-03-10T12:20:00+01:00', { language: 'da' }),
    ];
    expect(first(events)).toBe('2026-03-10 12:35');
  });

  test('the clinic sets the minutes and the hours', () => {
    const clinic = clinicWith({
      reminders: { settleMinutes: 60 },
      quietHours: { from: '18:00', to: '07:00' },
    });
    const { enrolledAt } = stenosis();
    expect(first([enrolledAt('2026-03-10T16:59:00+01:00')], { clinic })).toBe('2026-03-10 17:59');
    expect(first([enrolledAt('2026-03-10T17:00:00+01:00')], { clinic })).toBe('2026-03-11 07:00');
  });

  test('an enrolment dated ahead of the clock keeps the same rule', () => {
    const { enrolledAt } = stenosis();
    const ahead = { ...enrolledAt('2026-03-10T23:00:00+01:00'), receivedAt: '2026-03-10T10:00:00+01:00' };
    const soon = { ...enrolledAt('2026-03-10T10:05:00+01:00'), receivedAt: '2026-03-10T10:00:00+01:00' };
    expect(first([ahead])).toBe('2026-03-11 08:00');
    expect(first([soon])).toBe('2026-03-10 10:15');
    const plan = planAt('2026-03-10T09:00:00Z', [ahead], { lastReceivedAt: '2026-03-10T09:00:00Z' });
    expect(plan.nextWakeAt).toBe('2026-03-11T07:00:00.000Z');
  });
});

describe('late', () => {
  test('on time is not late: the send time holds, whatever was entered that morning', () => {
    const { enrolledAt, held, patientUpdated } = stenosis();
    const events = [
      enrolledAt('2026-02-26'),
      held('pre-examination', '2026-03-05', '0251'),
      patientUpdated('2026-03-19T08:55:00+01:00', { language: 'en' }),
    ];
    const { emails } = play(events, { until: '2026-03-20T00:00:00Z' });
    expect(emails.at(-1)).toBe('2026-03-19 09:00 status-4-weeks/booking/2026-03-05/1');
  });

  test('what is entered at the very instant comes before it', () => {
    const { enrolledAt, held, patientUpdated } = stenosis();
    const events = [
      enrolledAt('2026-02-26'),
      held('pre-examination', '2026-03-05', '0251'),
      patientUpdated('2026-03-19T09:00:00+01:00', { language: 'en' }),
    ];
    const { emails } = play(events, { until: '2026-03-20T00:00:00Z' });
    expect(emails.at(-1)).toBe('2026-03-19 09:15 status-4-weeks/booking/2026-03-05/1');
  });

  test('booked shortly before: invited and told in one e-mail', () => {
    const { enrolledAt, booked } = stenosis();
    const events = [
      enrolledAt('2026-03-02T10:00:00+01:00'),
      { ...booked('pre-examination', '2026-03-02T10:01:00+01:00', '2026-03-09T09:00:00Z') },
    ];
    expect(play(events, { until }).emails).toEqual([
      '2026-03-02 10:16 pre-examination/questionnaires',
      '2026-03-05 09:00 pre-examination/appointment/2026-03-09T09:00:00.000Z + pre-examination/nudge/2026-03-09',
    ]);
  });

  test('past its expiry by then: missed, with the reason', () => {
    const { enrolledAt, booked } = stenosis();
    const events = [
      enrolledAt('2026-03-10T19:50:00+01:00'),
      booked('pre-examination', '2026-03-10T19:55:00+01:00', '2026-03-11T07:00:00Z'),
    ];
    const { emails, plan } = play(events, { until });
    expect(emails).toEqual([]);
    expect(plan.reminders).toMatchObject([
      { kind: 'appointment', status: 'missed', note: 'expired before it could go' },
      { key: 'pre-examination/questionnaires', status: 'missed', note: 'expired before it could go' },
    ]);
  });

  test('after an outage: no burst, one e-mail with what still makes sense', () => {
    const { enrolledAt, held, booked } = stenosis();
    const events = [
      enrolledAt('2026-02-26'),
      held('pre-examination', '2026-03-05', '0251'),
      booked('final-status', '2026-03-06', '2026-06-01T08:00:00Z'),
    ];
    const outage = ['2026-03-15T00:00:00Z', '2026-05-29T10:00:00Z'] as const;
    const { emails, plan } = play(events, { until: '2026-06-02T00:00:00Z', outage });
    expect(emails.slice(2)).toEqual([
      '2026-05-29 12:00 final-status/appointment/2026-06-01T08:00:00.000Z + final-status/questionnaires',
    ]);
    expect(plan.reminders.filter(({ status }) => status === 'missed').map(({ key }) => key)).toEqual([
      `${STATUS}/booking/2026-03-05/1`,
      `${STATUS}/booking/2026-03-05/2`,
    ]);
  });
});

describe('one e-mail per course and civil day', () => {
  test('the plan says so beforehand', () => {
    const { enrolledAt, held, booked } = stenosis();
    const events = [
      enrolledAt('2026-02-26'),
      held('pre-examination', '2026-03-05', '0251'),
      booked('final-status', '2026-05-28T06:00:00+02:00', '2026-06-01T08:00:00Z'),
    ];
    const { reminders } = planAt('2026-05-28T04:30:00Z', events);
    expect(
      reminders.filter(({ visit, status }) => visit === 'final-status' && status === 'planned'),
    ).toMatchObject([
      { kind: 'questionnaires', sendAt: '2026-05-28T06:00:00.000Z' },
      { kind: 'appointment', sendAt: '2026-05-29T07:00:00.000Z' },
    ]);
  });

  test('a second one waits for the next day, even a Saturday', () => {
    const { enrolledAt, booked } = stenosis();
    const events = [
      enrolledAt('2026-03-06T08:00:00+01:00'),
      {
        ...booked('pre-examination', '2026-03-06T08:30:00+01:00', '2026-03-10T09:00:00Z'),
        receivedAt: '2026-03-06T11:00:00+01:00',
      },
    ];
    expect(play(events, { until }).emails).toEqual([
      '2026-03-06 08:15 pre-examination/questionnaires',
      '2026-03-07 09:00 pre-examination/appointment/2026-03-10T09:00:00.000Z',
    ]);
  });

  test.each([
    ['2026-03-11T08:00:00Z', '2026-03-10 12:15'],
    ['2026-03-11T08:01:00Z', '2026-03-11 09:00'],
  ])('it goes today if it would expire first: a visit at %s is told of %s', (startsAt, told) => {
    const { enrolledAt, booked } = stenosis();
    const events = [
      enrolledAt('2026-03-10T08:00:00+01:00'),
      booked('pre-examination', '2026-03-10T12:00:00+01:00', startsAt),
    ];
    expect(play(events, { until }).emails).toEqual([
      '2026-03-10 08:15 pre-examination/questionnaires',
      `${told} pre-examination/appointment/${startsAt.replace('Z', '.000Z')}`,
    ]);
  });
});
