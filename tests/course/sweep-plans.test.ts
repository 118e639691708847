import { describe, expect, test } from 'vitest';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { RUN_LIMIT } from '../../shared/course/sweep.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { amongUnreadable, NOTHING, quietCourse } from '../support/sweeping.ts';

const START = '2026-02-26T09:00:00Z';

describe('a plan made with other settings', () => {
  const EARLIER = clinicWith({ sendTime: '08:10' });

  /** A patient who is to be reminded of an appointment at nine. */
  async function remindedAtNine() {
    const course = await quietCourse();
    await course.shell.record([course.booked('pre-examination', START, '2026-03-09T13:00:00+01:00')]);
    return course;
  }

  test('is made anew, and what is due earlier now comes earlier', async () => {
    const { shell } = await remindedAtNine();
    shell.clinic = EARLIER;
    expect(await shell.sweep()).toEqual({ ...NOTHING, outdatedPlans: 1 });
    expect(shell.wakes.armedFor('C-1')).toContain('2026-03-05T07:10:00.000Z');
    await shell.runUntil('2026-03-05T07:10:00Z');
    expect(shell.mailer.sent).toHaveLength(2);
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('that says the same is noted as the deployed one, and nothing else', async () => {
    const { shell } = await remindedAtNine();
    const [head, ...others] = shell.store.items();
    shell.store.put({ ...head, fingerprint: 'of an earlier protocol' });
    shell.moveTo('2026-02-27T12:00:00Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, outdatedPlans: 1 });
    const version = Number(head?.['version']) + 1;
    expect(shell.store.items()).toEqual([{ ...head, version }, ...others]);
  });

  test('stays when the course is erased or its contact details are', async () => {
    const { shell, event, closed } = await remindedAtNine();
    const { enrolled } = courseEvents('C-2');
    await shell.record([enrolled(START), { ...closed(START, 'declined'), courseId: 'C-2' }]);
    await shell.runUntil('2026-05-28T12:00:00Z');
    await shell.record([event('course.erased', shell.now, { reason: 'asked' })]);
    expect([(await shell.head('C-1'))?.status, (await shell.head('C-2'))?.purged]).toEqual(['erased', true]);
    shell.clinic = EARLIER;
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('is looked for until none is left, and from then on once a day', async () => {
    const { shell } = await remindedAtNine();
    shell.clinic = EARLIER;
    const asked: string[] = [];
    for (let hour = 0; hour <= 27; hour += 1) {
      await shell.runUntil(addMinutes(toInstant('2026-02-27T00:00:00Z'), hour * 60));
      shell.takeCalls();
      await shell.sweep();
      const calls = shell.takeCalls();
      if (calls.includes('outdated')) asked.push(`${hour} h: ${calls.join(', ')}`);
    }
    expect(asked).toEqual([
      '0 h: resume, outdated, load, arm, commit, saveProgress',
      '1 h: resume, outdated, saveProgress',
      '25 h: resume, outdated, saveProgress',
    ]);
  });

  test('is looked for again while one could not be made anew', async () => {
    const { shell } = await remindedAtNine();
    shell.clinic = EARLIER;
    shell.before('commit', () => {
      throw new Error('crash');
    });
    expect(await shell.sweep()).toMatchObject({
      outdatedPlans: 1,
      failed: [{ courseId: 'C-1', error: new Error('crash') }],
    });
    expect(await shell.sweep()).toEqual({ ...NOTHING, outdatedPlans: 1 });
    expect(await shell.sweep()).toEqual(NOTHING);
  });

  test('is looked for again while its wake could not be armed', async () => {
    const { shell } = await remindedAtNine();
    shell.clinic = EARLIER;
    shell.before('arm', () => {
      throw new Error('throttled');
    });
    expect(await shell.sweep()).toMatchObject({ failed: [{ courseId: 'C-1' }] });
    expect(shell.wakes.armedFor('C-1')).not.toContain('2026-03-05T07:10:00.000Z');
    expect(await shell.sweep()).toEqual({ ...NOTHING, outdatedPlans: 1 });
    expect(shell.wakes.armedFor('C-1')).toContain('2026-03-05T07:10:00.000Z');
  });

  test('is found behind hundreds that fail; when the settings change again, the search begins at the start', async () => {
    const shell = await amongUnreadable({ fingerprint: '-', wakes: undefined });
    await shell.wake();
    shell.clinic = clinicWith({ sendTime: '08:10' });
    const found = async () => (await shell.sweep()).outdatedPlans;
    expect([await found(), await found(), await found(), await found()]).toEqual([
      RUN_LIMIT,
      RUN_LIMIT,
      1,
      RUN_LIMIT,
    ]);
    shell.clinic = clinicWith();
    expect([await found(), await found(), await found()]).toEqual([RUN_LIMIT, RUN_LIMIT, 1]);
  });
});
