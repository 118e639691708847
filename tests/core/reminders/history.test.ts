import { describe, expect, test } from 'vitest';
import { parseReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import type { Delivery } from '../../../shared/core/reminders/delivery.ts';
import { type Message, readHistory } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const FIRST = parseReminderKey('status-4-weeks/booking/2026-03-05/1');

describe('the log by reminder', () => {
  const at = toInstant('2026-03-19T08:00:00Z');
  const reminder = { key: FIRST, sendAt: at, expiresAt: toInstant('2026-03-26T08:00:00Z') };
  const common = { reminders: [reminder], claimedAt: at, attempt: 1, dropped: [] };
  const sent = (messageId: string): Message => ({ ...common, messageId, status: 'sent', sentAt: at });
  const failed = (messageId: string): Message => ({
    ...common,
    messageId,
    status: 'failed',
    settledAt: at,
    reason: 'refused',
  });
  const stateOf = (messages: readonly Message[], bounced = new Map()) =>
    readHistory(messages, bounced).get(FIRST)?.state;

  test('the last word counts, but sent stays sent', () => {
    expect(stateOf([failed('0001'), sent('0002')])).toBe('sent');
    expect(stateOf([failed('0002'), sent('0001')])).toBe('sent');
    const missed: Message = {
      messageId: '0001',
      reminders: [reminder],
      status: 'missed',
      settledAt: at,
      reason: 'late',
    };
    expect(stateOf([missed, failed('0002')])).toBe('failed');
    expect(stateOf([failed('0000'), missed])).toBe('missed');
    expect(stateOf([{ ...common, messageId: '0001', status: 'withdrawn', settledAt: at }])).toBeUndefined();
  });

  test('a bounced message did not reach the patient, the next one may', () => {
    const bounced = new Map([['0001', { at, attempt: null }]]);
    expect(stateOf([sent('0001')], bounced)).toBe('undeliverable');
    expect(stateOf([sent('0001'), sent('0002')], bounced)).toBe('sent');
  });

  describe('a bounce of one attempt of two', () => {
    const taken = (attempt: number, delivery?: Delivery): Message => ({
      ...common,
      messageId: '0001',
      status: 'sent',
      sentAt: at,
      attempt,
      ...(delivery && { delivery }),
    });
    const delivered = (attempt: number) => taken(attempt, { outcome: 'delivered', at });
    const bounce = (attempt: number) => new Map([['0001', { at, attempt }]]);
    test.each([
      ['of the first, and the second was taken', taken(2), 1, 'sent'],
      ['of the second', taken(2), 2, 'undeliverable'],
      ['of the first, and the second was delivered', delivered(2), 1, 'sent'],
      ['of the first, the only one that was taken', taken(1), 1, 'undeliverable'],
      ['of the second, and the first was delivered', delivered(1), 2, 'sent'],
      ['of one that was delivered', delivered(2), 2, 'undeliverable'],
    ] as const)('%s: %s', (_, message, attempt, state) => {
      expect(stateOf([message], bounce(attempt))).toBe(state);
    });
  });

  test('a dropped reminder was not carried', () => {
    expect(
      stateOf([{ ...common, messageId: '0001', status: 'sent', sentAt: at, dropped: [FIRST] }]),
    ).toBeUndefined();
  });
});
