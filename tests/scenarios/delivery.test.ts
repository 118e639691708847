import { afterEach, describe, expect, test } from 'vitest';
import type { Behaviour } from '../../local/cloud/index.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { someOf } from '../support/exhaustive.ts';
import { permutations } from '../support/permutations.ts';
import { useClinic } from '../support/scenario.ts';
import { firstTold, recipientsOf, stenosisFrom } from '../support/stories.ts';
import { mumblingProvider } from '../support/troubles.ts';

const { cloud, tell } = useClinic();

/** The status after 4 weeks is to be booked: invitations on 19 and 26 March, the task on the 26th. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const SECOND = 'status-4-weeks/booking/2026-03-05/2';
const CALL = 'call-patient:status-4-weeks';
const DIGEST = 'bo@clinic.example: C-1';
const BOTH = [`2026-03-19 09:00 C-1: ${FIRST}`, `2026-03-26 09:00 C-1: ${SECOND}`];

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const isOfReports = (queueArn: string) => queueArn.endsWith('-emails');

/** A course whose first e-mail meets a certain mailbox. */
async function startedWith(behaviour: Behaviour) {
  const course = courseEvents();
  await tell(stenosisFrom(course, '2026-03-05'), '2026-03-06T10:00:00Z');
  cloud().cloud.emails.setBehaviour(PATIENT.email, behaviour);
  return course;
}

const noteOf = ({ plans }: Awaited<ReturnType<typeof tell>>, key = FIRST) =>
  plans[0]?.reminders.find((each) => each.key === key)?.note;

describe('what becomes of an invitation', () => {
  test.each<[Behaviour, string | null]>([
    ['deliver', 'delivered'],
    ['delay', 'delivered'],
    ['auto-reply', 'delivered'],
  ])('%s: it reached the patient, nobody is to call', async (behaviour, note) => {
    await startedWith(behaviour);
    const told = await tell([], '2026-03-24T10:00:00Z');
    expect(told.patientEmails).toEqual(BOTH.slice(0, 1));
    expect(firstTold(told, 'call-patient')).toEqual([]);
    expect(noteOf(told)).toBe(note);
    expect(told.audit).toMatchObject({ 'came due': 1, sent: 1, undeliverable: 0 });
  });

  test.each<[Behaviour, string]>([
    ['soft-bounce', 'the mailbox did not take it'],
    ['reject', 'the provider refused to deliver it'],
  ])(
    '%s: it did not, the therapist calls; the next one goes to the same address',
    async (behaviour, note) => {
      await startedWith(behaviour);
      const told = await tell([], '2026-03-24T10:00:00Z');
      expect(told.patientEmails).toEqual(BOTH.slice(0, 1));
      expect(firstTold(told, 'call-patient')).toEqual([`2026-03-20 07:00 ${DIGEST} ${CALL}`]);
      expect(noteOf(told)).toBe(note);
      expect(told.audit).toMatchObject({ 'came due': 1, sent: 0, undeliverable: 1 });
      cloud().cloud.emails.setBehaviour(PATIENT.email, 'deliver');
      const later = await tell([], '2026-03-26T10:00:00Z');
      expect(later.patientEmails).toEqual(BOTH);
      expect(later.audit).toMatchObject({ 'came due': 2, sent: 1, undeliverable: 1 });
    },
  );

  test('an address that bounced before is not even tried: the therapist calls; a corrected one starts anew', async () => {
    const course = await startedWith('suppressed');
    const told = await tell([], '2026-03-23T10:00:00Z');
    expect(firstTold(told, 'call-patient')).toEqual([`2026-03-20 07:00 ${DIGEST} ${CALL}`]);
    const corrected = course.patientUpdated('2026-03-23T12:00:00+01:00', {
      email: 'anna.j@patients.example',
    });
    const later = await tell([corrected], '2026-03-26T10:00:00Z');
    expect(later.patientEmails.slice(1)).toEqual([`2026-03-23 12:15 C-1: ${FIRST}`, ...BOTH.slice(1)]);
    expect(recipientsOf(later).slice(1)).toEqual(['anna.j@patients.example', 'anna.j@patients.example']);
    expect(later.audit).toMatchObject({ 'came due': 2, sent: 2, undeliverable: 0 });
  });

  test('the mailbox is full and the patient books: no call is owed any more', async () => {
    const course = await startedWith('soft-bounce');
    const booked = course.booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00');
    const told = await tell([booked], '2026-03-30T10:00:00Z');
    expect(firstTold(told, 'call-patient')).toEqual([`2026-03-20 07:00 ${DIGEST} ${CALL}`]);
    expect(told.digests.filter((line) => line > '2026-03-21').join()).not.toContain(CALL);
  });
});

test('no answer three times, and a report that comes hours late: it was sent, and no call is owed', async () => {
  ends.push(cloud().cloud.intercept(mumblingProvider()));
  ends.push(
    cloud().cloud.intercept({
      deliver: ({ queueArn }) => (isOfReports(queueArn) ? [20 * 3600] : [0]),
    }),
  );
  const told = await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-19T12:00:00Z');
  expect(told.patientEmails).toEqual(
    ['09:00', '09:15', '09:30'].map((at) => `2026-03-19 ${at} C-1: ${FIRST}`),
  );
  expect(told.audit).toMatchObject({ 'came due': 1, sent: 0, undeliverable: 1 });
  const later = await tell([], '2026-03-24T10:00:00Z');
  expect(firstTold(later, 'call-patient')).toEqual([]);
  expect(later.audit).toMatchObject({ 'came due': 1, sent: 1, undeliverable: 0 });
  expect(noteOf(later)).toBe('delivered');
});

/** Reports arrive in a certain order from noon on, a minute apart, and then all of them once more. */
function arrivingIn(order: readonly string[]) {
  const { clock } = cloud().cloud;
  const secondsTo = (at: string) => (Date.parse(at) - Date.parse(clock.now())) / 1000;
  const end = cloud().cloud.intercept({
    deliver: ({ queueArn, body }) => {
      if (!isOfReports(queueArn)) return [0];
      const { detail } = JSON.parse(body);
      if (detail.mail.tags.digest) return [0];
      const wait = secondsTo(`2026-03-19T12:0${order.indexOf(detail.eventType)}:00Z`);
      return [wait, wait + 600];
    },
  });
  ends.push(end);
}

const KINDS: readonly [Behaviour, string[], string, string[]][] = [
  ['auto-reply', ['Send', 'Delivery', 'Bounce'], 'delivered', []],
  ['delay', ['Send', 'DeliveryDelay', 'Delivery'], 'delivered', []],
  ['soft-bounce', ['Send', 'Bounce'], 'the mailbox did not take it', [CALL]],
  ['bounce', ['Send', 'Bounce'], 'bounced', [CALL]],
  ['complaint', ['Send', 'Delivery', 'Complaint'], 'delivered', []],
];
const ORDERS = KINDS.flatMap(([behaviour, reports, note, calls]) =>
  permutations(reports).map((order) => ({ behaviour, order, note, calls })),
);

test.each(someOf(ORDERS, 6))(
  'the reports $order of one e-mail, each twice, end the same',
  async ({ behaviour, order, note, calls }) => {
    await startedWith(behaviour);
    arrivingIn(order);
    const told = await tell([], '2026-03-19T18:00:00Z');
    expect(noteOf(told)).toBe(note);
    const { head } = await cloud().courses.load('C-1');
    expect(head?.tasks.map(({ task }) => task).filter((task) => task.startsWith('call-'))).toEqual(calls);
  },
);
