import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';
import { stenosisFrom } from '../support/stories.ts';

const { replyTo } = clinicWith();
const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const later: SendOutcome = { kind: 'later', reason: 'TooManyRequestsException' };

/** A course under way, on the evening of Monday 9 March; nothing is due to the patient before the 19th. */
async function underWay(changes: Record<string, unknown> = {}) {
  const shell = new Shell('2026-03-05T09:00:00Z', clinicWith(changes));
  const events = courseEvents();
  await shell.record(stenosisFrom(events, '2026-03-05'));
  await shell.runUntil('2026-03-09T21:30:00Z');
  const calls = (at = shell.now as string, data: Record<string, unknown> = {}) =>
    events.event('call.requested', at, { reason: 'question', ...data });
  return {
    ...events,
    shell,
    calls,
    mailed: () => shell.mailer.sent.filter(({ to }) => to === replyTo).map(({ email }) => email),
    log: async () => (await shell.log()).filter((line) => line.startsWith('call-')),
  };
}

describe('a request for a call', () => {
  test('is mailed to the clinic within a minute, at night as well, and once', async () => {
    const { shell, calls, mailed, log, booked } = await underWay();
    const visit = 'status-4-weeks';
    await shell.record([booked(visit, '2026-03-09', '2026-04-07T10:00:00+02:00')]);
    const request = calls(shell.now, { visit, reason: 'cannot-come' });
    await shell.record([request]);
    await shell.runUntil('2026-03-09T21:31:00Z');
    await shell.record([request]);
    await shell.runUntil('2026-03-12T12:00:00Z');
    expect(mailed()).toHaveLength(1);
    expect(mailed()[0]?.subject).toContain('AMJ');
    expect(mailed()[0]?.text).toMatch(/P-17[\s\S]*7\.\s+april/);
    expect(JSON.stringify(mailed())).not.toMatch(/Jensen|anna@/);
    expect(await log()).toEqual(['call-0001 sent: ']);
  });

  test('is told for each, and takes the patient’s day from no reminder', async () => {
    const { shell, calls, mailed } = await underWay();
    await shell.record([calls('2026-03-09T21:00:00Z'), calls('2026-03-09T21:10:00Z', { reason: 'book' })]);
    await shell.runUntil('2026-03-09T21:31:00Z');
    expect(mailed()).toHaveLength(2);
    await shell.runUntil('2026-03-19T07:59:00Z');
    await shell.record([calls('2026-03-19T07:59:00Z')]);
    await shell.runUntil('2026-03-19T08:01:00Z');
    const patients = shell.mailer.sent.filter(({ to }) => to !== replyTo);
    expect([mailed().length, patients.length]).toEqual([3, 1]);
  });

  test.each<[string, (course: Awaited<ReturnType<typeof underWay>>) => Parameters<Shell['record']>[0]]>([
    ['was made already', ({ calls, completed, shell }) => [calls(), completed('call-back', shell.now)]],
    ['came more than a week late', ({ calls }) => [calls('2026-03-02T12:00:00Z')]],
    ['is about a patient who died', ({ calls, closed }) => [calls(), closed('2026-03-09', 'deceased')]],
  ])('is not told when it %s', async (_, eventsOf) => {
    const course = await underWay();
    await course.shell.record(eventsOf(course));
    await course.shell.runUntil('2026-03-12T12:00:00Z');
    expect(course.mailed()).toEqual([]);
  });

  test('of before the instant from which on the clinic sends again is not told', async () => {
    const { shell, calls, mailed } = await underWay({ sendNothingBefore: '2026-03-09T21:20:00Z' });
    await shell.record([calls('2026-03-09T21:00:00Z')]);
    await shell.runUntil('2026-03-10T12:00:00Z');
    expect(mailed()).toEqual([]);
  });

  test('that is settled between claim and send is withdrawn', async () => {
    const { shell, calls, completed, mailed, log } = await underWay();
    await shell.record([calls()]);
    shell.before('version', () => shell.record([completed('call-back', '2026-03-09T21:30:30Z')]));
    await shell.runUntil('2026-03-09T21:32:00Z');
    expect(mailed()).toEqual([]);
    expect(await log()).toEqual(['call-0001 withdrawn: ']);
  });
});

describe('a mail about a call that the provider', () => {
  test('puts off goes a quarter of an hour later, by night as well', async () => {
    const { shell, calls, mailed, log } = await underWay();
    shell.mailer.answers.push(later);
    await shell.record([calls()]);
    await shell.runUntil('2026-03-09T21:50:00Z');
    expect(mailed()).toHaveLength(2);
    expect(await log()).toEqual(['call-0001 sent: ']);
  });

  test('does not answer goes three times at most', async () => {
    const { shell, calls, mailed, log } = await underWay();
    shell.mailer.answers.push(unknown, unknown, unknown, unknown);
    await shell.record([calls()]);
    await shell.runUntil('2026-03-12T12:00:00Z');
    expect(mailed()).toHaveLength(3);
    expect(await log()).toEqual(['call-0001 failed: ']);
  });

  test('refuses stays a task, and no more', async () => {
    const { shell, calls, mailed } = await underWay();
    shell.mailer.answers.push({ kind: 'refused', reason: 'MessageRejected' });
    await shell.record([calls()]);
    await shell.runUntil('2026-03-12T12:00:00Z');
    expect(mailed()).toHaveLength(1);
    expect((await shell.head())?.tasks.map(({ task }) => task)).toContain('call-back');
  });
});
