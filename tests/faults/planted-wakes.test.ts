import { expect, test } from 'vitest';
import { stuckIn } from '../../local/faults/play/end-state.ts';
import { scheduleName } from '../../shared/aws/schedules.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { clinicWith } from '../support/plan.ts';
import { STORY, usePlanted } from '../support/planted.ts';

/** A next wake that nobody armed, in the last course of a story. */
const { run } = usePlanted();
const NOW = toInstant('2026-03-16T12:20:00Z');
const WAKE = toInstant('2026-03-20T07:00:00Z');

function stuckWith(nextWakeAt: Instant, circumstances: { armed?: string[]; givenUp?: string[] } = {}) {
  const course = run().courses.get(STORY.events[0]?.courseId ?? '');
  if (!course?.head) throw new Error('there is no course');
  const [armed, givenUp] = [new Set(circumstances.armed), new Set(circumstances.givenUp)];
  const planted = { ...course, head: { ...course.head, nextWakeAt } };
  return stuckIn(planted, 'C-1', { armed, givenUp, now: NOW, clinic: clinicWith() });
}

test('it is lost, however far ahead, and though another minute is armed or another course was given up', () => {
  const sentence = [`no wake is armed for ${WAKE}`];
  expect(stuckWith(WAKE)).toEqual(sentence);
  expect(stuckWith(WAKE, { armed: [scheduleName('C-1', addMinutes(WAKE, -60))] })).toEqual(sentence);
  expect(stuckWith(WAKE, { givenUp: ['C-2'] })).toEqual(sentence);
  expect(stuckWith(WAKE, { armed: [scheduleName('C-1', WAKE)] })).toEqual([]);
});

test('after a wake that was given up the sweep arms it in the hour before, and no later', () => {
  const givenUp = ['C-1'];
  expect(stuckWith(WAKE, { givenUp })).toEqual([]);
  const soon = addMinutes(NOW, 5);
  expect(stuckWith(soon, { givenUp })).toEqual([`no wake is armed for ${soon}`]);
  const past = addMinutes(NOW, -1);
  expect(stuckWith(past, { givenUp })).toEqual([`it should have been woken at ${past}`]);
});
