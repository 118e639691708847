import { describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { Shell } from '../support/shell.ts';

const END = '2026-08-01T12:00:00Z';
/** After this time the queue delivers again what no handler has finished. */
const VISIBILITY = 6 * 60_000;

const { enrolled, booked, held, closed, event } = courseEvents();
const ARRIVALS: readonly Raw[] = [
  enrolled('2026-02-26T09:00:00Z', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
  booked('pre-examination', '2026-02-27T09:00:00Z', '2026-03-05T09:00:00Z'),
  held('pre-examination', '2026-03-05T10:00:00Z', '0251'),
  booked('status-4-weeks', '2026-03-20T09:00:00Z', '2026-04-07T08:00:00Z'),
  event('call.requested', '2026-03-23T20:00:00Z', { visit: 'status-4-weeks', reason: 'question' }),
  closed('2026-04-10T10:00:00Z', 'declined'),
];

type Handle = (repeated: boolean) => Promise<unknown>;

/** Tells the whole course; the handler that makes a certain call stops just before it, and is started again. */
async function story(crashBefore: number) {
  const shell = new Shell('2026-02-26T09:00:00Z');
  let calls = 0;
  let crashed = '';
  const step = (call: string) => {
    calls += 1;
    if (calls !== crashBefore) return;
    crashed = call;
    throw new Error('crash');
  };
  const untilDone = async (handle: Handle) => {
    try {
      await handle(false);
    } catch {
      shell.moveTo(toInstant(Date.parse(shell.now) + VISIBILITY));
      await handle(true);
    }
  };
  const pass = async (until: string) => {
    const end = toInstant(until);
    for (let next = shell.wakes.fireNext(end); next; next = shell.wakes.fireNext(end)) {
      const { courseId, wakeAt } = next;
      if (wakeAt > shell.now) shell.moveTo(wakeAt);
      await untilDone((repeated) => shell.wake(courseId, wakeAt, repeated, step));
    }
    if (end > shell.now) shell.moveTo(end);
  };
  for (const event of ARRIVALS) {
    await pass(event.occurredAt);
    await untilDone(() => shell.record([event], step));
  }
  await pass(END);
  const { head, events, messages } = await shell.store.load('C-1');
  const sent = messages.filter(({ status }) => status === 'sent').flatMap(({ reminders }) => reminders);
  return {
    calls,
    crashed,
    emails: shell.mailer.sent.length,
    end: {
      events: events.map(({ event }) => event.eventId),
      sent: sent.map(({ key }) => key),
      open: messages.filter(({ status }) => status === 'claimed' || status === 'released'),
      head: head && { ...head, version: 0, firstReceivedAt: '', lastReceivedAt: '' },
      items: shell.store.items().map(({ sk, expiresAt }) => [sk, expiresAt]),
    },
  };
}

describe('a handler that stops before any one of its calls', async () => {
  const undisturbed = await story(0);

  test('is told of a course with some e-mails, a call and a purge', () => {
    expect(undisturbed.emails).toBe(
      undisturbed.end.items.filter(([sk]) => `${sk}`.startsWith('MESSAGE')).length,
    );
    expect(undisturbed.emails).toBe(5);
    expect(undisturbed.end.head).toMatchObject({ purged: true, nextWakeAt: null });
  });

  test.each(Array.from({ length: undisturbed.calls }, (_, index) => index + 1))(
    'loses nothing: call %i',
    async (call) => {
      const { crashed, end, emails } = await story(call);
      expect(end).toEqual(undisturbed.end);
      // The provider has no token for repeats: what was sent and not noted goes again.
      expect(emails).toBe(undisturbed.emails + (crashed === 'settle' ? 1 : 0));
    },
  );
});
