import { describe, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../shared/core/reminders/delivery.ts';
import { readReport } from '../../shared/course/provider-report.ts';
import { track } from '../../shared/course/track.ts';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { inAnyOrder, type Step } from '../support/any-order.ts';
import { dueCourse, type Shell } from '../support/shell.ts';
import { answers } from '../support/stories.ts';

const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const SENT = '0001 sent: pre-examination/questionnaires';
const CALL = 'call-patient:pre-examination';

const callIsOwed = async (shell: Shell) =>
  (await shell.head())?.tasks.some(({ task }) => task === CALL) === true;

/** A course whose first e-mail went out. */
async function sentCourse() {
  const { shell, ...events } = await dueCourse();
  await shell.wake();
  shell.takeCalls();
  return { ...events, shell };
}

/** A course whose e-mail the provider never answered for, given up after three attempts. */
async function failedCourse() {
  const { shell, ...events } = await dueCourse();
  shell.mailer.answers.push(unknown, unknown, unknown);
  await shell.wake();
  await shell.runUntil('2026-02-26T12:00:00Z');
  expect(await shell.log()).toEqual(['0001 failed: pre-examination/questionnaires']);
  expect(await callIsOwed(shell)).toBe(true);
  shell.takeCalls();
  return { ...events, shell };
}

describe('after an e-mail that was answered for', () => {
  test.each<DeliveryOutcome | null>([null, 'delayed', 'delivered'])(
    'a report that changes nothing in the plan is one call: %s',
    async (outcome) => {
      const { shell } = await sentCourse();
      await shell.report(1, outcome);
      expect(shell.takeCalls()).toEqual(['report']);
      expect(await callIsOwed(shell)).toBe(false);
    },
  );

  test.each<DeliveryOutcome>(['soft-bounced', 'rejected'])(
    '%s: the therapist is to call',
    async (outcome) => {
      const { shell } = await sentCourse();
      await shell.report(1, outcome);
      expect(await callIsOwed(shell)).toBe(true);
      expect(shell.takeCalls()).toEqual(['report', 'load', 'arm', 'commit']);
      await shell.runUntil('2026-03-01T12:00:00Z');
      expect(shell.mailer.sent).toHaveLength(1);
    },
  );

  test('an out-of-office reply that comes ahead of the delivery: no call is owed', async () => {
    const { shell } = await sentCourse();
    await shell.report(1, 'soft-bounced');
    await shell.report(1, 'delivered');
    expect(await callIsOwed(shell)).toBe(false);
  });

  test('a handler that stops before it looks at the course: the task opens when the report comes again', async () => {
    const { shell } = await sentCourse();
    shell.before('load', () => {
      throw new Error('crash');
    });
    await expect(shell.report(1, 'soft-bounced')).rejects.toThrow('crash');
    expect(await callIsOwed(shell)).toBe(false);
    await shell.report(1, 'soft-bounced');
    expect(await callIsOwed(shell)).toBe(true);
  });

  test('a later one that counts more looks at the course for the one that stopped', async () => {
    const { shell } = await sentCourse();
    shell.before('load', () => {
      throw new Error('crash');
    });
    await expect(shell.report(1, 'soft-bounced')).rejects.toThrow('crash');
    await shell.report(1, 'rejected');
    expect(await callIsOwed(shell)).toBe(true);
  });
});

describe('what the provider took was sent, whatever the log thought', () => {
  test('failed: no call is owed any more', async () => {
    const { shell } = await failedCourse();
    await shell.report(2);
    expect(await shell.log()).toEqual([SENT]);
    expect(await callIsOwed(shell)).toBe(false);
  });

  test('failed, and the handler stops before it looks at the course', async () => {
    const { shell } = await failedCourse();
    shell.before('load', () => {
      throw new Error('crash');
    });
    await expect(shell.report(2)).rejects.toThrow('crash');
    await shell.report(2, null, true);
    expect(await callIsOwed(shell)).toBe(false);
  });

  test('failed, and it was refused: the call stays', async () => {
    const { shell } = await failedCourse();
    await shell.report(3, 'rejected');
    expect(await shell.log()).toEqual([SENT]);
    expect(await callIsOwed(shell)).toBe(true);
  });

  test('withdrawn: its reminders went out, and do not again', async () => {
    const { shell, ...events } = await dueCourse();
    shell.mailer.answers.push(unknown);
    await shell.wake();
    await shell.record([events.closed('2026-02-26T09:20:00Z', 'declined')]);
    await shell.runUntil('2026-02-26T10:00:00Z');
    await shell.report(1);
    await shell.record([
      events.event('course.reopened', '2026-02-26T10:00:00Z', { reason: 'closed by mistake' }),
    ]);
    await shell.runUntil('2026-02-28T12:00:00Z');
    expect(await shell.log()).toEqual([SENT]);
    expect(shell.mailer.sent).toHaveLength(1);
  });

  test('being sent a second time: that attempt ends as sent, too', async () => {
    const { shell } = await dueCourse();
    shell.mailer.answers.push(unknown);
    await shell.wake();
    shell.before('settle', () => shell.report(1, 'soft-bounced'));
    await shell.runUntil('2026-02-26T12:00:00Z');
    expect(shell.mailer.sent.map(({ tags }) => tags['attempt'])).toEqual(['1', '2']);
    expect((await shell.store.load('C-1')).messages).toMatchObject([{ status: 'sent', attempt: 2 }]);
    expect((await shell.store.load('C-1')).messages[0]).not.toHaveProperty('delivery');
    expect(await callIsOwed(shell)).toBe(false);
  });

  test('sent without a reminder that was answered for: that one did not go', async () => {
    const { shell, booked, answered } = await dueCourse();
    await shell.record([booked('pre-examination', shell.now, '2026-03-05T09:00:00Z')]);
    await shell.runUntil('2026-03-03T07:59:00Z');
    const at = '2026-03-03T07:59:00Z';
    const all = answers({ answered }, 'pre-examination', at, ['NPRS', 'ODI', 'ZCQ']);
    shell.before('version', () => shell.record(all));
    shell.mailer.answers.push(unknown);
    await shell.runUntil('2026-03-03T08:00:00Z');
    await track(
      shell.tools(),
      {
        courseId: 'C-1',
        report: { messageId: '0002', attempt: 1, sentAt: shell.now, delivery: null },
        event: null,
      },
      false,
    );
    const appointment = 'pre-examination/appointment/2026-03-05T09:00:00.000Z';
    expect((await shell.log()).at(-1)).toBe(`0002 sent: ${appointment}, (pre-examination/nudge/2026-03-05)`);
  });

  test('withdrawn while it was being sent: the answer counts', async () => {
    const { shell, closed } = await dueCourse();
    shell.before('settle', async () => {
      shell.moveTo('2026-02-26T09:31:00Z');
      await shell.record([closed('2026-02-26T09:20:00Z', 'declined')]);
      await shell.wake();
      expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
    });
    await shell.wake();
    expect(await shell.log()).toEqual([SENT]);
  });
});

test('an e-mail that is forwarded and bounces at the end of its way goes out once', async () => {
  const { shell } = await sentCourse();
  const [sent] = shell.mailer.sent;
  const tags = Object.fromEntries(Object.entries(sent?.tags ?? {}).map(([name, value]) => [name, [value]]));
  const mail = { messageId: 'ses-1', timestamp: shell.now, destination: [sent?.to], tags };
  const bounce = {
    bounceType: 'Permanent',
    bouncedRecipients: [{ emailAddress: 'mailbox@elsewhere.example' }],
  };
  const body = { time: shell.now, detail: { eventType: 'Bounce', mail, bounce } };
  const report = readReport(JSON.stringify(body));
  if (report.kind !== 'patient') throw new Error('the report is not about a patient');
  await track(shell.tools(), report, false);
  await shell.runUntil('2026-03-01T12:00:00Z');
  expect(shell.mailer.sent).toHaveLength(1);
  expect(await callIsOwed(shell)).toBe(true);
});

test('an erased course stays erased, a forgotten one as it is', async () => {
  const { shell, event, closed } = await sentCourse();
  await shell.record([closed('2026-02-26T09:20:00Z', 'declined')]);
  await shell.runUntil('2026-06-20T12:00:00Z');
  const forgotten = shell.store.items();
  await shell.report(1, 'soft-bounced', true);
  expect(shell.store.items()).toEqual(forgotten);
  await shell.record([event('course.erased', '2026-06-20T12:00:00Z', { reason: 'asked' })]);
  const erased = shell.store.items();
  await shell.report(1, 'soft-bounced', true);
  expect(shell.store.items()).toEqual(erased);
});

describe('in any order of their calls', () => {
  const reports = (outcome: DeliveryOutcome | null) => (shell: Shell, step: Step) =>
    shell.report(1, outcome, false, step);
  const wakes = (shell: Shell, step: Step) => shell.wake('C-1', shell.now, false, step);
  const erases = (shell: Shell, step: Step) =>
    shell.record(
      [
        {
          eventId: 'erasure',
          type: 'course.erased',
          courseId: 'C-1',
          occurredAt: shell.now,
          data: { reason: 'asked' },
        },
      ],
      step,
    );
  type Handler = (shell: Shell, step: Step) => Promise<unknown>;

  test.each<[string, Handler[], string[], boolean]>([
    ['taken, while its lease runs out', [reports(null), wakes], [SENT], false],
    ['delivered, while its lease runs out', [reports('delivered'), wakes], [SENT], false],
    ['a soft bounce and the delivery', [reports('soft-bounced'), reports('delivered')], [SENT], false],
    ['a soft bounce and a refusal', [reports('soft-bounced'), reports('rejected')], [SENT], true],
    ['taken and a soft bounce', [reports(null), reports('soft-bounced')], [SENT], true],
    ['a soft bounce and an erasure', [reports('soft-bounced'), erases], [], false],
  ])('%s', async (_, handlers, log, isOwed) => {
    const orders = await inAnyOrder(async (step) => {
      const { shell } = await dueCourse();
      shell.mailer.answers.push(unknown);
      await shell.wake();
      shell.moveTo('2026-02-26T09:30:00Z');
      await Promise.all(handlers.map((handler) => handler(shell, step)));
      await shell.runUntil('2026-02-26T12:00:00Z');
      expect(await shell.log()).toEqual(log);
      expect(await callIsOwed(shell)).toBe(isOwed);
    });
    expect(orders).toBeGreaterThan(5);
  });
});
