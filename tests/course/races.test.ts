import { describe, expect, test } from 'vitest';
import { wakeInstant } from '../../shared/aws/schedules.ts';
import { inAnyOrder, type Step } from '../support/any-order.ts';
import { courseEvents } from '../support/events.ts';
import fc, { runs } from '../support/property.ts';
import { dueCourse, type Shell } from '../support/shell.ts';

const START = '2026-02-26T09:00:00Z';
const events = courseEvents();
events.enrolled(START);
const booking = events.booked('pre-examination', START, '2026-03-05T09:00:00Z');
const session = events.event('session.held', START, { session: 'self-training', date: '2026-02-26' });
const death = events.closed(START, 'deceased');
const erasure = events.event('course.erased', START, { reason: 'asked' });

type Handler = (shell: Shell, step: Step) => Promise<unknown>;
const records =
  (...raw: Parameters<Shell['record']>[0]): Handler =>
  (shell, step) =>
    shell.record(raw, step);
const wakes: Handler = (shell, step) => shell.wake('C-1', shell.now, false, step);

/** Lets handlers meet on one course whose first reminder is due. */
async function race(handlers: readonly Handler[], step: Step): Promise<Shell> {
  const { shell } = await dueCourse();
  await Promise.all(handlers.map((handler) => handler(shell, step)));
  const { head, messages } = await shell.store.load('C-1');
  const wakeAt = head?.nextWakeAt;
  if (wakeAt) expect(shell.wakes.armedFor('C-1')).toContain(wakeInstant(wakeAt, shell.now, shell.now));
  expect(messages.filter(({ status }) => status === 'claimed')).toEqual([]);
  return shell;
}

/** How the course ends, whatever happened on the way. */
async function endOf(shell: Shell): Promise<string> {
  await shell.runUntil('2026-03-12T12:00:00Z');
  const { head, events: stored } = await shell.store.load('C-1');
  const sent = (await shell.log()).filter((line) => line.includes('sent:')).map((line) => line.slice(5));
  expect(new Set(sent).size).toBe(sent.length);
  expect(shell.mailer.sent).toHaveLength(sent.length);
  const ids = stored.map(({ event }) => event.eventId);
  return JSON.stringify([ids, sent, head && { ...head, version: 0, messages: 0 }]);
}

describe('in any order of their calls', () => {
  test.each<[string, Handler[]]>([
    ['two wakes', [wakes, wakes]],
    ['two events', [records(booking), records(session)]],
    ['an event and its repeat', [records(booking), records(booking)]],
    ['an event and a wake', [records(session), wakes]],
    ['a booking and a wake', [records(booking), wakes]],
  ])('%s end the same', async (_, handlers) => {
    const ends = new Set<string>();
    const orders = await inAnyOrder(async (step) => ends.add(await endOf(await race(handlers, step))));
    expect(orders).toBeGreaterThan(15);
    expect([...ends]).toHaveLength(1);
  });

  test.each<[string, Handler]>([
    ['a death', records(death)],
    ['an erasure', records(erasure)],
  ])('%s is the last word: nothing goes out once the sender could see it', async (_, stop) => {
    const outcomes = new Set<string>();
    await inAnyOrder(async (step) => {
      const calls: string[] = [];
      const noted =
        (who: string): Step =>
        async (call) => {
          await step(call);
          calls.push(`${who} ${call}`);
        };
      const shell = await race(
        [(each) => stop(each, noted('stop')), (each) => wakes(each, noted('wake'))],
        step,
      );
      const settled = calls.findIndex((call) => ['stop arm', 'stop eraseItems'].includes(call));
      const stopped = calls.slice(0, settled).lastIndexOf('stop commit');
      if (calls.lastIndexOf('wake version') > stopped) expect(shell.mailer.sent).toEqual([]);
      outcomes.add(`${shell.mailer.sent.length}`);
      await shell.runUntil('2026-03-12T12:00:00Z');
      expect(shell.mailer.sent.length).toBeLessThan(2);
    });
    expect([...outcomes].sort()).toEqual(['0', '1']);
  });
});

test.each<[string, Handler[]]>([
  ['three wakes', [wakes, wakes, wakes]],
  ['two events and a wake', [records(booking), records(session), wakes]],
  ['two events and two wakes', [records(booking), records(session), wakes, wakes]],
])('%s end the same, however their calls fall', async (_, handlers) => {
  const ends = new Set<string>();
  const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const racing = race(handlers, (call) => scheduler.schedule(Promise.resolve(), call));
    await scheduler.waitFor(
      racing.then(
        () => undefined,
        () => undefined,
      ),
    );
    ends.add(await endOf(await racing));
    expect([...ends]).toHaveLength(1);
  });
  await fc.assert(property, runs(150));
});
