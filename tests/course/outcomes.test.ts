import { expect, test } from 'vitest';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { dueCourse } from '../support/shell.ts';

const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const SENT = '0001 sent: pre-examination/questionnaires';

test('refused: the message has failed and the therapist is to call', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push({ kind: 'refused', reason: 'MessageRejected' });
  await shell.wake();
  expect(await shell.log()).toEqual(['0001 failed: pre-examination/questionnaires']);
  expect((await shell.head())?.tasks).toContainEqual(
    expect.objectContaining({ task: 'call-patient:pre-examination' }),
  );
  await shell.runUntil('2026-03-01T12:00:00Z');
  expect(shell.mailer.sent).toHaveLength(1);
});

test('later: the same attempt goes a quarter of an hour later', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push(
    { kind: 'later', reason: 'TooManyRequestsException' },
    { kind: 'later', reason: 'TooManyRequestsException' },
  );
  await shell.wake();
  expect(await shell.log()).toEqual(['0001 released: pre-examination/questionnaires']);
  expect(shell.wakes.armedFor('C-1')).toContain('2026-02-26T09:30:00.000Z');
  await shell.runUntil('2026-02-26T10:00:00Z');
  expect(await shell.log()).toEqual([SENT]);
  expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['1', '1', '1']);
});

test('unknown: a second attempt when the lease has run out, not earlier', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push(unknown);
  await shell.wake();
  expect(await shell.log()).toEqual(['0001 claimed: pre-examination/questionnaires']);
  expect(shell.wakes.armedFor('C-1')).toContain('2026-02-26T09:30:00.000Z');
  await shell.wake();
  shell.moveTo('2026-02-26T09:29:00Z');
  await shell.wake();
  expect(shell.mailer.sent).toHaveLength(1);
  await shell.runUntil('2026-02-26T10:00:00Z');
  expect(await shell.log()).toEqual([SENT]);
  expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['1', '2']);
});

test('unknown for ever: three attempts, then it has failed and the therapist is to call', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push(unknown, unknown, unknown);
  await shell.wake();
  await shell.runUntil('2026-02-27T12:00:00Z');
  expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['1', '2', '3']);
  expect(await shell.log()).toEqual(['0001 failed: pre-examination/questionnaires']);
  expect((await shell.head())?.tasks).toContainEqual(
    expect.objectContaining({ task: 'call-patient:pre-examination' }),
  );
});

test('unknown, but the provider reports it: no second attempt', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push(unknown);
  await shell.wake();
  await shell.report(1);
  await shell.runUntil('2026-02-27T12:00:00Z');
  expect(await shell.log()).toEqual([SENT]);
  expect(shell.mailer.sent).toHaveLength(1);
});

test('unknown twice, but the provider reports the first: no third attempt', async () => {
  const { shell } = await dueCourse();
  shell.mailer.answers.push(unknown, unknown);
  await shell.wake();
  await shell.runUntil('2026-02-26T09:30:00Z');
  await shell.report(1);
  await shell.runUntil('2026-02-27T12:00:00Z');
  expect(await shell.log()).toEqual([SENT]);
  expect(shell.mailer.sent).toHaveLength(2);
});

test('no longer wanted when the lease has run out: withdrawn', async () => {
  const { shell, closed } = await dueCourse();
  shell.mailer.answers.push(unknown);
  await shell.wake();
  await shell.record([closed('2026-02-26T09:20:00Z', 'declined')]);
  await shell.runUntil('2026-02-26T12:00:00Z');
  expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
  expect(shell.mailer.sent).toHaveLength(1);
});

test.each<SendOutcome>([unknown, { kind: 'later', reason: 'TooManyRequestsException' }])(
  'the enrolment was a mistake, and the outcome is open ($kind): withdrawn, and nothing stays overdue',
  async (answer) => {
    const { shell, enrolment, event } = await dueCourse();
    shell.mailer.answers.push(answer);
    await shell.wake();
    const { eventId } = enrolment;
    await shell.record([event('event.retracted', shell.now, { eventId, reason: 'entered by mistake' })]);
    await shell.runUntil('2026-02-26T12:00:00Z');
    expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
    expect(shell.mailer.sent).toHaveLength(1);
    expect(await shell.sweep()).toMatchObject({ overdueWakes: [], failed: [] });
  },
);

test.each(['18:44:30', '18:42:30'])(
  'unknown at %s, when the lease ends as the night begins: settled by then or in the morning',
  async (time) => {
    const { shell } = await dueCourse();
    shell.moveTo(`2026-02-26T${time}Z`);
    shell.mailer.answers.push(unknown);
    await shell.wake();
    await shell.runUntil('2026-02-26T21:00:00Z');
    expect((await shell.sweep()).overdueWakes).toEqual([]);
    await shell.runUntil('2026-02-27T07:00:00Z');
    expect(await shell.log()).toEqual([SENT]);
  },
);

test('a handler that stops after sending leaves a claim that a wake settles', async () => {
  const { shell } = await dueCourse();
  shell.before('settle', () => {
    throw new Error('crash');
  });
  await expect(shell.wake()).rejects.toThrow('crash');
  await shell.wake('C-1', shell.now, true);
  await shell.runUntil('2026-02-26T10:00:00Z');
  expect(await shell.log()).toEqual([SENT]);
  expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['1', '2']);
});

test('a handler that comes back after its lease has run out sends nothing', async () => {
  const { shell } = await dueCourse();
  shell.before('version', async () => {
    shell.moveTo('2026-02-26T09:31:00Z');
    await shell.wake();
  });
  await shell.wake();
  expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['2']);
  expect(await shell.log()).toEqual([SENT]);
});
