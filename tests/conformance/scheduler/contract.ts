import { describe } from 'vitest';
import { clockContract } from './clock.ts';
import { groupsContract } from './groups.ts';
import { listsContract } from './lists.ts';
import { schedulesContract } from './schedules.ts';
import { Contract, type SchedulerUnderTest } from './under-test.ts';
import { validationContract } from './validation.ts';

/**
 * What EventBridge Scheduler promises, by the SDK's model, its documentation and answers recorded from AWS. What is
 * written nowhere is a test whose title begins with `assumed:`.
 * @param retry how often a test may be tried again, in new schedules: AWS is eventually consistent
 */
export function schedulerContract(
  title: string,
  start: () => Promise<SchedulerUnderTest>,
  retry: { readonly count: number; readonly delay: number } = { count: 0, delay: 0 },
): void {
  describe(title, { retry }, () => {
    const contract = new Contract(start);
    describe('a schedule', () => schedulesContract(contract));
    describe('validation', () => validationContract(contract));
    describe('lists', () => listsContract(contract));
    describe('a group', () => groupsContract(contract));
    describe('on the clock', () => clockContract(contract));
  });
}
