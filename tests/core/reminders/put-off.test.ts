import { describe, expect, test } from 'vitest';
import { courseEvents } from '../../support/events.ts';
import { type Answer, play } from '../../support/play.ts';

const STATUS = 'status-4-weeks';
const FIRST = `${STATUS}/booking/2026-03-05/1`;

/** Stenosis; invitations to the 4-week status are due on 19 and 26 March at 09:00. */
function stenosis() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  return { ...events, begun };
}

describe('when the provider takes nothing for days', () => {
  const recovers = (at: string) => (_: unknown, now: string) => (now < at ? 'later' : 'accepted') as Answer;
  const enrolled = courseEvents().enrolled('2026-03-02T10:00:00+01:00', {
    protocol: 'lumbar-spinal-stenosis',
    entry: 'direct',
  });
  const sentBy = (answer: (_: unknown, now: string) => Answer, events = [enrolled], until = '2026-03-08') =>
    play(events, { until: `${until}T00:00:00Z`, answer }).messages.filter(({ status }) => status === 'sent');

  test('what came due meanwhile goes in one e-mail, however many they are', () => {
    const sent = sentBy(recovers('2026-03-05T14:00:00.000Z'));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ sentAt: '2026-03-05T14:00:00.000Z' });
    expect(sent[0]?.reminders.map(({ key }) => key).sort()).toEqual([
      'pre-examination/booking/2026-03-02/1',
      'pre-examination/questionnaires',
    ]);
  });

  test('of a series the newest goes', () => {
    const sent = sentBy(recovers('2026-03-12T09:05:00.000Z'), [enrolled], '2026-03-13');
    expect(sent.flatMap(({ reminders }) => reminders.map(({ key }) => key)).sort()).toEqual([
      'pre-examination/booking/2026-03-02/2',
      'pre-examination/questionnaires',
    ]);
  });

  test('what was taken back by a fact does not go', () => {
    const booked = courseEvents().booked('pre-examination', '2026-03-04', '2026-03-20T09:00:00Z');
    const sent = sentBy(recovers('2026-03-05T14:00:00.000Z'), [enrolled, { ...booked, eventId: 'b' }]);
    expect(sent).toEqual([]);
  });

  test('what has expired by then is missed, although it is still wanted', () => {
    const { begun, booked } = stenosis();
    const events = [...begun, booked(STATUS, '2026-03-16', '2026-04-02T10:00:00+02:00')];
    const { messages } = play(events, {
      until: '2026-04-04T00:00:00Z',
      answer: recovers('2026-04-02T08:10:00.000Z'),
    });
    const appointment = messages.filter(({ reminders }) =>
      reminders.some(({ key }) => key.includes('appointment')),
    );
    expect(appointment.map(({ status }) => status)).not.toContain('sent');
    expect(appointment.at(-1)).toMatchObject({ status: 'missed', reason: 'expired before it could go' });
  });

  test('what comes due before the next try takes it along', () => {
    const { begun, booked } = stenosis();
    const soon = booked('final-status', '2026-03-19T08:50:00+01:00', '2026-03-30T08:00:00Z');
    const moved = booked('final-status', '2026-03-19T08:51:00+01:00', '2026-03-24T08:00:00Z');
    const { emails } = play([...begun, soon, moved], {
      until: '2026-03-20T00:00:00Z',
      answer: recovers('2026-03-19T08:05:00.000Z'),
    });
    expect(emails.filter((line) => line.startsWith('2026-03-19'))).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-19 09:06 final-status/questionnaires + ${FIRST}`,
    ]);
  });
});

describe('a reminder that got no answer', () => {
  test('is sent three times at most, in whatever messages: a pause between the attempts begins no new count', () => {
    const { begun, paused, resumed } = stenosis();
    const events = [...begun, paused('2026-03-19T09:20:00+01:00'), resumed('2026-03-19T12:00:00+01:00')];
    const { emails, messages, plan } = play(events, {
      until: '2026-03-20T00:00:00Z',
      answer: (_, now) => (now >= '2026-03-19T08:00' ? 'unknown' : 'accepted'),
    });
    expect(emails.filter((line) => line.includes(FIRST))).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-19 09:15 ${FIRST}`,
      `2026-03-19 12:15 ${FIRST}`,
    ]);
    expect(messages.slice(2)).toMatchObject([
      { status: 'withdrawn', attempt: 2 },
      { status: 'failed', attempt: 1, reason: 'no answer from the provider in 3 attempts' },
    ]);
    expect(plan.tasks).toContainEqual(
      expect.objectContaining({ task: `call-patient:${STATUS}`, status: 'open' }),
    );
  });
});

describe('an e-mail that may have gone', () => {
  const { begun, booked } = stenosis();
  const noAnswerAt = (...times: string[]) => ({
    until: '2026-03-21T00:00:00Z',
    answer: (_: unknown, now: string): Answer =>
      times.some((time) => now.startsWith(`2026-03-19T${time}`)) ? 'unknown' : 'accepted',
  });
  const soon = '2026-03-23T10:00:00+01:00';
  const APPOINTMENT = `${STATUS}/appointment/2026-03-23T09:00:00.000Z`;
  const since = (emails: readonly string[]) => emails.filter((line) => line >= '2026-03-19');

  test('is the e-mail of its day: when it is wanted no more, another one waits for the next', () => {
    const events = [...begun, booked(STATUS, '2026-03-19T09:05:00+01:00', soon)];
    expect(since(play(events, noAnswerAt('08:00')).emails)).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-20 09:00 ${APPOINTMENT}`,
    ]);
  });

  test('also when it was tried three times and has failed', () => {
    const events = [...begun, booked('final-status', '2026-03-19T09:40:00+01:00', soon)];
    const { emails, messages } = play(events, noAnswerAt('08:'));
    expect(since(emails)).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-19 09:15 ${FIRST}`,
      `2026-03-19 09:30 ${FIRST}`,
      expect.stringMatching(/^2026-03-20 09:00 final-status/),
    ]);
    expect(messages).toContainEqual(
      expect.objectContaining({ status: 'failed', settledAt: '2026-03-19T08:45:00.000Z' }),
    );
  });

  test('goes again on the same day, and takes along what is due by then', () => {
    const events = [
      ...begun,
      booked('final-status', '2026-03-19T08:59:00+01:00', '2026-03-20T10:00:00+01:00'),
    ];
    expect(since(play(events, noAnswerAt('08:00')).emails)).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      expect.stringMatching(/^2026-03-19 09:15 final-status.* \+ .*booking/),
    ]);
  });

  test('does not keep another one that would be too late the next day', () => {
    const events = [...begun, booked(STATUS, '2026-03-19T09:05:00+01:00', '2026-03-20T08:30:00+01:00')];
    expect(since(play(events, noAnswerAt('08:00')).emails)).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-19 09:20 ${STATUS}/appointment/2026-03-20T07:30:00.000Z`,
    ]);
  });
});

describe('an e-mail that was refused or did not arrive', () => {
  const { begun, patientUpdated, completed } = stenosis();
  const other = patientUpdated('2026-03-19T11:00:00+01:00', { email: 'anna.j@patients.example' });
  const same = patientUpdated('2026-03-19T11:00:00+01:00', { email: 'ANNA@patients.example' });
  const refusedOnce = (events: Parameters<typeof play>[0]) =>
    play(events, {
      until: '2026-03-20T00:00:00Z',
      answer: (_, now) => (now === '2026-03-19T08:00:00.000Z' ? 'refused' : 'accepted'),
    }).emails.filter((line) => line.includes(FIRST));

  test('goes to another address', () => {
    expect(refusedOnce([...begun, other])).toEqual([
      `2026-03-19 09:00 ${FIRST}`,
      `2026-03-19 11:15 ${FIRST}`,
    ]);
  });

  test('does not go to the same one again, nor after the therapist has called', () => {
    expect(refusedOnce([...begun, same])).toHaveLength(1);
    const called = completed(`call-patient:${STATUS}`, '2026-03-19T10:00:00+01:00');
    expect(refusedOnce([...begun, called, other])).toHaveLength(1);
  });
});
