import { describe, expect, test } from 'vitest';
import { headToItem } from '../../shared/aws/items.ts';
import type { Therapist } from '../../shared/core/course/course.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { DigestNotSentError, sendDigests } from '../../shared/digest/send-digests.ts';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { THERAPIST } from '../support/events.ts';
import { FakeMailer } from '../support/fake-mailer.ts';
import { InMemoryDigests } from '../support/in-memory-digests.ts';
import { clinicWith } from '../support/plan.ts';
import { headTask, headWith } from '../support/stored-records.ts';

const OTHER = { therapistId: 'T-2', name: 'Eva Lund', email: 'eva@clinic.example' };
const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const headDue = (due: string, therapist: Therapist = THERAPIST) =>
  headWith({ tasks: [headTask(due)], therapist });

/** A clinic with one task that was due on Tuesday 3 March. */
function clinicAt(day: string, changes: Record<string, unknown> = {}) {
  const store = new InMemoryDigests();
  const mailer = new FakeMailer();
  store.putHead('C-1', headDue('2026-03-03'));
  let now: Instant = toInstant(`${day}T06:00:00Z`);
  const tools = { store, mailer, clinic: clinicWith(changes), now: () => now };
  return {
    store,
    mailer,
    /** Sends the digests of a day, by default of the same one, some minutes past seven. */
    send: (on = day, minutes = 0) => {
      now = toInstant(Date.parse(`${on}T06:00:00Z`) + minutes * 60_000);
      return sendDigests(tools);
    },
    tools,
  };
}

describe('a digest', () => {
  test('goes to the therapist when a task is overdue, once a day', async () => {
    const { send, mailer } = clinicAt('2026-03-04');
    expect(await send()).toEqual({ sent: 1 });
    expect(await send()).toEqual({ sent: 0 });
    expect(mailer.sent).toMatchObject([
      { to: 'bo@clinic.example', tags: { digest: 'VEhFUkFQSVNUI1QtMQ', day: '2026-03-04' } },
    ]);
    expect(mailer.sent[0]?.email.text).toMatch(/AMJ[\s\S]*NY:/);
  });

  test.each([
    ['on the day itself', '2026-03-03', {}],
    ['on a Saturday', '2026-03-07', {}],
    ['on a holiday', '2026-04-03', {}],
    ['while the clinic is closed', '2026-03-04', { closures: [{ from: '2026-03-04', to: '2026-03-04' }] }],
  ])('does not go %s', async (_, day, changes) => {
    const { send, mailer } = clinicAt(day, changes);
    expect(await send()).toEqual({ sent: 0 });
    expect(mailer.sent).toEqual([]);
  });

  test('goes again after five weekdays while it is all overdue, nothing marked as new', async () => {
    const { send, mailer } = clinicAt('2026-03-04', { managerEmail: undefined });
    for (const day of ['04', '05', '06', '09', '10', '11', '12']) await send(`2026-03-${day}`);
    expect(mailer.sent.map(({ tags }) => tags['day'])).toEqual(['2026-03-04', '2026-03-11']);
    expect(mailer.sent[1]?.email.text).not.toContain('NY:');
  });

  test('goes at once when another task is overdue, with all of them', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    await send();
    store.putHead('C-2', headDue('2026-03-04'));
    expect(await send('2026-03-05')).toEqual({ sent: 1 });
    const text = mailer.sent[1]?.email.text ?? '';
    expect(text.match(/Frist:/g)).toHaveLength(2);
    expect(text.match(/NY:/g)).toHaveLength(1);
  });

  test('leaves out what is snoozed', async () => {
    const { send, store } = clinicAt('2026-03-04');
    const [task] = headDue('2026-03-03').tasks;
    const snoozedUntil = headTask('2026-03-06').due;
    store.putHead('C-1', headWith({ tasks: task ? [{ ...task, snoozedUntil }] : [] }));
    expect(await send('2026-03-05')).toEqual({ sent: 0 });
    expect(await send('2026-03-06')).toEqual({ sent: 1 });
  });

  test('goes to the address that was heard last', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04');
    const moved = { ...THERAPIST, email: 'new@clinic.example' };
    const lastReceivedAt = toInstant('2026-03-03T12:00:00Z');
    store.putHead('C-2', { ...headDue('2026-03-02', moved), lastReceivedAt });
    await send();
    expect(mailer.sent.map(({ to }) => to)).toEqual(['new@clinic.example']);
  });

  test('to the manager goes on the first open day of a week, for what is overdue for long', async () => {
    const { send, mailer } = clinicAt('2026-03-17');
    for (const day of ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-23', '2026-03-24']) await send(day);
    const toManager = mailer.sent.filter(({ to }) => to.startsWith('leder@'));
    expect(toManager.map(({ tags }) => tags['day'])).toEqual(['2026-03-23']);
    expect(toManager[0]?.email.text).toContain('Bo Holm');
  });
});

describe('a digest that the provider', () => {
  test('asks to send later keeps its attempt, and the others go', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    mailer.answers.push({ kind: 'later', reason: 'TooManyRequestsException' });
    await expect(send()).rejects.toThrow(
      new DigestNotSentError(
        '1 of 2 digests were not sent: THERAPIST#T-1 (the provider asks to try later: TooManyRequestsException)',
      ),
    );
    expect(mailer.sent).toHaveLength(2);
    expect(await send('2026-03-04', 1)).toEqual({ sent: 1 });
    expect(mailer.sent.map(({ to }) => to)).toEqual([
      'bo@clinic.example',
      'eva@clinic.example',
      'bo@clinic.example',
    ]);
  });

  test('refuses is not tried again that day', async () => {
    const { send, mailer } = clinicAt('2026-03-04');
    mailer.answers.push({ kind: 'refused', reason: 'MessageRejected' });
    expect(await send()).toEqual({ sent: 0 });
    expect(await send()).toEqual({ sent: 0 });
    expect(mailer.sent).toHaveLength(1);
    expect(await send('2026-03-05')).toEqual({ sent: 1 });
  });

  test('does not answer waits for the end of its lease, and goes three times at most', async () => {
    const { send, mailer } = clinicAt('2026-03-04');
    mailer.answers.push(unknown, unknown, unknown);
    await expect(send()).rejects.toThrow(DigestNotSentError);
    await expect(send('2026-03-04', 4)).rejects.toThrow(DigestNotSentError);
    expect(mailer.sent).toHaveLength(1);
    await expect(send('2026-03-04', 6)).rejects.toThrow(DigestNotSentError);
    await expect(send('2026-03-04', 12)).rejects.toThrow(DigestNotSentError);
    expect(await send('2026-03-04', 18)).toEqual({ sent: 0 });
    expect(mailer.sent).toHaveLength(3);
    expect(await send('2026-03-05')).toEqual({ sent: 1 });
  });
});

describe('what cannot be read', () => {
  const damaged = (courseId: string) => ({
    ...headToItem(courseId, headDue('2026-03-03', OTHER)),
    tasks: 'none',
  });

  test('keeps one course out of the digests: everybody gets theirs once, and the run fails', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    store.putItem(damaged('C-9'));
    const failure = new DigestNotSentError('1 of 3 courses could not be read: C-9');
    await expect(send()).rejects.toThrow(failure);
    await expect(send('2026-03-04', 6)).rejects.toThrow(failure);
    expect(mailer.sent.map(({ to }) => to)).toEqual(['bo@clinic.example', 'eva@clinic.example']);
  });

  test('is named up to twenty times', async () => {
    const { send, store } = clinicAt('2026-03-04');
    for (let count = 10; count < 31; count += 1) store.putItem(damaged(`C-${count}`));
    await expect(send()).rejects.toThrow(/^21 of 22 courses could not be read: C-10, .*C-29, …$/);
  });

  test('in the log of one recipient stops only that one', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    store.putItem({ pk: 'THERAPIST#T-1', sk: 'DIGEST#2026-03-03', day: '2026-03-03', version: 'Bo Holm' });
    await expect(send()).rejects.toThrow(
      new DigestNotSentError(
        '1 of 2 digests were not sent: THERAPIST#T-1 (an entry of the log of digests cannot be read)',
      ),
    );
    expect(mailer.sent.map(({ to }) => to)).toEqual(['eva@clinic.example']);
  });
});

test('of two handlers at once only one sends', async () => {
  const { tools, mailer } = clinicAt('2026-03-04');
  const results = await Promise.allSettled([sendDigests(tools), sendDigests(tools)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(mailer.sent).toHaveLength(1);
  expect(await sendDigests(tools)).toEqual({ sent: 0 });
});
