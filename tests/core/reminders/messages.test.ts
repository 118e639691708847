import { describe, expect, test } from 'vitest';
import { parseReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import type { Claim, Message } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { type Answer, play } from '../../support/play.ts';

/** Stenosis; invitations to the 4-week status are due on 19 and 26 March at 09:00. */
function stenosis() {
  const events = courseEvents();
  const begun = [
    events.enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-05', '0251'),
  ];
  return { ...events, begun };
}
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const isFirst = ({ reminders }: { reminders: Message['reminders'] }) =>
  reminders.some(({ key }) => key === FIRST);
const until = '2026-03-25T00:00:00Z';

/** Plays the course; the provider answers the first invitation as told, once for each attempt. */
function answering(answers: readonly Answer[], more: Parameters<typeof play>[0] = [], end = until) {
  const left = [...answers];
  const played = play([...stenosis().begun, ...more], {
    until: end,
    answer: (claim: Claim) => (isFirst(claim) ? (left.shift() ?? 'accepted') : 'accepted'),
  });
  return {
    ...played,
    message: played.messages.find(isFirst),
    tries: played.emails.filter((line) => line.includes(FIRST)),
  };
}

describe('a claim', () => {
  test('is made at the send time, for 15 minutes, with what it carries', () => {
    const plan = planAt('2026-03-19T08:00:00Z', stenosis().begun, {
      messages: answering([], [], '2026-03-18T00:00:00Z').messages,
    });
    expect(plan.decisions.claims).toEqual([
      {
        messageId: '0003',
        status: 'claimed',
        attempt: 1,
        dropped: [],
        claimedAt: '2026-03-19T08:00:00.000Z',
        leaseUntil: '2026-03-19T08:15:00.000Z',
        reminders: [
          { key: FIRST, sendAt: '2026-03-19T08:00:00.000Z', expiresAt: '2026-03-26T08:00:00.000Z' },
        ],
      },
    ]);
    expect(plan.decisions.messages).toEqual(plan.decisions.claims);
  });

  test('accepted: sent, once', () => {
    const { message, tries } = answering(['accepted']);
    expect(message).toMatchObject({ status: 'sent', attempt: 1, sentAt: '2026-03-19T08:00:00.000Z' });
    expect(tries).toHaveLength(1);
  });

  test('no answer: tried again when the lease runs out, then counted as the second attempt', () => {
    const { message, tries } = answering(['unknown', 'accepted']);
    expect(tries).toEqual([`2026-03-19 09:00 ${FIRST}`, `2026-03-19 09:15 ${FIRST}`]);
    expect(message).toMatchObject({ status: 'sent', attempt: 2 });
  });

  test('no answer three times: failed, and the patient is to be called', () => {
    const { message, tries, plan } = answering(
      ['unknown', 'unknown', 'unknown', 'unknown'],
      [],
      '2026-03-19T10:00:00Z',
    );
    expect(tries).toHaveLength(3);
    expect(message).toMatchObject({ status: 'failed', reason: 'no answer from the provider in 3 attempts' });
    expect(plan.tasks).toContainEqual(
      expect.objectContaining({ task: 'call-patient:status-4-weeks', due: '2026-03-20', status: 'open' }),
    );
    expect(plan.reminders.find(({ key }) => key === FIRST)).toMatchObject({ status: 'undeliverable' });
  });

  test('refused by the provider: failed at once', () => {
    const { message, tries, plan } = answering(['refused']);
    expect(tries).toHaveLength(1);
    expect(message).toMatchObject({ status: 'failed' });
    expect(plan.tasks.map(({ task }) => task)).toContain('call-patient:status-4-weeks');
  });

  test('not now, says the provider: later, and no attempt is counted', () => {
    const { message, tries } = answering(['later', 'later', 'later', 'later', 'accepted']);
    expect(tries).toHaveLength(5);
    expect(message).toMatchObject({ status: 'sent', attempt: 1, sentAt: '2026-03-19T09:00:00.000Z' });
  });
});

describe('when the lease runs out', () => {
  const { booked, closed, paused, patientUpdated } = stenosis();
  const at = '2026-03-19T09:05:00+01:00';
  test.each([
    ['booked meanwhile', booked('status-4-weeks', at, '2026-04-07T08:00:00Z')],
    ['the course closed', closed(at, 'declined')],
    ['paused until resumed', paused(at)],
    ['paused for a while', paused(at, '2026-03-24')],
  ])('%s: withdrawn', (_, event) => {
    const { message, tries } = answering(['unknown'], [event], '2026-03-20T00:00:00Z');
    expect(tries).toHaveLength(1);
    // The attempt may have been taken after all: it carried everything.
    expect(message).toMatchObject({ status: 'withdrawn', dropped: [] });
  });

  test('moved to a later time: withdrawn, and it goes when that comes', () => {
    const { begun } = stenosis();
    const moved = booked('final-status', '2026-05-26T09:05:00+02:00', '2026-06-15T08:00:00Z');
    const { emails } = play([...begun, booked('final-status', '2026-03-06', '2026-06-01T08:00:00Z'), moved], {
      until: '2026-06-16T00:00:00Z',
      answer: (_, now) => (now < '2026-05-26T07:10' && now > '2026-05-26' ? 'unknown' : 'accepted'),
    });
    expect(emails.filter((line) => line.includes('final-status/questionnaires'))).toEqual([
      '2026-05-26 09:00 final-status/questionnaires',
      '2026-06-08 09:00 final-status/questionnaires',
    ]);
  });

  test('consent withdrawn: withdrawn, and undeliverable from then on', () => {
    const { messages } = answering(['unknown'], [patientUpdated(at, { consent: { email: false } })]);
    expect(messages.filter(isFirst)).toMatchObject([
      { status: 'withdrawn' },
      { status: 'undeliverable', reason: 'no-consent' },
    ]);
  });

  test('paused for a while: it goes as a new message when the pause ends', () => {
    const { tries } = answering(['unknown'], [paused(at, '2026-03-24')]);
    expect(tries).toEqual([`2026-03-19 09:00 ${FIRST}`, `2026-03-24 08:00 ${FIRST}`]);
  });

  test('a message that carried two goes on with the one that is still wanted', () => {
    const { begun, answered } = stenosis();
    const VISIT = 'final-status';
    const events = [
      ...begun,
      booked('status-4-weeks', '2026-03-06', '2026-04-07T08:00:00Z'),
      booked(VISIT, '2026-03-06', '2026-05-28T08:00:00Z'),
      ...['NPRS', 'ODI', 'ZCQ'].map((each) => answered(VISIT, '2026-05-26T09:05:00+02:00', each)),
    ];
    const { messages } = play(events, {
      until: '2026-05-27T00:00:00Z',
      answer: ({ attempt }, now) => (attempt === 1 && now > '2026-05-25' ? 'unknown' : 'accepted'),
    });
    expect(messages.at(-1)).toMatchObject({
      status: 'sent',
      attempt: 2,
      dropped: ['final-status/nudge/2026-05-28'],
    });
  });
});

describe('until it is settled', () => {
  test.each([
    ['the lease ends by night', undefined],
    ['nobody looks before the night', ['2026-03-10T18:40:00Z', '2026-03-10T21:00:00Z'] as const],
  ])('%s: it waits for the morning', (_, outage) => {
    const at = outage ? '2026-03-10T19:15:00+01:00' : '2026-03-10T19:40:00+01:00';
    const { emails } = play([courseEvents().enrolled(at)], {
      until: '2026-03-11T12:00:00Z',
      answer: ({ attempt }) => (attempt === 1 ? 'unknown' : 'accepted'),
      ...(outage && { outage }),
    });
    expect(emails.slice(1).map((line) => line.slice(0, 16))).toEqual(['2026-03-11 08:00']);
  });

  test('its day is taken: another reminder waits for the next', () => {
    const claimedAt = toInstant('2026-03-19T07:55:00Z');
    const reminders = [
      {
        key: parseReminderKey('final-status/questionnaires'),
        sendAt: claimedAt,
        expiresAt: toInstant('2026-06-04T22:00:00Z'),
      },
    ];
    const claimed = {
      messageId: '0001',
      status: 'claimed',
      attempt: 1,
      dropped: [],
      claimedAt,
      reminders,
    } as const;
    const messages = [{ ...claimed, leaseUntil: toInstant('2026-03-19T08:10:00Z') }];
    const plan = planAt('2026-03-19T08:00:00Z', stenosis().begun, { messages });
    expect(plan.decisions.claims).toEqual([]);
    expect(plan.reminders.find(({ key }) => key === FIRST)).toMatchObject({
      sendAt: '2026-03-20T08:00:00.000Z',
    });
  });
});
