import { describe, expect, test } from 'vitest';
import type { CallTrouble, Fault } from '../../local/faults/stories/fault.ts';
import { enrolment } from '../../local/faults/stories/people.ts';
import { courseTeller } from '../../local/faults/stories/story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

const { compare } = useFaults();
/** An enrolment and a fact some minutes later: one reminder, a quarter of an hour after that. */
function storyOf(minutes: number) {
  const say = courseTeller('C-1');
  const at = `2026-03-02T10:0${minutes}:00+01:00`;
  return {
    name: 'one reminder',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      say('task.snoozed', at, { task: 'book:pre-examination', until: '2026-03-20' }),
    ],
    until: toInstant('2026-03-02T13:00:00+01:00'),
  };
}
const STORY = storyOf(0);
const LOST_REPORTS: Fault = { kind: 'delivery', to: 'emails', nth: 1, times: 9, after: [] };

const call = (what: CallTrouble, of?: string, times?: number): Fault => ({
  kind: 'call',
  call: 1,
  what,
  ...(of !== undefined && { of }),
  ...(times !== undefined && { times }),
});

/** What really happened: how many faults, and each e-mail with its attempt. Nothing is ever lost or stuck. */
const outcomeOf = (...faults: Fault[]) => outcomeIn(STORY, ...faults);

async function outcomeIn(story: typeof STORY, ...faults: Fault[]) {
  const { run, undisturbed, verdict } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  return {
    fired: run.fired.length,
    emails: run.sent.map(({ at, attempt }) => `${at.slice(11, 19)} #${attempt}`),
    moreCalls: run.calls > undisturbed.calls,
    messages: run.courses.get('C-1')?.messages.map(({ status }) => status),
  };
}

const usual = { fired: 1, emails: ['09:15:00 #1'], moreCalls: true, messages: ['sent'] };

describe('a call that goes wrong', () => {
  test.each<[Fault, object]>([
    [call('crash before', 'CreateSchedule'), {}],
    [call('crash after', 'CreateSchedule'), {}],
    [call('crash before', 'GetItem'), { emails: ['09:30:00 #2'] }],
    [call('crash after', 'SendEmail'), {}],
    [call('drop before', 'SendEmail'), { emails: ['09:30:00 #2'] }],
    [call('drop after', 'SendEmail'), {}],
    [call('drop before', 'Query'), {}],
    [call('drop after', 'TransactWriteItems'), {}],
    [call('broken before', 'SendEmail'), { emails: ['09:30:00 #2'] }],
    [call('broken after', 'TransactWriteItems'), {}],
    [call('broken before', 'CreateSchedule', 3), { fired: 3 }],
    // Tried again in place, twice; then put off.
    [call('throttled', 'SendEmail'), {}],
    [call('throttled', 'SendEmail', 3), { fired: 3, emails: ['09:30:00 #1'] }],
    [call('throttled', 'TransactWriteItems', 3), { fired: 3 }],
    [call('rejected'), { emails: [], messages: ['failed'] }],
    [call('conflict', 'TransactWriteItems'), {}],
    [call('conflict', 'UpdateItem'), {}],
  ])('%j', async (fault, differs) => {
    expect(await outcomeOf(fault)).toEqual({ ...usual, ...differs });
  });
});

test.each<CallTrouble>(['torn head', 'torn items', 'torn pages'])('a Query with a %s', async (what) => {
  expect(await outcomeIn(storyOf(5), call(what))).toEqual({ ...usual, emails: ['09:20:00 #1'] });
});

describe('a delivery that goes wrong', () => {
  test.each<[Fault, object]>([
    [{ kind: 'delivery', to: 'events', nth: 1, after: [0, 30] }, {}],
    [{ kind: 'delivery', to: 'wakes', nth: 1, after: [0, 0] }, {}],
    [{ kind: 'delivery', to: 'wakes', nth: 1, after: [59] }, { emails: ['09:15:59 #1'] }],
    [{ kind: 'delivery', to: 'wakes', nth: 1, after: [] }, { emails: ['10:17:00 #1'] }],
    [{ kind: 'delivery', to: 'emails', nth: 1, after: [700] }, {}],
  ])('%j', async (fault, differs) => {
    expect(await outcomeOf(fault)).toEqual({ ...usual, ...differs });
  });

  test('the enrolment behind what came after it: the facts count from then on', async () => {
    const { emails } = await outcomeOf({ kind: 'delivery', to: 'events', nth: 1, after: [400] });
    expect(emails).toEqual(['09:22:00 #1']);
  });
});

describe('the provider took it and nobody knows', () => {
  test.each<CallTrouble>(['crash after', 'drop after', 'broken after'])('%s', async (what) => {
    const outcome = await outcomeOf(call(what, 'SendEmail'), LOST_REPORTS);
    expect(outcome.emails).toEqual(['09:15:00 #1', '09:30:00 #2']);
  });

  test('three times at most, then the therapist calls', async () => {
    const { emails, messages } = await outcomeOf(call('drop after', 'SendEmail', 9), LOST_REPORTS);
    expect(emails).toEqual(['09:15:00 #1', '09:30:00 #2', '09:45:00 #3']);
    expect(messages).toEqual(['failed']);
  });
});

test('a wake half a minute early goes to sleep again, for a minute more', async () => {
  const outcome = await outcomeOf({ kind: 'early', nth: 1, seconds: 30 });
  expect(outcome).toEqual({ ...usual, emails: ['09:16:00 #1'] });
});

test('the engine goes and comes back: what it had kept is there', async () => {
  const at = toInstant('2026-03-02T09:10:00Z');
  expect(await outcomeOf({ kind: 'restart', at })).toEqual(usual);
});

test.each([
  [2, '11:10:00 #1'],
  [26, '11:10:00 #1'],
])('nothing runs for %i hours, then everything does', async (hours, email) => {
  const at = toInstant('2026-03-02T09:10:00Z');
  const { fired, emails } = await outcomeOf({ kind: 'outage', at, hours });
  expect({ fired, emails }).toEqual({ fired: 1, emails: [email] });
});
