import { describe, expect, test } from 'vitest';
import type { ReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import type { Message } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const CALL = 'call-patient:status-4-weeks';
const KEY = 'status-4-weeks/appointment/2026-04-07T08:00:00.000Z' as ReminderKey;
/** Booked for Tuesday the 7th at 10; the time is told on Wednesday the 1st at 9, before the Easter days. */
const START = toInstant('2026-04-07T08:00:00Z');
const FIRST = toInstant('2026-04-01T07:00:00Z');

function course(): Raw[] {
  const { enrolled, held, booked } = courseEvents();
  return [
    enrolled('2026-03-02', { protocol: 'lumbar-spinal-stenosis' }),
    held('pre-examination', '2026-03-05', '0251'),
    booked('status-4-weeks', '2026-03-06', START),
  ];
}

/** An e-mail that the provider has put off since it was tried first. */
const putOff = (triedSince = FIRST, expiresAt = START): Message => ({
  messageId: '0001',
  status: 'released',
  claimedAt: toInstant('2026-04-01T10:48:00Z'),
  retryAt: toInstant('2026-04-01T11:04:00Z'),
  attempt: 1,
  dropped: [],
  reminders: [{ key: KEY, sendAt: FIRST, expiresAt, triedSince }],
});

function callAt(asOf: string, messages: readonly Message[], raw = course()) {
  const task = planAt(asOf, raw, { messages }).tasks.find((each) => each.task === CALL);
  return task ? `${task.due} ${task.status}` : null;
}

describe('a reminder that the provider puts off', () => {
  test('is to be told by a call after four hours, while the call still helps', () => {
    expect(callAt('2026-04-01T10:59:00Z', [putOff()])).toBeNull();
    expect(callAt('2026-04-01T11:00:00Z', [putOff()])).toBe('2026-04-07 open');
    expect(planAt('2026-04-01T10:59:00Z', course(), { messages: [putOff()] }).nextWakeAt).toBe(
      '2026-04-01T11:00:00.000Z',
    );
  });

  test('halfway when there is less time', () => {
    const short = putOff(FIRST, toInstant('2026-04-01T11:00:00Z'));
    expect(callAt('2026-04-01T08:59:00Z', [short])).toBeNull();
    expect(callAt('2026-04-01T09:00:00Z', [short])).not.toBeNull();
  });

  test('needs no call once it is sent', () => {
    const { retryAt: _, ...message } = putOff() as Extract<Message, { status: 'released' }>;
    const sent: Message = { ...message, status: 'sent', sentAt: toInstant('2026-04-01T12:00:00Z') };
    expect(callAt('2026-04-01T12:00:00Z', [sent])).toBeNull();
  });

  test('needs none once the therapist has called, or the visit has begun', () => {
    const called = courseEvents().event('task.completed', '2026-04-01T11:30:00Z', { task: CALL });
    expect(callAt('2026-04-01T12:00:00Z', [putOff()], [...course(), { ...called, eventId: 'called' }])).toBe(
      '2026-04-07 done',
    );
    expect(callAt('2026-04-07T08:00:00Z', [putOff()])).toMatch(/done$/);
  });

  test('goes on to ask for a call when it expires before it can go', () => {
    const { enrolled, held } = courseEvents();
    const raw = [
      enrolled('2026-03-02', { protocol: 'lumbar-spinal-stenosis' }),
      held('pre-examination', '2026-03-05', '0251'),
    ];
    const key = 'status-4-weeks/booking/2026-03-05/1' as ReminderKey;
    const sendAt = toInstant('2026-03-19T08:00:00Z');
    const carried = { key, sendAt, expiresAt: toInstant('2026-03-26T08:00:00Z'), triedSince: sendAt };
    const missed = (reminder: typeof carried | Omit<typeof carried, 'triedSince'>): Message => ({
      messageId: '0001',
      status: 'missed',
      reason: 'expired before it could go',
      settledAt: toInstant('2026-03-26T08:00:00Z'),
      reminders: [reminder],
    });
    expect(callAt('2026-03-27T09:00:00Z', [missed(carried)], raw)).toBe('2026-03-20 overdue');
    const { triedSince: _, ...untried } = carried;
    expect(callAt('2026-03-27T09:00:00Z', [missed(untried)], raw)).toBeNull();
  });
});
