import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, backPainFrom, stenosisFrom } from '../support/stories.ts';
import { wholeTable } from '../support/whole-table.ts';

const { cloud, tell } = useClinic();
const PERSONAL = /anna|marie|jensen|AMJ|holm|@(patients|clinic)|odense|mistake|eva|lind/i;
const EVA = { therapistId: 'T-2', name: 'Eva Lind', email: 'eva@clinic.example' };

/** Everything that can hold a name, an address or free text. Closed on 12 March: 90 days after is 10 June. */
function closedCourse() {
  const course = courseEvents();
  const { event, dismissed, retracted, closed } = course;
  const mistake = dismissed('hold:status-4-weeks', '2026-03-08');
  const events = [
    ...stenosisFrom(course, '2026-03-05'),
    event('patient.updated', '2026-03-06', { name: 'Anna Jensen Odense', email: 'anna.o@patients.example' }),
    event('therapist.assigned', '2026-03-06', { therapist: EVA }),
    event('visit.waived', '2026-03-07', { visit: 'status-4-weeks', reason: 'moves to Odense' }),
    event('task.dismissed', '2026-03-07', { task: 'book:final-status', reason: 'moves to Odense' }),
    mistake,
    retracted('2026-03-08', mistake),
    closed('2026-03-09', 'declined'),
    course.reopened('2026-03-10'),
    closed('2026-03-12', 'declined'),
  ];
  return { ...course, events };
}
/** What the table says of courses; where a therapist is reached is no part of any. */
const tableText = async () => {
  const items = await wholeTable(cloud());
  return JSON.stringify(items.filter(({ sk }) => sk !== 'REACHED-AT'));
};

test('90 days after the end no name, address or free text is left, and what stays has a last day', async () => {
  const { events } = closedCourse();
  await tell(arriving('2026-06-08T10:00:00+02:00', events), '2026-06-09T21:59:00Z');
  expect(await tableText()).toMatch(PERSONAL);
  await tell([], '2026-06-09T22:02:00Z');
  expect(await tableText()).not.toMatch(PERSONAL);
  const items = (await wholeTable(cloud())).filter(({ pk }) => pk === 'COURSE#C-1');
  expect(items).toHaveLength(1 + events.length);
  const lastDay = Date.parse('2027-03-12T00:00:00+01:00') / 1000;
  for (const { expiresAt } of items) expect(expiresAt).toBe(lastDay);
});

test('a repeat brings nothing back; a fact that comes after the forgetting is forgotten again', async () => {
  const { events, patientUpdated, recorded } = closedCourse();
  await tell(arriving('2026-06-08T10:00:00+02:00', events), '2026-06-10T10:00:00Z');
  const told = await tell(
    [
      ...arriving('2026-06-11T10:00:00+02:00', events),
      patientUpdated('2026-06-11T11:00:00+02:00', { name: 'Anna Jensen' }),
      recorded('status-4-weeks', '2026-06-12T11:00:00+02:00', 'neurological'),
    ],
    '2026-06-12T10:00:00Z',
  );
  expect(await tableText()).not.toMatch(PERSONAL);
  expect(told.patientEmails).toEqual([]);
  expect(told.deadLetters).toEqual([]);
});

test('with kept follow-ups the end is the last of them', async () => {
  const course = courseEvents();
  const events = [
    ...backPainFrom(course, '2026-01-19'),
    course.held('closing', '2026-04-13', '0267'),
    course.closed('2026-04-13T14:00:00+02:00', 'completed'),
    course.held('follow-up-3-months', '2026-07-13', '0268'),
  ];
  // The last follow-up may lie until 19 January 2027, a year after the referral; it is past on the 20th.
  await tell(arriving('2027-04-19T10:00:00+02:00', events), '2027-04-19T21:59:00Z');
  expect(await tableText()).toMatch(PERSONAL);
  await tell([], '2027-04-19T22:02:00Z');
  expect(await tableText()).not.toMatch(PERSONAL);
});

test('reopened in time: nothing is forgotten', async () => {
  const { events, reopened } = closedCourse();
  const reopening = reopened('2026-06-09T12:00:00+02:00');
  await tell([...arriving('2026-06-08T10:00:00+02:00', events), reopening], '2026-06-11T10:00:00Z');
  expect(await tableText()).toContain('anna.o@patients.example');
});

test('reopened too late: it goes on without contact details, and nothing of it has a last day any more', async () => {
  const { events, reopened } = closedCourse();
  const reopening = reopened('2026-06-11T12:00:00+02:00');
  await tell([...arriving('2026-06-08T10:00:00+02:00', events), reopening], '2026-06-11T11:00:00Z');
  expect(await tableText()).not.toMatch(/anna|jensen|eva|odense/i);
  // What lists show has a last day of its own, whatever becomes of the course.
  const items = (await wholeTable(cloud())).filter(({ pk, sk }) => pk === 'COURSE#C-1' && sk !== '#LINE');
  expect(items.flatMap(({ expiresAt }) => expiresAt ?? [])).toEqual([]);
  const { head } = await cloud().courses.load('C-1');
  expect(head).toMatchObject({ status: 'open', events: events.length + 1 });
});
