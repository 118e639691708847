import { describe, expect, test } from 'vitest';
import { addMinutes } from '../../shared/core/time/instant.ts';
import { RUN_LIMIT } from '../../shared/course/sweep.ts';
import { courseEvents } from '../support/events.ts';
import { dueCourse } from '../support/shell.ts';
import { amongUnreadable, NOTHING, quietCourse } from '../support/sweeping.ts';

const START = '2026-02-26T09:00:00Z';

test('in health there is nothing to find, and nothing is written', async () => {
  const { shell } = await quietCourse();
  shell.moveTo('2026-02-26T20:00:00Z');
  expect(await shell.sweep()).toEqual(NOTHING);
  expect(shell.takeCalls()).toEqual(['resume']);
});

describe('an overdue wake', () => {
  test('is none while it is less than a quarter of an hour late', async () => {
    const { shell } = await dueCourse();
    shell.moveTo('2026-02-26T09:30:00Z');
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('that was lost is armed again', async () => {
    const { shell } = await dueCourse();
    shell.moveTo('2026-02-26T10:00:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, overdueWakes: ['C-1'] });
    expect(shell.mailer.sent).toEqual([]);
    expect(shell.wakes.armedFor('C-1')).toEqual(['2026-02-26T10:01:00.000Z']);
    await shell.runUntil('2026-02-26T11:00:00Z');
    expect(shell.mailer.sent).toHaveLength(1);
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('that moves to the morning is overdue until it is armed', async () => {
    const { shell } = await dueCourse();
    shell.moveTo('2026-02-26T22:00:00Z');
    shell.before('arm', () => {
      throw new Error('throttled');
    });
    expect(await shell.sweep()).toMatchObject({ overdueWakes: ['C-1'], failed: [{ courseId: 'C-1' }] });
    expect(shell.wakes.armedFor('C-1')).toEqual([]);
    expect(await shell.sweep()).toEqual({ ...NOTHING, overdueWakes: ['C-1'] });
    expect(shell.wakes.armedFor('C-1')).toEqual(['2026-02-27T07:00:00.000Z']);
  });

  test('of a claim whose handler never came back is settled', async () => {
    const { shell } = await dueCourse();
    shell.before('send', () => {
      throw new Error('crash');
    });
    await expect(shell.wake()).rejects.toThrow('crash');
    shell.wakes.lose();
    shell.moveTo('2026-02-26T10:00:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, overdueWakes: ['C-1'] });
    await shell.runUntil('2026-02-26T10:30:00Z');
    expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('of a message that the provider put off is sent', async () => {
    const { shell } = await dueCourse();
    shell.mailer.answers.push({ kind: 'later', reason: 'TooManyRequestsException' });
    await shell.wake();
    shell.wakes.lose();
    shell.moveTo('2026-02-26T10:00:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, overdueWakes: ['C-1'] });
    await shell.runUntil('2026-02-26T10:30:00Z');
    expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
  });

  test('of an erasure that stopped halfway is finished', async () => {
    const { shell, event } = await dueCourse();
    shell.before('eraseItems', () => {
      throw new Error('crash');
    });
    await expect(shell.record([event('course.erased', START, { reason: 'asked' })])).rejects.toThrow('crash');
    expect(shell.store.items().length).toBeGreaterThan(1);
    shell.moveTo('2026-02-26T10:00:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, overdueWakes: ['C-1'] });
    expect(shell.store.items()).toHaveLength(1);
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('of a course whose contact details are to be erased', async () => {
    const { shell, closed } = await quietCourse();
    await shell.record([closed(shell.now, 'declined')]);
    await shell.runUntil('2026-03-01T09:00:00Z');
    shell.wakes.lose();
    shell.moveTo('2026-05-27T12:00:00Z');
    expect(await shell.sweep()).toMatchObject({ overdueWakes: ['C-1'], failed: [] });
    expect((await shell.head())?.purged).toBe(false);
    await shell.runUntil('2026-05-27T12:05:00Z');
    expect((await shell.head())?.purged).toBe(true);
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('of one course that fails does not keep the others from being brought back', async () => {
    const { shell } = await dueCourse();
    await shell.record([courseEvents('C-2').enrolled(START)]);
    shell.wakes.lose();
    shell.moveTo('2026-02-27T10:00:00Z');
    shell.before('load', () => {
      throw new Error('torn');
    });
    expect(await shell.sweep()).toMatchObject({
      overdueWakes: ['C-1', 'C-2'],
      failed: [{ courseId: 'C-1', error: new Error('torn') }],
    });
    expect(shell.wakes.armedFor('C-1')).toEqual([]);
    expect(shell.wakes.armedFor('C-2')).toHaveLength(1);
    expect(await shell.sweep()).toMatchObject({ failed: [] });
    expect(shell.wakes.armedFor('C-1')).toHaveLength(1);
  });
});

describe('a run', () => {
  test('goes on where the last one stopped: hundreds that fail keep no other from being brought back', async () => {
    const shell = await amongUnreadable();
    shell.moveTo('2026-02-26T10:00:00Z');
    const failures: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      expect(shell.wakes.armedFor('C-1')).toEqual([]);
      const { failed, overdueWakes } = await shell.sweep();
      failures.push(failed.length, overdueWakes.length);
    }
    expect(failures).toEqual([RUN_LIMIT, RUN_LIMIT, RUN_LIMIT, RUN_LIMIT, 0, 1]);
    expect(shell.wakes.armedFor('C-1')).toHaveLength(1);
    expect((await shell.sweep()).overdueWakes).toHaveLength(RUN_LIMIT);
  });

  test('ends in time when courses take long, and the next one goes on there', async () => {
    const shell = await amongUnreadable();
    shell.moveTo('2026-02-26T10:00:00Z');
    const slow = () => {
      shell.moveTo(addMinutes(shell.now, 0.1));
      shell.before('load', slow);
    };
    shell.before('load', slow);
    const handled = [await shell.sweep(), await shell.sweep()].map(({ overdueWakes }) => overdueWakes.length);
    expect(handled).toEqual([4, 4]);
    const { progress } = await shell.sweepStore.resume(shell.now, 1);
    expect(progress.wakes?.courseId).toBe('B-0007');
  });
});
