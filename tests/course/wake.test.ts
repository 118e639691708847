import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { dueCourse, Shell } from '../support/shell.ts';

const START = '2026-02-26T09:00:00Z';
const FIRST_WAKE = toInstant('2026-02-26T09:15:00Z');

test('a wake that sends', async () => {
  const { shell } = await dueCourse();
  await shell.wake();
  expect(shell.takeCalls()).toEqual(['load', 'commit', 'arm', 'version', 'send', 'settle']);
  expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
  expect(shell.mailer.sent).toMatchObject([
    { to: 'anna@patients.example', tags: { course: 'Qy0x', message: '0001', attempt: '1' } },
  ]);
  expect(await shell.head()).toMatchObject({ version: 2, messages: 1, events: 1 });
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-03-02T08:00:00.000Z']);
});

test('a wake with nothing to change costs one load', async () => {
  const { shell } = await dueCourse();
  await shell.wake();
  shell.takeCalls();
  await shell.wake();
  expect(shell.takeCalls()).toEqual(['load']);
});

test('a wake of no course costs one load', async () => {
  const shell = new Shell(START);
  expect(await shell.wake('C-9')).toEqual({ advanced: null, refused: [] });
  expect(shell.takeCalls()).toEqual(['load']);
  expect(shell.store.items()).toEqual([]);
});

test('a wake that is tried again arms: the first try may have stopped after its commit', async () => {
  const { shell } = await dueCourse();
  shell.before('arm', () => {
    throw new Error('no scheduler');
  });
  await expect(shell.wake()).rejects.toThrow('no scheduler');
  expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
  expect(shell.wakes.armedFor('C-1')).toEqual([]);
  shell.takeCalls();
  await shell.wake('C-1', FIRST_WAKE, true);
  expect(shell.takeCalls()).toEqual(['load', 'arm']);
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-03-02T08:00:00.000Z']);
});

test.each([
  ['seconds', '2026-02-26T09:14:58Z', '2026-02-26T09:16:00.000Z'],
  ['minutes', '2026-02-26T09:10:30Z', '2026-02-26T09:16:00.000Z'],
])('a wake that comes %s early arms another schedule', async (_, now, armed) => {
  const { shell } = await dueCourse();
  shell.moveTo(now);
  await shell.wake('C-1', FIRST_WAKE);
  expect(shell.takeCalls()).toEqual(['load', 'arm']);
  expect(shell.wakes.armedFor('C-1')).toEqual([armed]);
  await shell.runUntil('2026-02-26T10:00:00Z');
  expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
});

test('a wake that was superseded changes nothing', async () => {
  const { shell, booked } = await dueCourse();
  shell.moveTo('2026-02-26T09:14:00Z');
  await shell.record([booked('pre-examination', START, '2026-03-20T09:00:00Z')]);
  shell.moveTo(FIRST_WAKE);
  shell.takeCalls();
  await shell.wake();
  expect(shell.takeCalls()).toEqual(['load']);
  expect(shell.wakes.armedFor('C-1')).toEqual(['2026-03-13T08:00:00.000Z']);
});

test('a wake after an outage sends what still makes sense, once', async () => {
  const { shell } = await dueCourse();
  shell.moveTo('2026-03-09T22:00:00Z');
  await shell.wake('C-1', FIRST_WAKE);
  expect(shell.mailer.sent).toEqual([]);
  await shell.runUntil('2026-03-10T08:30:00Z');
  expect(shell.mailer.sent).toHaveLength(1);
  expect((await shell.log()).at(-1)).toContain('pre-examination/questionnaires');
});
