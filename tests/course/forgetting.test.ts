import { describe, expect, test } from 'vitest';
import { contentHashOf } from '../../shared/ports/stored-event.ts';
import { courseEvents, parsed } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { dueCourse, Shell } from '../support/shell.ts';

const START = '2026-02-26T09:00:00Z';
const PERSONAL = /Anna|anna@|AMJ|Bo Holm|bo@|asked by/;
const everything = (shell: Shell) => JSON.stringify(shell.store.items());
/** When the head, the events and the messages go. What lists show has a last day of its own, whatever becomes of them. */
const lastDays = (shell: Shell) =>
  shell.store.items().flatMap(({ sk, expiresAt }) => (sk === '#LINE' ? [] : (expiresAt ?? [])));

describe('an erased course', () => {
  const erased = ({ event }: Pick<ReturnType<typeof courseEvents>, 'event'>) =>
    event('course.erased', START, { reason: 'asked by the patient' });

  async function erasedCourse() {
    const { shell, ...events } = await dueCourse();
    await shell.wake();
    expect(everything(shell)).toMatch(PERSONAL);
    await shell.record([erased(events)]);
    shell.takeCalls();
    return { ...events, shell };
  }

  test('is a tombstone without personal data', async () => {
    const { shell } = await erasedCourse();
    expect(shell.store.items()).toHaveLength(1);
    expect(everything(shell)).not.toMatch(PERSONAL);
    expect(await shell.head()).toMatchObject({ status: 'erased', nextWakeAt: null, expiresAt: null });
  });

  test('refuses everything, also what it knew', async () => {
    const { shell, enrolment, ...events } = await erasedCourse();
    const tombstone = shell.store.items();
    const { refused } = await shell.record([enrolment, events.enrolled(START), erased(events)]);
    expect(refused.map(({ reason }) => reason)).toEqual(['erased', 'erased', 'erased']);
    expect(shell.takeCalls()).toEqual(['load']);
    expect(shell.store.items()).toEqual(tombstone);
  });

  test('is woken in vain', async () => {
    const { shell } = await erasedCourse();
    const tombstone = shell.store.items();
    await shell.runUntil('2026-03-10T12:00:00Z');
    await shell.wake('C-1', shell.now, true);
    expect(shell.store.items()).toEqual(tombstone);
    expect(shell.mailer.sent).toHaveLength(1);
  });

  test('takes the events with it that came together with its erasure', async () => {
    const { shell, booked, ...events } = await dueCourse();
    await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z'), erased(events)]);
    expect(shell.store.items()).toHaveLength(1);
  });

  test('that was never heard of stays erased', async () => {
    const shell = new Shell(START);
    const events = courseEvents();
    await shell.record([erased(events)]);
    const { refused } = await shell.record([events.enrolled(START)]);
    expect(refused).toMatchObject([{ event: { eventId: 'e002' }, reason: 'erased' }]);
    expect(shell.store.items()).toHaveLength(1);
  });

  test.each(['eraseItems', 'commit'])('is finished later when %s fails', async (call) => {
    const { shell, ...events } = await dueCourse();
    const stop = () => {
      throw new Error('crash');
    };
    shell.before('eraseItems', () => (call === 'commit' ? shell.before('commit', stop) : stop()));
    await expect(shell.record([erased(events)])).rejects.toThrow('crash');
    expect((await shell.head())?.nextWakeAt).toBe(shell.now);
    await shell.record([events.booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
    expect(shell.store.items()).toHaveLength(1);
    expect(await shell.head()).toMatchObject({ status: 'erased', nextWakeAt: null });
  });

  test('wins over an event that comes at the same time', async () => {
    const { shell, booked, ...events } = await dueCourse();
    shell.before('commit', () => shell.record([erased(events)]));
    const { refused } = await shell.record([booked('pre-examination', START, '2026-03-05T09:00:00Z')]);
    expect(refused).toMatchObject([{ event: { eventId: 'e002' }, reason: 'erased' }]);
    expect(shell.store.items()).toHaveLength(1);
  });
});

describe('a course that ended on 10 March', () => {
  const PURGE = '2026-06-07T22:00:00.000Z';
  const LAST_DAY = Date.parse('2027-03-09T23:00:00Z') / 1000;

  async function endedCourse() {
    const { shell, ...events } = await dueCourse();
    await shell.wake();
    shell.moveTo('2026-03-10T12:00:00Z');
    await shell.record([events.closed('2026-03-10', 'declined')]);
    return { ...events, shell };
  }

  test('is known for 90 days, then only as a pseudonymous log', async () => {
    const { shell } = await endedCourse();
    await shell.runUntil('2026-06-07T21:59:00Z');
    expect(everything(shell)).toMatch(PERSONAL);
    expect(shell.wakes.armedFor('C-1')).toEqual([PURGE]);
    await shell.runUntil(PURGE);
    expect(everything(shell)).not.toMatch(PERSONAL);
    expect(shell.store.items().map(({ sk, expiresAt }) => [sk, expiresAt])).toEqual([
      ['#HEAD', LAST_DAY],
      ['EVENT#e001', LAST_DAY],
      ['EVENT#e002', LAST_DAY],
      ['MESSAGE#0001', LAST_DAY],
    ]);
    expect(await shell.head()).toMatchObject({ purged: true, nextWakeAt: null, tasks: [], patient: null });
    expect(shell.wakes.armedFor('C-1')).toEqual([]);
  });

  test('repeats of its events are still told from conflicts', async () => {
    const { shell, enrolment } = await endedCourse();
    await shell.runUntil(PURGE);
    const stored = shell.store.items();
    expect((await shell.record([enrolment])).refused).toEqual([]);
    const other = { ...enrolment, occurredAt: START };
    const changed = { ...other, data: { ...(other.data as object), entry: 'from-individual-course' } };
    expect((await shell.record([changed])).refused).toMatchObject([{ reason: 'conflict' }]);
    expect(shell.store.items()).toEqual(stored);
  });

  test('keeps the last day that all of it has, whatever the settings say by then', async () => {
    const { shell, enrolment } = await endedCourse();
    await shell.runUntil(PURGE);
    shell.clinic = clinicWith({ retention: { contactDays: 90, logDays: 730 } });
    await shell.record([enrolment]);
    await shell.wake();
    expect(shell.store.items().map(({ expiresAt }) => expiresAt)).toEqual(Array(4).fill(LAST_DAY));
  });

  test('forgets a late event at once', async () => {
    const { shell, event } = await endedCourse();
    await shell.runUntil(PURGE);
    shell.moveTo('2026-06-20T12:00:00Z');
    await shell.record([
      event('patient.updated', '2026-03-01', { name: 'Anna Holm', email: 'anna@new.example' }),
    ]);
    await shell.runUntil('2026-06-20T12:01:00Z');
    expect(everything(shell)).not.toMatch(PERSONAL);
    expect(shell.store.items().map(({ expiresAt }) => expiresAt)).toEqual(Array(5).fill(LAST_DAY));
    expect(shell.mailer.sent).toHaveLength(1);
  });

  test('hears something in the last minute of its last day: nothing of it goes before a wake has looked', async () => {
    const { shell, held } = await endedCourse();
    await shell.runUntil(PURGE);
    shell.moveTo('2027-03-09T22:59:40Z');
    await shell.record([held('pre-examination', '2026-03-05', '0251')]);
    expect(lastDays(shell)).toEqual([]);
    await shell.runUntil('2027-03-09T23:01:00Z');
    expect(everything(shell)).not.toMatch(PERSONAL);
    const aFortnightLater = Date.parse('2027-03-23T23:01:00Z') / 1000;
    expect(shell.store.items().map(({ expiresAt }) => expiresAt)).toEqual(Array(5).fill(aFortnightLater));
  });

  test('nothing is left to tell whoever guesses a name or an address that he is right', async () => {
    const { shell, enrolment, event } = await endedCourse();
    const addressFingerprint = 'b0b1';
    await shell.record([event('email.bounced', '2026-03-11', { messageId: '0001', addressFingerprint })]);
    await shell.runUntil(PURGE);
    const { events } = await shell.store.load('C-1');
    const guessed = parsed([enrolment]).map(contentHashOf);
    expect(events.map(({ contentHash }) => contentHash)).not.toContain(guessed[0]);
    expect(everything(shell)).not.toContain(addressFingerprint);
  });

  test('keeps its contact details when it is reopened at the very moment', async () => {
    const { shell, reopened } = await endedCourse();
    shell.before('commit', () => shell.record([reopened(PURGE)]));
    await shell.runUntil(PURGE);
    expect(await shell.head()).toMatchObject({ status: 'open', purged: false, expiresAt: null });
    expect(everything(shell)).toMatch(PERSONAL);
  });

  test('reopened when it is forgotten already, it goes on without contact details and without a last day', async () => {
    const { shell, reopened, patientUpdated } = await endedCourse();
    await shell.runUntil(PURGE);
    shell.moveTo('2026-06-20T12:00:00Z');
    await shell.record([reopened('2026-06-20T12:00:00Z')]);
    // Until a wake has looked, all of it would go together.
    expect(new Set(lastDays(shell))).toEqual(new Set([LAST_DAY]));
    await shell.runUntil('2026-06-20T12:01:00Z');
    expect(lastDays(shell)).toEqual([]);
    // Nor is a digest sent to where a therapist was reached: that is forgotten, too.
    expect(await shell.head()).toMatchObject({ status: 'open', purged: false, therapist: null });
    await shell.record([patientUpdated(shell.now, { name: 'Anna Holm', email: 'anna@new.example' })]);
    await shell.runUntil('2027-09-01T12:00:00Z');
    expect((await shell.store.load('C-1')).events).toHaveLength(4);
    expect(everything(shell)).toMatch(/Anna Holm/);
  });

  test('takes its last message along, also one that is settled by the purge', async () => {
    const { shell, closed } = await dueCourse();
    shell.mailer.answers.push({ kind: 'unknown', reason: 'TimeoutError' });
    await shell.wake();
    await shell.record([closed('2026-02-26', 'declined')]);
    shell.moveTo('2026-06-20T12:00:00Z');
    await shell.wake();
    expect(await shell.log()).toEqual(['0001 withdrawn: pre-examination/questionnaires']);
    const lastDays = shell.store.items().map(({ expiresAt }) => expiresAt);
    expect(new Set(lastDays).size).toBe(1);
    expect(lastDays[0]).toBeDefined();
  });
});

test('a course that is said to have ended years ago is still known when its events come again', async () => {
  const { shell, enrolment, closed } = await dueCourse();
  const closing = closed('2023-02-26', 'declined');
  await shell.record([closing]);
  await shell.runUntil('2026-02-26T09:30:00Z');
  expect(everything(shell)).not.toMatch(PERSONAL);
  const forgotten = shell.store.items();
  const aFortnight = Date.parse('2026-03-12T09:00:00Z') / 1000;
  for (const { expiresAt } of forgotten) expect(expiresAt).toBeGreaterThan(aFortnight);
  expect((await shell.record([enrolment, closing])).refused).toEqual([]);
  expect(shell.store.items()).toEqual(forgotten);
});

test('a course whose enrolment never came is forgotten 90 days after it was last heard of', async () => {
  const shell = new Shell(START);
  const { event } = courseEvents();
  await shell.record([event('patient.updated', START, { name: 'Anna Holm', email: 'anna@new.example' })]);
  expect(everything(shell)).toMatch(PERSONAL);
  await shell.runUntil('2026-05-28T00:00:00Z');
  expect(everything(shell)).not.toMatch(PERSONAL);
  expect(await shell.head()).toMatchObject({ status: 'unknown', purged: true, nextWakeAt: null });
});
