import { expect, test } from 'vitest';
import { compareTable } from '../../local/commands/diff/compare-table.ts';
import { MissingProtocolError } from '../../shared/course/plan-loaded.ts';
import { reasonOf } from '../../shared/ports/our-error.ts';
import { courseEvents } from '../support/events.ts';
import { EXAMPLE, OWN_PROTOCOLS } from '../support/own-protocol.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';

const WITH = clinicWith({ protocols: OWN_PROTOCOLS });
const WITHOUT = clinicWith();
const { enrolled, booked, event } = courseEvents();
const enrolment = enrolled('2026-01-12T10:00:00+01:00', { protocol: EXAMPLE, entry: 'direct' });
const booking = booked('arthrosis-start', '2026-01-12T11:00:00+01:00', '2026-01-21T10:00:00+01:00');

/** A clinic that has taken the file of a running course's protocol away. */
async function takenAway() {
  const shell = new Shell('2026-01-12T09:30:00Z', WITH);
  await shell.record([enrolment]);
  shell.clinic = WITHOUT;
  return shell;
}

test('a course of it stands still: nothing is recorded and nothing sent; the operator reads why, and no complaint', async () => {
  const shell = await takenAway();
  shell.clinic = WITHOUT;
  const tools = shell.tools();
  await expect(shell.wake()).rejects.toThrow(MissingProtocolError);
  expect((await shell.store.load('C-1')).events).toHaveLength(1);
  expect(shell.mailer.sent).toEqual([]);
  const { failed } = await shell.sweep();
  expect(failed.map(({ courseId, error }) => [courseId, reasonOf(error)])).toEqual([
    [
      'C-1',
      {
        error: 'MissingProtocolError',
        reason: "expected the course's protocol among those of the clinic: put its file back and deploy",
      },
    ],
  ]);
  expect(tools.clinic.protocols).toEqual([]);
});

test('the file put back, the course goes on as if nothing had been', async () => {
  const shell = await takenAway();
  await expect(shell.wake()).rejects.toThrow(MissingProtocolError);
  shell.clinic = WITH;
  await shell.record([booking]);
  await shell.runUntil('2026-01-20T09:00:00Z');
  expect(await shell.log()).toEqual([
    '0001 sent: arthrosis-start/questionnaires',
    expect.stringContaining('0002 sent: arthrosis-start/appointment/'),
  ]);
});

test('the right to be forgotten does not wait for it', async () => {
  const shell = await takenAway();
  shell.moveTo('2026-01-13T09:00:00Z');
  await shell.record([event('course.erased', '2026-01-13T10:00:00+01:00', { reason: 'asked for' })]);
  expect((await shell.head())?.status).toBe('erased');
});

test('diff tells of it before it is deployed', async () => {
  const shell = new Shell('2026-01-12T09:30:00Z', WITH);
  await shell.record([enrolment]);
  const table = { courseIds: async () => ['C-1'], course: (id: string) => shell.store.load(id) };
  const found = await compareTable(table, { from: WITH, to: WITHOUT }, shell.now);
  expect(found).toEqual({ diffs: [], unreadable: [], withoutProtocol: ['C-1'] });
  expect(await compareTable(table, { from: WITH, to: WITH }, shell.now)).toMatchObject({
    withoutProtocol: [],
  });
});
