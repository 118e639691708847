import { expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../support/events.ts';
import { asOperator, auditOf } from '../support/operator.ts';
import { useClinic } from '../support/scenario.ts';
import { answers, arriving, stenosisFrom } from '../support/stories.ts';
import { deafProvider, refusal } from '../support/troubles.ts';
import { changeItem, putInTable, wholeTable } from '../support/whole-table.ts';

const { cloud, clinic, tell, pass } = useClinic();
/** Due on 19 March at 9. */
const FIRST = 'status-4-weeks/booking/2026-03-05/1';
const started = (courseId = 'C-1') => stenosisFrom(courseEvents(courseId), '2026-03-05');

const audit = (...options: string[]) => asOperator(cloud(), clinic, 'audit', ...options);
const audited = (...options: string[]) => auditOf(cloud(), clinic, ...options);

/** Held from end to end: six reminders in five e-mails. */
function wholeCourse() {
  const course = courseEvents('C-1');
  const { booked, held, recorded, completed, closed } = course;
  return [
    ...stenosisFrom(course, '2026-03-05'),
    booked('status-4-weeks', '2026-03-20', '2026-04-07T10:00:00+02:00'),
    held('status-4-weeks', '2026-04-07', '0254'),
    recorded('status-4-weeks', '2026-04-07', 'neurological'),
    recorded('status-4-weeks', '2026-04-07', 'pain-and-function'),
    booked('final-status', '2026-05-14', '2026-05-28T10:00:00+02:00'),
    ...answers(course, 'final-status', '2026-05-27', ['NPRS', 'ODI', 'ZCQ']),
    held('final-status', '2026-05-28', '0255'),
    recorded('final-status', '2026-05-28', 'neurological'),
    completed('discharge-letter', '2026-05-29'),
    closed('2026-05-29', 'completed'),
  ];
}

/** No consent: the only reminder cannot be delivered. */
function unreachable() {
  const course = courseEvents('C-2');
  const patient = { ...PATIENT, consent: { email: false } };
  return [...stenosisFrom(course, '2026-03-05', { patient }), course.closed('2026-03-20', 'declined')];
}

/** Entered weeks late: the first invitation is past, the second goes late. */
function enteredLate() {
  const course = courseEvents('C-3');
  return [
    ...arriving('2026-03-27T10:00:00+01:00', stenosisFrom(course, '2026-03-05')),
    course.closed('2026-03-30', 'declined'),
  ];
}

/** Booked while the e-mail provider asks to try later. */
function bookedMeanwhile() {
  const course = courseEvents('C-4');
  return [
    ...stenosisFrom(course, '2026-04-09'),
    course.booked('status-4-weeks', '2026-04-23T09:05:00+02:00', '2026-05-07T10:00:00+02:00'),
    course.closed('2026-04-24', 'declined'),
  ];
}

test('a mixed year, long after the courses ended: the sums are those counted by hand', async () => {
  const busy = ['2026-04-23T07:00:00Z', '2026-04-23T07:10:00Z'] as const;
  const end = cloud().cloud.intercept(deafProvider(cloud(), busy, refusal(429, 'TooManyRequestsException')));
  const events = [...wholeCourse(), ...unreachable(), ...enteredLate(), ...bookedMeanwhile()];
  await tell(events, '2026-06-01T12:00:00Z');
  const told = await pass('2026-12-31T12:00:00Z');
  end();
  expect(JSON.stringify(await wholeTable(cloud()))).not.toContain(PATIENT.email);
  const { code, reminders, ...result } = await audited('--from', '2026-01-01');
  expect({ code, ...result }).toEqual({
    code: 0,
    clinicId: clinic.clinicId,
    from: '2026-01-01',
    to: '2026-12-31',
    courses: 4,
    audit: { 'came due': 10, sent: 7, missed: 1, undeliverable: 1, 'no longer wanted': 1, open: 0 },
    problems: [],
  });
  // Each e-mail of the inbox is in the audit, and each reminder that the audit calls sent was in an e-mail.
  const emails = told.emails.filter(({ audience }) => audience === 'patient');
  const inInbox = emails.flatMap(({ courseIds, reminders: keys }) =>
    keys.map((key) => `${courseIds} ${key}`),
  );
  const sent = reminders
    .filter(({ outcome }) => outcome === 'sent')
    .map(({ courseId, key }) => `${courseId} ${key}`);
  expect(emails).toHaveLength(6);
  expect(sent.sort()).toEqual(inInbox.sort());
});

test('a month, for people: only what was to go out in it', async () => {
  await tell([...unreachable(), ...enteredLate()], '2026-04-01T12:00:00Z');
  expect(await audit('--from', '2026-03-20', '--list')).toEqual({
    code: 0,
    err: '',
    out: `2026-03-20 to 2026-04-01, 2 courses: 2 reminders came due: 1 sent, 1 missed, 0 undeliverable, 0 no\nlonger wanted, 0 open.
All are accounted for.

  course  reminder                             was to go         outcome
  C-3     status-4-weeks/booking/2026-03-05/1  2026-03-27 10:15  missed
  C-3     status-4-weeks/booking/2026-03-05/2  2026-03-27 10:15  sent
`,
  });
});

test('a reminder that was sent twice, by the word of the log', async () => {
  await tell(started(), '2026-03-20T10:00:00Z');
  const first = (await wholeTable(cloud())).find(({ sk }) => sk === 'MESSAGE#0001');
  await putInTable(cloud(), { ...first, pk: 'COURSE#C-1', sk: 'MESSAGE#0002', messageId: '0002' });
  await changeItem(cloud(), 'C-1', '#HEAD', { messages: 2 });
  expect(await audited()).toMatchObject({
    code: 1,
    audit: { 'came due': 1, sent: 1 },
    problems: [{ courseId: 'C-1', key: FIRST, problem: 'sent twice' }],
  });
});

test('courses that cannot be read are named, and do not hide the others', async () => {
  await tell(
    [...started('C-1'), ...started('C-2'), ...started('C-3'), ...started('C-4')],
    '2026-03-20T10:00:00Z',
  );
  await changeItem(cloud(), 'C-1', 'MESSAGE#0001', { sentAt: 'Anna' });
  await changeItem(cloud(), 'C-2', 'EVENT#e002', { event: { type: 'visit.held', note: 'Jensen' } });
  await changeItem(cloud(), 'C-3', '#HEAD', { events: 3 });
  const orphan = (await wholeTable(cloud())).find(({ sk }) => sk === 'EVENT#e001');
  await putInTable(cloud(), { ...orphan, pk: 'COURSE#C-5', sk: 'EVENT#e001' });
  const { code, out, err } = await audit();
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain('1 course: 1 reminder came due: 1 sent,');
  expect(out).toMatch(/C-1 +cannot be read: not as expected: sentAt\n/);
  expect(out).toMatch(
    /C-2 +cannot be read: not as expected: event.eventId, event.courseId, event.occurredAt\n/,
  );
  expect(out).toMatch(/C-3 +cannot be read: its head counts other items than there are\n/);
  expect(out).toMatch(/C-5 +cannot be read: its head counts other items than there are\n/);
  expect(out).not.toMatch(/Anna|Jensen/);
});

test('what was erased, or forgotten after a year, is no longer counted, and is no problem', async () => {
  const erased = courseEvents('C-2');
  const events = [
    ...enteredLate(),
    ...stenosisFrom(erased, '2026-03-05'),
    erased.event('course.erased', '2026-03-20', { reason: 'asked by the patient' }),
  ];
  await tell(events, '2026-04-01T12:00:00Z');
  expect(await audited()).toMatchObject({
    code: 0,
    audit: { 'came due': 2, sent: 1, missed: 1 },
    problems: [],
  });
  await pass('2027-04-01T12:00:00Z');
  expect(await audited('--from', '2026-01-01')).toMatchObject({
    code: 0,
    courses: 1,
    audit: { 'came due': 0 },
  });
});
