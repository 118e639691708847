import { expect, test } from 'vitest';
import { functionErrors } from '../../../local/server/function-errors.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const line = (minute: string, json: unknown) => ({
  at: toInstant(`2026-03-05T12:${minute}:00Z`),
  function: 'arn:aws:lambda:eu-north-1:111122223333:function:wake-course',
  json,
});
const failed = {
  level: 'ERROR',
  message: 'a course could not be woken',
  courseId: 'C-1',
  error: 'TypeError',
};

test('what went wrong is told once with how often, the last thing first', () => {
  const lines = [
    line('01', failed),
    line('02', { level: 'INFO', message: 'a course was woken', courseId: 'C-1' }),
    line('03', undefined),
    line('04', { level: 'ERROR', message: { errorType: 'WholeBatchError', errorMessage: 'all failed' } }),
    line('05', failed),
    line('06', { ...failed, courseId: 'Anna Jensen, Sundby' }),
  ];
  expect(
    functionErrors(lines).map(({ at, times, message, why, courseId }) => [
      at.slice(14, 16),
      times,
      message,
      why,
      courseId,
    ]),
  ).toEqual([
    ['06', 1, 'a course could not be woken', 'TypeError', null],
    ['05', 2, 'a course could not be woken', 'TypeError', 'C-1'],
    ['04', 1, 'the run ended with an error', 'WholeBatchError: all failed', null],
  ]);
});

test('only the last twenty kinds are told', () => {
  const lines = Array.from({ length: 30 }, (_, index) => line('01', { ...failed, courseId: `C-${index}` }));
  expect(functionErrors(lines)).toHaveLength(20);
});
