import { describe, expect, test } from 'vitest';
import {
  isTaskId,
  readTask,
  type TaskId,
  type TaskName,
  visitOfTask,
} from '../../../shared/core/ids/task-id.ts';

const TASKS: readonly [TaskId, TaskName][] = [
  ['book:closing', { kind: 'book', visit: 'closing' }],
  ['hold:closing', { kind: 'hold', visit: 'closing' }],
  ['answer:closing', { kind: 'answer', visit: 'closing' }],
  ['call-patient:closing', { kind: 'call-patient', visit: 'closing' }],
  ['assess:closing:sit-to-stand', { kind: 'assess', visit: 'closing', assessment: 'sit-to-stand' }],
  ['discharge-letter', { kind: 'discharge-letter' }],
  ['review-follow-ups', { kind: 'review-follow-ups' }],
  ['confirm-referral-date', { kind: 'confirm-referral-date' }],
];

describe.each(TASKS)('%s', (task, name) => {
  test('tells its kind and what it is about', () => {
    expect(isTaskId(task)).toBe(true);
    expect(readTask(task)).toEqual(name);
    expect(visitOfTask(task)).toBe('visit' in name ? 'closing' : null);
  });
});

test.each([
  '',
  'book',
  'book:',
  'book:Opening',
  'book:closing:',
  'book:closing:PSFS',
  'call:closing',
  'assess:closing',
  'assess:closing:height',
  'assess:closing:PSFS:',
  'discharge-letter:',
  'discharge-letter:closing',
])('%j is no task', (text) => expect(isTaskId(text)).toBe(false));
