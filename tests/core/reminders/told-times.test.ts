import { expect, test } from 'vitest';
import { keyOf } from '../../../shared/core/ids/reminder-key.ts';
import type { Message } from '../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';

const VISIT = 'pre-examination';
const EIGHTH = '2026-04-08T10:00:00+02:00';
const NINTH = '2026-04-09T10:00:00+02:00';

const told = (messageId: string, startsAt: string, at: string): Message => ({
  messageId,
  status: 'sent',
  sentAt: toInstant(at),
  claimedAt: toInstant(at),
  attempt: 1,
  dropped: [],
  reminders: [
    {
      key: keyOf({ visit: VISIT, kind: 'appointment', startsAt: toInstant(startsAt) }),
      sendAt: toInstant(at),
      expiresAt: toInstant(startsAt),
    },
  ],
});

const notices = (lastTime: string, messages: readonly Message[]) => {
  const { enrolled, booked } = courseEvents();
  const events = [
    enrolled('2026-03-25', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    booked(VISIT, '2026-03-26', EIGHTH),
    booked(VISIT, '2026-03-31', NINTH),
    booked(VISIT, '2026-04-01', lastTime),
  ];
  return planAt('2026-04-07T09:00:00Z', events, { messages }).notices.map(({ en }) => en);
};
const first = told('0001', EIGHTH, '2026-03-30T07:00:00Z');
const second = told('0002', NINTH, '2026-03-31T13:00:00Z');

test('moved back to a time that was told before another: the therapist is asked to call', () => {
  expect(notices(EIGHTH, [first, second])).toEqual([
    'The pre-examination is back at a time that the patient was told before another one: call the patient.',
  ]);
});

test('told the right time last, or never another: no notice', () => {
  expect(notices(NINTH, [first, second])).toEqual([]);
  expect(notices(EIGHTH, [first])).toEqual([]);
});
