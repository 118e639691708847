import { describe, expect, test } from 'vitest';
import { addressFingerprint } from '../../../shared/core/events/address.ts';
import { courseEvents, PATIENT } from '../../support/events.ts';
import { type Arriving, play } from '../../support/play.ts';

const STATUS = 'status-4-weeks';
const CALL = `call-patient:${STATUS}`;

/** Stenosis without an address until told otherwise; invitations to the 4-week status: 19 and 26 March. */
function unreachable(patient: Record<string, unknown> = { ...PATIENT, email: null }) {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-03-04', { protocol: 'lumbar-spinal-stenosis', entry: 'direct', patient }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  return { ...events, begun };
}
const bounced = (on: string, messageId: string) => ({
  ...courseEvents().event('email.bounced', on, {
    messageId,
    addressFingerprint: addressFingerprint('C-1', PATIENT.email),
  }),
  eventId: 'bounce',
});

function taskAt(until: string, events: readonly Arriving[], name = CALL) {
  const task = play(events, { until }).plan.tasks.find((each) => each.task === name);
  return task ? `${task.due} ${task.status}` : null;
}

describe('a patient who cannot be e-mailed', () => {
  test.each([
    ['without an address', { ...PATIENT, email: null }, 'no-address'],
    ['without consent', { ...PATIENT, consent: { email: false } }, 'no-consent'],
  ])(
    '%s: nothing goes out, each reminder that comes due is noted, the therapist calls',
    (_, patient, reason) => {
      const { begun } = unreachable(patient);
      const { emails, plan } = play(begun, { until: '2026-03-26T09:00:00Z' });
      expect(emails).toEqual([]);
      expect(plan.reminders.filter(({ visit }) => visit === STATUS)).toMatchObject([
        { key: `${STATUS}/booking/2026-03-05/1`, status: 'undeliverable', note: reason },
        { key: `${STATUS}/booking/2026-03-05/2`, status: 'undeliverable', note: reason },
      ]);
      expect(taskAt('2026-03-18T09:00:00Z', begun)).toBeNull();
      expect(taskAt('2026-03-19T09:00:00Z', begun)).toBe('2026-03-20 open');
      expect(taskAt('2026-03-26T09:00:00Z', begun)).toBe('2026-03-20 overdue');
    },
  );

  test('who was called about a time is called again when it takes longer, and not when it is only booked again', () => {
    const { begun, event, completed } = unreachable();
    const bookedFor = (durationMinutes: number, on: string) =>
      event('visit.booked', on, { visit: STATUS, startsAt: '2026-04-10T13:00:00+02:00', durationMinutes });
    const called = [
      ...begun,
      bookedFor(30, '2026-03-20T10:00:00+01:00'),
      completed(CALL, '2026-04-08T11:00:00+02:00'),
    ];
    expect(taskAt('2026-04-08T12:00:00Z', called)).toMatch('done');
    const again = bookedFor(30, '2026-04-08T12:00:00+02:00');
    expect(taskAt('2026-04-08T12:00:00Z', [...called, again])).toMatch('done');
    const longer = bookedFor(60, '2026-04-08T12:00:00+02:00');
    expect(taskAt('2026-04-08T12:00:00Z', [...called, longer])).toBe('2026-04-09 open');
    const calledAgain = completed(CALL, '2026-04-08T13:00:00+02:00');
    expect(taskAt('2026-04-08T12:00:00Z', [...called, longer, calledAgain])).toMatch('done');
  });

  test('whose consent is withdrawn before a nudge is due: it does not even become an e-mail', () => {
    const { begun, booked, patientUpdated } = unreachable(PATIENT);
    const events = [
      ...begun,
      booked('final-status', '2026-05-05', '2026-05-28T09:00:00+02:00'),
      patientUpdated('2026-05-25', { consent: { email: false } }),
    ];
    const { messages } = play(events, { until: '2026-05-27T00:00:00Z' });
    expect(messages.at(-1)).toMatchObject({
      status: 'undeliverable',
      reason: 'no-consent',
      reminders: [
        { key: 'final-status/appointment/2026-05-28T07:00:00.000Z' },
        { key: 'final-status/nudge/2026-05-28' },
      ],
    });
    expect(messages.filter(({ status }) => status === 'undeliverable')).toHaveLength(1);
  });

  test('called: done, until the next reminder comes due', () => {
    const { begun, completed } = unreachable();
    const events = [...begun, completed(CALL, '2026-03-20')];
    expect(taskAt('2026-03-21T09:00:00Z', events)).toBe('2026-03-20 done');
    expect(taskAt('2026-03-26T09:00:00Z', events)).toBe('2026-03-27 open');
  });

  test('called: what happens to the visit later does not take that back', () => {
    const { begun, completed, booked, cancelled } = unreachable();
    const events = [
      ...begun,
      completed(CALL, '2026-03-20T10:00:00Z'),
      booked(STATUS, '2026-03-20T11:00:00Z', '2026-04-08T08:00:00Z'),
      cancelled(STATUS, '2026-03-20T12:00:00Z'),
    ];
    expect(taskAt('2026-03-20T13:00:00Z', events)).toBe('2026-03-20 done');
  });

  test('booked as the reminder asked: done', () => {
    const { begun, booked } = unreachable();
    const events = [...begun, booked(STATUS, '2026-03-20', '2026-04-08T08:00:00Z')];
    expect(taskAt('2026-03-21T09:00:00Z', events)).toBe('2026-03-20 done');
  });

  test('the answers that were asked for: done', () => {
    const { begun, answered, booked: book } = unreachable();
    const task = 'call-patient:final-status';
    const asked = [
      ...begun,
      answered('final-status', '2026-05-22', 'NPRS'),
      answered('final-status', '2026-05-22', 'ODI'),
    ];
    const booked = book('final-status', '2026-05-01', '2026-05-28T08:00:00Z');
    expect(taskAt('2026-05-22T21:00:00Z', [...asked, booked], task)).toMatch('open');
    const all = [...asked, booked, answered('final-status', '2026-05-22', 'ZCQ')];
    expect(taskAt('2026-05-23T09:00:00Z', all, task)).toMatch('done');
  });

  test('an appointment needs no call once it has begun, was missed, cancelled or moved', () => {
    const { begun, booked, missed, cancelled } = unreachable();
    const events = [...begun, booked(STATUS, '2026-03-06', '2026-04-08T08:00:00Z')];
    expect(taskAt('2026-04-08T07:59:00Z', events)).toBe('2026-04-07 overdue');
    expect(taskAt('2026-04-08T08:00:00Z', events)).toMatch('done');
    expect(taskAt('2026-04-02T09:00:00Z', [...events, cancelled(STATUS, '2026-04-01T15:00:00Z')])).toMatch(
      'done',
    );
    expect(
      taskAt('2026-04-02T09:00:00Z', [
        ...events,
        booked(STATUS, '2026-04-01T15:00:00Z', '2026-04-10T08:00:00Z'),
      ]),
    ).toMatch('done');
    expect(taskAt('2026-04-08T18:00:00Z', [...events, missed(STATUS, '2026-04-08')])).toMatch('done');
  });

  test('the plan looks again when the appointment begins', () => {
    const { begun, booked } = unreachable();
    const events = [...begun, booked(STATUS, '2026-03-06', '2026-04-08T08:00:00Z')];
    expect(play(events, { until: '2026-04-08T07:59:00Z' }).plan.nextWakeAt).toBe('2026-04-08T08:00:00.000Z');
  });

  test('after the course ended no call is owed', () => {
    const { begun, closed } = unreachable();
    expect(taskAt('2026-03-21T09:00:00Z', [...begun, closed('2026-03-20', 'declined')])).toBeNull();
  });
});

describe('reachable again', () => {
  const addressGiven = (on: string) => ({
    ...courseEvents().patientUpdated(on, { email: PATIENT.email }),
    eventId: 'address',
  });

  test('before expiry: it goes late, and the call is no longer owed', () => {
    const { begun } = unreachable();
    const events = [...begun, addressGiven('2026-03-20T14:00:00+01:00')];
    const { emails } = play(events, { until: '2026-03-21T09:00:00Z' });
    expect(emails).toEqual([`2026-03-20 14:15 ${STATUS}/booking/2026-03-05/1`]);
    expect(taskAt('2026-03-21T09:00:00Z', events)).toBeNull();
  });

  test('a time that never reached the patient is none that has changed', () => {
    const { begun, booked } = unreachable();
    const events = [
      ...begun,
      booked(STATUS, '2026-03-06', '2026-04-08T08:00:00Z'),
      booked(STATUS, '2026-04-07T08:00:00Z', '2026-04-09T08:00:00Z'),
      addressGiven('2026-04-07T09:00:00Z'),
    ];
    expect(play(events, { until: '2026-04-10T00:00:00Z' }).emails).toEqual([
      `2026-04-07 11:15 ${STATUS}/appointment/2026-04-09T08:00:00.000Z`,
    ]);
  });

  test('after the therapist called: it does not', () => {
    const { begun, completed } = unreachable();
    const events = [...begun, completed(CALL, '2026-03-20'), addressGiven('2026-03-20T14:00:00+01:00')];
    expect(play(events, { until: '2026-03-21T09:00:00Z' }).emails).toEqual([]);
  });

  test('after expiry: it does not', () => {
    const { begun } = unreachable();
    const { emails } = play([...begun, addressGiven('2026-04-14')], { until: '2026-04-15T09:00:00Z' });
    expect(emails).toEqual([]);
  });
});

describe('an address that bounced', () => {
  const { begun, patientUpdated } = unreachable(PATIENT);
  const first = `2026-03-19 09:00 ${STATUS}/booking/2026-03-05/1`;

  test('the reminder did not reach the patient; the next ones are not sent to that address', () => {
    const events = [...begun, bounced('2026-03-19T09:01:00+01:00', '0002')];
    const { emails, plan } = play(events, { until: '2026-03-26T10:00:00Z' });
    expect(emails.at(-1)).toBe(first);
    expect(plan.reminders.filter(({ visit }) => visit === STATUS)).toMatchObject([
      { status: 'undeliverable', note: 'bounced' },
      { status: 'undeliverable', note: 'bounced' },
    ]);
    expect(taskAt('2026-03-19T10:00:00Z', events)).toBe('2026-03-20 open');
  });

  test('another address: it goes again there', () => {
    const events = [
      ...begun,
      bounced('2026-03-19T09:01:00+01:00', '0002'),
      patientUpdated('2026-03-19T11:00:00+01:00', { email: 'anna.j@patients.example' }),
    ];
    expect(play(events, { until: '2026-03-20T00:00:00Z' }).emails.slice(-2)).toEqual([
      first,
      `2026-03-19 11:15 ${STATUS}/booking/2026-03-05/1`,
    ]);
  });

  test('the same address written otherwise is still that address', () => {
    const events = [
      ...begun,
      patientUpdated('2026-03-18T11:00:00+01:00', { email: 'ANNA@patients.example' }),
      bounced('2026-03-19T09:01:00+01:00', '0002'),
    ];
    expect(play(events, { until: '2026-03-26T10:00:00Z' }).emails.at(-1)).toBe(first);
  });

  test('the same address given again: it goes again there', () => {
    const events = [
      ...begun,
      bounced('2026-03-19T09:01:00+01:00', '0002'),
      patientUpdated('2026-03-19T11:00:00+01:00', { email: 'anna@patients.example' }),
    ];
    expect(play(events, { until: '2026-03-20T00:00:00Z' }).emails.slice(-2)).toEqual([
      first,
      `2026-03-19 11:15 ${STATUS}/booking/2026-03-05/1`,
    ]);
  });

  test('a complaint: what was sent was received, nothing more goes out', () => {
    const complained = { ...bounced('2026-03-19T09:01:00+01:00', '0002'), type: 'email.complained' as const };
    const { plan } = play([...begun, complained], { until: '2026-03-26T10:00:00Z' });
    expect(plan.reminders.filter(({ visit }) => visit === STATUS)).toMatchObject([
      { status: 'sent' },
      { status: 'undeliverable', note: 'complained' },
    ]);
  });
});
