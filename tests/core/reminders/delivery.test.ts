import { describe, expect, test } from 'vitest';
import { parseReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import {
  changesPlan,
  DELIVERY_OUTCOMES,
  type DeliveryOutcome,
  type Reported,
  weightOf,
} from '../../../shared/core/reminders/delivery.ts';
import type { Message } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const AT = toInstant('2026-03-19T08:00:00Z');
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const STATUS = 'status-4-weeks';

/** An e-mail that went out, with what the provider said of it half an hour later. */
const sent = (key: string, outcome: DeliveryOutcome | null, sentAt = AT, messageId = '0003'): Message => ({
  messageId,
  status: 'sent',
  reminders: [{ key: parseReminderKey(key), sendAt: sentAt, expiresAt: toInstant('2026-03-26T08:00:00Z') }],
  claimedAt: sentAt,
  sentAt,
  attempt: 1,
  dropped: [],
  ...(outcome && { delivery: { outcome, at: toInstant(Date.parse(sentAt) + 1_800_000) } }),
});

describe('of two reports of one message', () => {
  const heavier: [string, Parameters<typeof weightOf>, Parameters<typeof weightOf>][] = [
    ['delayed says more than taken', [1, null], [1, 'delayed']],
    ['a soft bounce comes after a delay', [1, 'delayed'], [1, 'soft-bounced']],
    ['an out-of-office reply looks like a soft bounce', [1, 'soft-bounced'], [1, 'delivered']],
    ['the last attempt that was taken counts', [1, 'rejected'], [2, null]],
    ['what an earlier one delivered counts more', [3, 'rejected'], [1, 'delivered']],
  ];
  test.each(heavier)('%s', (_, less, more) => {
    expect(weightOf(...less)).toBeLessThan(weightOf(...more));
  });

  test('no two count the same', () => {
    const weights = [1, 2, 3].flatMap((attempt) =>
      [null, ...DELIVERY_OUTCOMES].map((outcome) => weightOf(attempt, outcome)),
    );
    expect(new Set(weights).size).toBe(weights.length);
  });
});

describe('a report changes the plan', () => {
  const known = (changes: Partial<Reported>): Reported => ({
    isSent: true,
    outcome: null,
    isNews: true,
    ...changes,
  });
  test.each<[string, Reported, DeliveryOutcome | null, boolean]>([
    ['sent, and no more than that', known({ isNews: false }), null, false],
    ['delayed', known({}), 'delayed', false],
    ['delivered', known({ outcome: 'delayed' }), 'delivered', false],
    ['a soft bounce', known({}), 'soft-bounced', true],
    ['refused', known({}), 'rejected', true],
    ['delivered after a soft bounce', known({ outcome: 'soft-bounced' }), 'delivered', true],
    ['the same soft bounce again', known({ outcome: 'soft-bounced', isNews: false }), 'soft-bounced', true],
    ['an out-of-office reply', known({ outcome: 'delivered', isNews: false }), 'soft-bounced', false],
    ['sent after all', known({ isSent: false }), null, true],
    ['of an attempt that was never made', known({ isSent: false, isNews: false }), null, false],
  ])('%s: %#', (_, before, outcome, changes) => {
    const report = { messageId: '0001', attempt: 1, sentAt: AT, delivery: outcome && { outcome, at: AT } };
    expect(changesPlan(before, report)).toBe(changes);
  });
});

describe('an invitation that was sent', () => {
  const { enrolled, held, completed } = courseEvents();
  const begun = [
    enrolled('2026-03-04', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
  ];
  const planWith = (outcome: DeliveryOutcome | null, more: typeof begun = []) =>
    planAt('2026-03-20T08:00:00Z', [...begun, ...more], { messages: [sent(FIRST, outcome)] });
  const callIn = (plan: ReturnType<typeof planAt>) =>
    plan.tasks.find(({ task }) => task === `call-patient:${STATUS}`);

  test.each<[DeliveryOutcome | null, string, string | null, string | undefined]>([
    [null, 'sent', null, undefined],
    ['delayed', 'sent', 'delayed', undefined],
    ['delivered', 'sent', 'delivered', undefined],
    ['soft-bounced', 'undeliverable', 'the mailbox did not take it', 'open'],
    ['rejected', 'undeliverable', 'the provider refused to deliver it', 'open'],
  ])('%s: %s', (outcome, status, note, call) => {
    const plan = planWith(outcome);
    expect(plan.reminders.find(({ key }) => key === FIRST)).toMatchObject({ status, note });
    expect(callIn(plan)?.status).toBe(call);
    expect(plan.decisions.claims).toEqual([]);
  });

  test('and was not delivered: the call that is due is counted from then, and may have been made since', () => {
    expect(callIn(planWith('soft-bounced'))?.due).toBe('2026-03-20');
    const called = completed(`call-patient:${STATUS}`, '2026-03-19T12:00:00+01:00');
    expect(callIn(planWith('soft-bounced', [called]))?.status).toBe('done');
    const before = completed(`call-patient:${STATUS}`, '2026-03-19T09:10:00+01:00');
    expect(callIn(planWith('soft-bounced', [before]))?.status).toBe('open');
  });

  test('and was not delivered: it blocks no address', () => {
    const later = planAt('2026-03-26T08:00:00Z', begun, { messages: [sent(FIRST, 'soft-bounced')] });
    expect(later.decisions.claims).toHaveLength(1);
  });
});

describe('what else depends on it', () => {
  const { enrolled, held, booked } = courseEvents();
  const begun = [
    enrolled('2026-03-04', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
    booked(STATUS, '2026-03-06', '2026-04-07T08:00:00Z'),
    booked('final-status', '2026-03-06', '2026-06-01T08:00:00Z'),
  ];
  const invitation = (outcome: DeliveryOutcome | null) =>
    sent('final-status/questionnaires', outcome, toInstant('2026-05-25T07:00:00Z'));

  test.each<[DeliveryOutcome | null, number]>([
    [null, 1],
    ['delayed', 1],
    ['delivered', 1],
    ['soft-bounced', 0],
    ['rejected', 0],
  ])('a nudge follows an invitation that went out: %s', (outcome, nudges) => {
    const plan = planAt('2026-05-26T07:00:00Z', begun, { messages: [invitation(outcome)] });
    expect(plan.reminders.filter(({ kind }) => kind === 'nudge')).toHaveLength(nudges);
  });

  test.each<[DeliveryOutcome | null, string]>([
    ['delivered', '2026-03-20T08:00:00.000Z'],
    ['soft-bounced', '2026-03-19T08:00:00.000Z'],
  ])('a day is taken by an e-mail that may have arrived: %s', (outcome, sendAt) => {
    const messages = [sent('final-status/questionnaires', outcome, toInstant('2026-03-19T07:00:00Z'))];
    const plan = planAt('2026-03-19T07:59:00Z', begun.slice(0, 2), { messages });
    expect(plan.reminders.find(({ key }) => key === FIRST)).toMatchObject({ status: 'planned', sendAt });
  });
});
