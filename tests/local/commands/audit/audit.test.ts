import { describe, expect, test } from 'vitest';
import { auditCourse, isWithin, type Period, sumUp } from '../../../../local/clinic/accounts.ts';
import { problemsOf } from '../../../../local/commands/audit/problems.ts';
import { parseReminderKey } from '../../../../shared/core/ids/reminder-key.ts';
import type { Message } from '../../../../shared/core/reminders/log.ts';
import { parseCivilDate } from '../../../../shared/core/time/civil-date.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';
import { courseEvents } from '../../../support/events.ts';
import { planAt } from '../../../support/plan.ts';

const at = toInstant;
const march: Period = {
  from: parseCivilDate('2026-03-01'),
  to: parseCivilDate('2026-03-31'),
  timeZone: 'Europe/Copenhagen',
};
const carried = (key: string, day: string) => ({
  key: parseReminderKey(key),
  sendAt: at(`${day}T08:00:00Z`),
  expiresAt: at(`${day}T23:00:00Z`),
});
/** One of a series of invitations to book. */
const invited = (number: number, day: string) => carried(`closing/booking/2026-03-01/${number}`, day);
const message = (messageId: string, status: object, ...reminders: ReturnType<typeof carried>[]) =>
  ({
    messageId,
    reminders,
    claimedAt: at('2026-03-02T08:00:00Z'),
    attempt: 1,
    dropped: [],
    ...status,
  }) as unknown as Message;
const sent = { status: 'sent', sentAt: at('2026-03-02T08:00:00Z') };

test('every reminder that came due is counted once, and the parts sum up', () => {
  const reminders = auditCourse(
    [
      message('0001', sent, invited(1, '2026-03-02')),
      message(
        '0002',
        { status: 'missed', settledAt: at('2026-03-03T08:00:00Z'), reason: 'expired' },
        invited(2, '2026-03-03'),
      ),
      message(
        '0003',
        { status: 'undeliverable', settledAt: at('2026-03-04T08:00:00Z'), reason: 'no-consent' },
        invited(3, '2026-03-04'),
      ),
      message('0004', sent, invited(3, '2026-03-04')),
      message(
        '0005',
        { status: 'withdrawn', settledAt: at('2026-03-05T08:00:00Z') },
        invited(4, '2026-03-05'),
      ),
      message(
        '0006',
        { status: 'claimed', leaseUntil: at('2026-03-06T08:15:00Z') },
        invited(5, '2026-03-06'),
      ),
      message('0007', sent, invited(6, '2026-04-01')),
      message(
        '0008',
        { status: 'withdrawn', settledAt: at('2026-03-08T08:00:00Z') },
        invited(8, '2026-03-08'),
      ),
      message(
        '0009',
        { status: 'failed', settledAt: at('2026-03-09T08:00:00Z'), reason: 'MessageRejected' },
        invited(9, '2026-03-09'),
      ),
    ],
    new Map(),
    [invited(4, '2026-03-05'), invited(7, '2026-03-07')],
  ).filter((reminder) => isWithin(reminder, march));
  expect(reminders.map(({ key, outcome }) => `${key.split('/').at(-1)} ${outcome}`)).toEqual([
    '1 sent',
    '2 missed',
    '3 sent',
    '4 open',
    '5 open',
    '8 no longer wanted',
    '9 undeliverable',
    '7 open',
  ]);
  expect(sumUp(reminders)).toEqual({
    'came due': 8,
    sent: 2,
    missed: 1,
    undeliverable: 1,
    'no longer wanted': 1,
    open: 3,
  });
});

describe('what does not add up', () => {
  const { enrolled, held } = courseEvents();
  const events = [
    enrolled('2026-02-26', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    held('pre-examination', '2026-03-05', '0251'),
  ];
  const problems = (asOf: string, messages: readonly Message[]) => {
    const plan = planAt(asOf, events, { messages });
    return problemsOf({ head: null, events: [], messages }, plan, at(asOf), march);
  };
  const invitation = carried('status-4-weeks/booking/2026-03-05/1', '2026-03-19');

  test('a reminder that came due hours ago and of which nothing became', () => {
    expect(problems('2026-03-19T08:30:00Z', [])).toEqual([]);
    expect(problems('2026-03-19T12:00:00Z', [])).toEqual([
      { courseId: 'C-1', key: invitation.key, problem: 'came due and nothing became of it' },
    ]);
    expect(problems('2026-03-19T12:00:00Z', [message('0001', sent, invitation)])).toEqual([]);
  });

  test('a claim that nobody settled, and a reminder that went twice', () => {
    const claim = message('0001', { status: 'claimed', leaseUntil: at('2026-03-19T08:15:00Z') }, invitation);
    expect(problems('2026-03-19T12:00:00Z', [claim])).toMatchObject([{ problem: 'still being sent' }]);
    const twice = [message('0001', sent, invitation), message('0002', sent, invitation)];
    expect(problems('2026-03-19T12:00:00Z', twice)).toMatchObject([{ problem: 'sent twice' }]);
  });
});
