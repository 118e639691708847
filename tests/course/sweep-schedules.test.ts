import { describe, expect, test } from 'vitest';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { dueCourse } from '../support/shell.ts';
import { NOTHING, quietCourse } from '../support/sweeping.ts';

const START = '2026-02-26T09:00:00Z';

describe('a wake without its schedule', () => {
  const WAKE = toInstant('2026-03-05T08:00:00Z');

  /** A patient who is to be reminded of an appointment, and whose wake is gone. */
  async function waitingCourse() {
    const { shell, booked } = await quietCourse();
    await shell.record([booked('pre-examination', START, '2026-03-09T13:00:00+01:00')]);
    expect((await shell.head())?.nextWakeAt).toBe(WAKE);
    shell.wakes.lose();
    shell.moveTo('2026-03-05T04:00:00Z');
    await shell.sweep();
    return shell;
  }

  test('of the next hour is armed again, and comes in time', async () => {
    const shell = await waitingCourse();
    shell.moveTo('2026-03-05T07:20:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, missingSchedules: ['C-1'] });
    expect(await shell.sweep()).toEqual(NOTHING);
    expect(shell.mailer.sent).toHaveLength(1);
    await shell.runUntil('2026-03-05T08:00:00Z');
    expect(shell.mailer.sent).toHaveLength(2);
  });

  test.each([
    ['long after the next run', -66, []],
    ['after the next run, which may start late', -64, [WAKE]],
    ['in two minutes', -2, [WAKE]],
    ['in less than two minutes', -1.9, []],
    ['since a quarter of an hour', 15, []],
  ])('that is due %s', async (_, minutes, armed) => {
    const shell = await waitingCourse();
    shell.moveTo(addMinutes(WAKE, minutes));
    expect(await shell.sweep()).toEqual({ ...NOTHING, missingSchedules: armed.map(() => 'C-1') });
    expect(shell.wakes.armedFor('C-1')).toEqual(armed);
  });

  test('is seen by one of the hourly runs, at whatever minute they start', async () => {
    for (let minute = 0; minute < 60; minute += 1) {
      const shell = await waitingCourse();
      for (const [run, late] of [2, 0, 2].entries()) {
        shell.moveTo(addMinutes(toInstant('2026-03-05T05:00:00Z'), run * 60 + minute + late));
        await shell.sweep();
      }
      expect(shell.wakes.armedFor('C-1')).toEqual([WAKE]);
    }
  });

  test('is none of a message: its course has a wake for it', async () => {
    const { shell } = await dueCourse();
    shell.before('settle', () => {
      throw new Error('crash');
    });
    await expect(shell.wake()).rejects.toThrow('crash');
    const head = shell.store.items().find(({ sk }) => sk === '#HEAD');
    shell.store.put({ ...head, wakes: 'WAKE', nextWakeAt: WAKE });
    shell.wakes.lose();
    shell.moveTo('2026-02-26T09:20:00Z');
    shell.takeCalls();
    expect(await shell.sweep()).toEqual(NOTHING);
    expect(shell.takeCalls()).not.toContain('arm');
  });

  test('is not missing while an event that has just come in is arming it', async () => {
    const { shell } = await quietCourse();
    const found: unknown[] = [];
    shell.before('arm', async () => found.push(await shell.sweep()));
    const { enrolled } = courseEvents('C-2');
    await shell.record([enrolled(shell.now, { protocol: 'lumbar-spinal-stenosis', entry: 'direct' })]);
    expect(found).toEqual([NOTHING]);
    expect(shell.takeCalls().filter((call) => call === 'arm')).toHaveLength(2);
  });
});
