import { expect, test } from 'vitest';
import { stuckIn } from '../../local/faults/play/end-state.ts';
import { scheduleName } from '../../shared/aws/schedules.ts';
import type { Message } from '../../shared/core/reminders/log.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { clinicWith } from '../support/plan.ts';
import { STORY, usePlanted } from '../support/planted.ts';

/** An e-mail whose time for the next try has passed, in the last course of a story. */
const { run } = usePlanted();
const EVENING = toInstant('2026-03-16T20:00:00Z');
const MORNING = toInstant('2026-03-17T07:00:00Z');

const PUT_OFF: Message = {
  messageId: '0009',
  reminders: [],
  claimedAt: toInstant('2026-03-16T12:00:00Z'),
  attempt: 1,
  dropped: [],
  status: 'released',
  retryAt: toInstant('2026-03-16T12:15:00Z'),
};

function stuckWith(message: Message, now: Instant, nextWakeAt: Instant): string[] {
  const course = run().courses.get(STORY.events[0]?.courseId ?? '');
  if (!course?.head) throw new Error('there is no course');
  const { head, messages } = course;
  const counted = { ...head, nextWakeAt, messages: head.messages + 1 };
  const armed = new Set([scheduleName('C-1', nextWakeAt)]);
  const planted = { ...course, head: counted, messages: [...messages, message] };
  return stuckIn(planted, 'C-1', { armed, givenUp: new Set(), now, clinic: clinicWith() });
}

test('by night a letter waits for the wake of the morning; one that nobody wakes by then is stuck', () => {
  expect(stuckWith(PUT_OFF, EVENING, MORNING)).toEqual([]);
  expect(stuckWith(PUT_OFF, EVENING, toInstant('2026-03-17T07:01:00Z'))).toEqual([
    'message 0009 is open since 2026-03-16T12:15:00.000Z',
  ]);
});

test('by day it is stuck, whenever the next wake comes', () => {
  const noon = toInstant('2026-03-16T12:20:00Z');
  expect(stuckWith(PUT_OFF, noon, toInstant('2026-03-16T12:21:00Z'))).toHaveLength(1);
});

test('a mail to the clinic is stuck by night as well', () => {
  expect(stuckWith({ ...PUT_OFF, call: 'e009' }, EVENING, MORNING)).toHaveLength(1);
});
