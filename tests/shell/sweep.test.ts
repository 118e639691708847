import { expect, test } from 'vitest';
import type { OverdueIndex } from '../../shared/aws/overdue-index.ts';
import { sweepOverdue } from '../../shared/sweep.ts';
import { courseEvents } from '../support/events.ts';
import { dueCourse, type Shell } from '../support/shell.ts';

const START = '2026-02-26T09:00:00Z';

/** The sparse index of wakes, as the table has it. */
const indexOf = ({ store }: Shell): OverdueIndex => ({
  async coursesBefore(at, limit) {
    const due = store.items().filter(({ nextWakeAt }) => String(nextWakeAt ?? '9') < at);
    return [...new Set(due.map(({ pk }) => String(pk).slice('COURSE#'.length)))].slice(0, limit);
  },
});
const sweep = (shell: Shell) => {
  const { deliver: _, ...tools } = shell.tools();
  return sweepOverdue(tools, indexOf(shell), shell.now);
};

test('in health there is nothing to find', async () => {
  const { shell } = await dueCourse();
  await shell.wake();
  shell.takeCalls();
  shell.moveTo('2026-02-26T20:00:00Z');
  expect(await sweep(shell)).toEqual({ found: 0, failed: [] });
  expect(shell.takeCalls()).toEqual([]);
});

test('a wake that is less than a quarter of an hour late is not missed yet', async () => {
  const { shell } = await dueCourse();
  shell.moveTo('2026-02-26T09:30:00Z');
  expect(await sweep(shell)).toEqual({ found: 0, failed: [] });
});

test('a course whose wake was lost is brought back', async () => {
  const { shell } = await dueCourse();
  shell.moveTo('2026-02-26T10:00:00Z');
  expect(await sweep(shell)).toEqual({ found: 1, failed: [] });
  expect(shell.mailer.sent).toEqual([]);
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-02-26T10:01:00.000Z']);
  await shell.runUntil('2026-02-26T11:00:00Z');
  expect(shell.mailer.sent).toHaveLength(1);
  expect(await sweep(shell)).toEqual({ found: 0, failed: [] });
});

test('a claim whose handler never came back is settled', async () => {
  const { shell } = await dueCourse();
  shell.before('send', () => {
    throw new Error('crash');
  });
  await expect(shell.wake()).rejects.toThrow('crash');
  shell.wakes.lose();
  shell.moveTo('2026-02-26T10:00:00Z');
  expect(await sweep(shell)).toMatchObject({ found: 1 });
  await shell.runUntil('2026-02-26T10:30:00Z');
  expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
  expect(await sweep(shell)).toMatchObject({ found: 0 });
});

test('an erasure that stopped halfway is finished', async () => {
  const { shell, event } = await dueCourse();
  shell.before('eraseItems', () => {
    throw new Error('crash');
  });
  await expect(shell.record([event('course.erased', START, { reason: 'asked' })])).rejects.toThrow('crash');
  expect(shell.store.items().length).toBeGreaterThan(1);
  shell.moveTo('2026-02-26T10:00:00Z');
  expect(await sweep(shell)).toMatchObject({ found: 1, failed: [] });
  expect(shell.store.items()).toHaveLength(1);
  expect(await sweep(shell)).toMatchObject({ found: 0 });
});

test('one course that fails does not keep the others from being brought back', async () => {
  const { shell } = await dueCourse();
  await shell.record([courseEvents('C-2').enrolled(START)]);
  shell.wakes.lose();
  shell.moveTo('2026-02-27T10:00:00Z');
  shell.before('load', () => {
    throw new Error('torn');
  });
  const { found, failed } = await sweep(shell);
  expect([found, failed.length]).toEqual([2, 1]);
  expect(shell.wakes.armedFor('C-1')).toEqual([]);
  expect(shell.wakes.armedFor('C-2')).toHaveLength(1);
  expect(await sweep(shell)).toMatchObject({ failed: [] });
  expect(shell.wakes.armedFor('C-1')).toHaveLength(1);
});
