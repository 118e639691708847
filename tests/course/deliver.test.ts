import { describe, expect, test } from 'vitest';
import type { courseEvents, Raw } from '../support/events.ts';
import { dueCourse } from '../support/shell.ts';
import { answers } from '../support/stories.ts';

const START = '2026-02-26T09:00:00Z';

describe('an event between claim and send', () => {
  const stops: [string, (events: ReturnType<typeof courseEvents>) => Raw][] = [
    ['death', ({ closed }) => closed(START, 'deceased')],
    ['closing', ({ closed }) => closed(START, 'declined')],
    ['a pause', ({ event }) => event('reminders.paused', START, {})],
    ['a pause until a day', ({ event }) => event('reminders.paused', START, { until: '2026-03-02' })],
    ['consent withdrawn', ({ event }) => event('patient.updated', START, { consent: { email: false } })],
    ['an address taken away', ({ event }) => event('patient.updated', START, { email: null })],
    ['the visit held', ({ held }) => held('pre-examination', START, '0251')],
    [
      'the visit waived',
      ({ event }) => event('visit.waived', START, { visit: 'pre-examination', reason: 'x' }),
    ],
    [
      'the enrolment retracted',
      ({ event }) => event('event.retracted', START, { eventId: 'e001', reason: 'x' }),
    ],
    ['a booking far ahead', ({ booked }) => booked('pre-examination', START, '2026-03-20T09:00:00Z')],
  ];

  test.each(stops)('withdraws the message: %s', async (_, stop) => {
    const { shell, ...events } = await dueCourse();
    shell.before('version', () => shell.record([stop(events)]));
    await shell.wake();
    expect(shell.mailer.sent).toEqual([]);
    expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
  });

  test.each(stops)('withdraws the second attempt as well: %s', async (_, stop) => {
    const { shell, ...events } = await dueCourse();
    shell.mailer.answers.push({ kind: 'unknown', reason: 'TimeoutError' });
    await shell.wake();
    shell.moveTo('2026-02-26T09:32:00Z');
    shell.before('version', () => shell.record([stop(events)]));
    await shell.wake('C-1', null);
    expect(shell.mailer.sent).toHaveLength(1);
    expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
  });

  test('a message that was withdrawn goes out when its new time comes', async () => {
    const { shell, booked } = await dueCourse();
    shell.before('version', () => shell.record([booked('pre-examination', START, '2026-03-20T09:00:00Z')]));
    await shell.wake();
    await shell.runUntil('2026-03-13T07:59:00Z');
    expect(shell.mailer.sent).toEqual([]);
    await shell.runUntil('2026-03-13T08:00:00Z');
    expect((await shell.log()).at(-1)).toBe('0002 sent: pre-examination/questionnaires');
  });

  test('that gives another address sends it there, in other words', async () => {
    const { shell, event } = await dueCourse();
    const changed = { email: 'new@patients.example', language: 'en' };
    shell.before('version', () => shell.record([event('patient.updated', START, changed)]));
    await shell.wake();
    expect(shell.mailer.sent).toMatchObject([{ to: 'new@patients.example' }]);
    expect(shell.mailer.sent[0]?.email.text).toContain('questionnaire');
  });

  test('that concerns something else changes nothing', async () => {
    const { shell, event } = await dueCourse();
    const session = { session: 'self-training', date: '2026-02-26' };
    shell.before('version', () => shell.record([event('session.held', START, session)]));
    await shell.wake();
    expect(await shell.log()).toEqual(['0001 sent: pre-examination/questionnaires']);
  });

  test('leaves of a message what is still wanted', async () => {
    const { shell, booked, answered } = await dueCourse();
    await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
    await shell.runUntil('2026-03-03T07:59:00Z');
    const at = '2026-03-03T07:59:00Z';
    const all = answers({ answered }, 'pre-examination', at, ['NPRS', 'ODI', 'ZCQ']);
    shell.before('version', () => shell.record(all));
    await shell.runUntil('2026-03-03T08:00:00Z');
    const appointment = 'pre-examination/appointment/2026-03-05T09:00:00.000Z';
    expect((await shell.log()).at(-1)).toBe(`0002 sent: ${appointment}, (pre-examination/nudge/2026-03-05)`);
    expect(shell.mailer.sent.at(-1)?.email.text).not.toMatch(/spørgeskema/i);
    await shell.runUntil('2026-03-05T12:00:00Z');
    expect(shell.mailer.sent).toHaveLength(2);
  });
});

describe('an erasure between claim and send', () => {
  const erased = ({ event }: ReturnType<typeof courseEvents>) =>
    event('course.erased', START, { reason: 'asked' });

  test('stops the message', async () => {
    const { shell, ...events } = await dueCourse();
    shell.before('version', () => shell.record([erased(events)]));
    await shell.wake();
    expect(shell.mailer.sent).toEqual([]);
    expect(shell.store.items()).toHaveLength(1);
  });

  test('stops it also while the items are not deleted yet', async () => {
    const { shell, ...events } = await dueCourse();
    shell.before('version', async () => {
      shell.before('eraseItems', () => {
        throw new Error('crash');
      });
      await expect(shell.record([erased(events)])).rejects.toThrow('crash');
    });
    await shell.wake();
    expect(shell.mailer.sent).toEqual([]);
    expect(await shell.head()).toMatchObject({ status: 'erased' });
  });
});
