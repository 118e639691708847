import { expect, test } from 'vitest';
import type { Message } from '../../shared/core/reminders/log.ts';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { hearsReports } from '../../shared/course/reports-heard.ts';
import type { StoredEvent } from '../../shared/ports/stored-event.ts';
import { parsed } from '../support/events.ts';

const NOW = toInstant('2026-03-05T12:00:00Z');

/** An e-mail that was sent so many minutes ago. */
function sent(
  messageId: string,
  minutes: number,
  more: Partial<Extract<Message, { status: 'sent' }>> = {},
): Message {
  const sentAt = addMinutes(NOW, -minutes);
  const claim = { claimedAt: sentAt, attempt: 1, dropped: [], reminders: [] };
  return { messageId, ...claim, status: 'sent', sentAt, ...more };
}
const delivery = { outcome: 'delayed', at: NOW } as const;

const [bounced] = parsed([
  {
    eventId: 'email.bounced.1',
    type: 'email.bounced',
    courseId: 'C-1',
    occurredAt: '2026-03-05T10:00:00.000Z',
    data: { messageId: '0001', attempt: 1, addressFingerprint: '0'.repeat(32) },
  },
]);
const BOUNCED: StoredEvent[] = bounced ? [{ event: bounced, contentHash: 'x' }] : [];
const hears = (messages: readonly Message[], events: readonly StoredEvent[] = []) =>
  hearsReports({ head: null, messages, events }, NOW);

test('what went an hour ago is reported on, if only as delayed', () => {
  expect(hears([sent('0001', 60)])).toBe(false);
  expect(hears([sent('0001', 60, { delivery })])).toBe(true);
  expect(hears([sent('0001', 60)], BOUNCED)).toBe(true);
  expect(hears([sent('0001', 3000), sent('0002', 60, { delivery })])).toBe(true);
});

test('nothing is asked of what has just gone, of what is old, of calls, and of what did not go', () => {
  expect(hears([])).toBeNull();
  expect(hears([sent('0001', 59)])).toBeNull();
  expect(hears([sent('0001', 3 * 24 * 60)])).toBeNull();
  expect(hears([sent('call-0001', 60, { call: 'e-1' })])).toBeNull();
  const { reminders } = sent('0001', 60);
  expect(
    hears([
      { messageId: '0001', reminders, status: 'missed', settledAt: addMinutes(NOW, -90), reason: 'late' },
    ]),
  ).toBeNull();
  expect(hears([sent('0001', 3 * 24 * 60 - 1)])).toBe(false);
});
