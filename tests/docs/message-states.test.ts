import { expect, test } from 'vitest';
import type { Message } from '../../shared/core/reminders/log.ts';
import { addMinutes } from '../../shared/core/time/instant.ts';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import type { Item } from '../support/in-memory-store.ts';
import { dueCourse } from '../support/shell.ts';
import { read } from './pages.ts';

const STATES = Object.keys({
  claimed: 0,
  released: 0,
  sent: 0,
  withdrawn: 0,
  failed: 0,
  undeliverable: 0,
  missed: 0,
} satisfies Record<Message['status'], 0>);

/** `claimed --> sent`, as the picture draws it. */
const drawn = [...read('docs/architecture.md').matchAll(/^ {2}(\S+ --> \w+)(: .*)?$/gm)]
  .map(([, arrow = '']) => arrow)
  .filter((arrow) => STATES.some((state) => arrow.endsWith(` ${state}`)));

type Course = Awaited<ReturnType<typeof dueCourse>>;
type Step = (course: Course) => Promise<unknown>;

const LEASE_AND_MORE = 16;
const MONTH = 30 * 24 * 60;

/** A wake comes after the lease, and the provider answers what is sent then. */
const wakes =
  (answer: SendOutcome, minutes = LEASE_AND_MORE): Step =>
  async ({ shell }) => {
    shell.moveTo(addMinutes(shell.now, minutes));
    shell.mailer.answers.splice(0, Infinity, answer);
    await shell.wake();
  };

const noAnswer = wakes({ kind: 'unknown', reason: 'TimeoutError' });
const accepted = wakes({ kind: 'accepted', providerId: 'ses-1' });
/** The clinic tells late of a booking: its reminder is due together with the first one. */
const booked: Step = ({ shell, booked }) =>
  shell.record([booked('pre-examination', '2026-02-20', '2026-02-27T10:00:00Z')]);
const reported: Step = ({ shell }) => shell.report(1);

/** What may happen to a course whose first reminder is due. */
const STEPS: Readonly<Record<string, Step>> = {
  accepted,
  refused: wakes({ kind: 'refused', reason: 'MessageRejected' }),
  'put off': wakes({ kind: 'later', reason: 'TooManyRequestsException' }),
  'no answer': noAnswer,
  'a month passes': wakes({ kind: 'accepted', providerId: 'ses-1' }, MONTH),
  reported,
  'consent withdrawn': ({ shell, patientUpdated }) =>
    shell.record([patientUpdated(shell.now, { consent: { email: false } })]),
};
const STEPS_IN_A_ROW = 3;

/** What takes longer: a reminder that is tried in one message and then in another, until it has failed. */
const LONGER = [noAnswer, booked, noAnswer, noAnswer, noAnswer];

/** Every row of so many steps. */
const rowsOf = (length: number): (readonly Step[])[] =>
  length === 0
    ? [[]]
    : rowsOf(length - 1).flatMap((row) => Object.values(STEPS).map((step) => [...row, step]));

/** Notes each change of a message's status that a row of steps brings about. */
async function play(row: readonly Step[], seen: Set<string>): Promise<void> {
  const course = await dueCourse();
  const { store } = course.shell;
  const statuses = new Map<unknown, unknown>();
  const put = store.put.bind(store);
  store.put = (item: Item) => {
    const { sk, status } = item;
    if (String(sk).startsWith('MESSAGE#')) {
      seen.add(`${statuses.get(sk) ?? '[*]'} --> ${status}`);
      statuses.set(sk, status);
    }
    put(item);
  };
  for (const step of row) await step(course);
}

test('the states of a message: each arrow of the picture happens; within three steps and a report no other does', async () => {
  const seen = new Set<string>();
  for (const row of rowsOf(STEPS_IN_A_ROW)) await play([...row, reported], seen);
  await play(LONGER, seen);
  // What stays what it is, such as a sent message that is reported once more, is no arrow.
  const changes = [...seen].filter(
    (arrow) => !/^(\w+) --> \1$/.test(arrow) || arrow === 'claimed --> claimed',
  );
  expect(changes.sort()).toEqual(drawn.toSorted());
});
