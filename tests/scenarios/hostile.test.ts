import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { eventOfEachType } from '../support/event-of-each-type.ts';
import { courseEvents, PATIENT, THERAPIST } from '../support/events.ts';
import { leavesOf, replaced } from '../support/leaves.ts';
import { withoutTokens } from '../support/read-mails.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';

const { cloud, tell } = useClinic({ managerEmail: undefined });
const SECRET = 'Hemmelig';
const CPR = '050685-1234';
const ON = '2026-03-05';

/** Everything that the functions wrote, and why messages were given up. */
const written = () =>
  [
    ...cloud()
      .cloud.logs()
      .map(({ text }) => text),
    ...cloud()
      .cloud.deadLetters()
      .map(({ reason }) => reason ?? ''),
  ].join('\n');

/** Events of every type with one place in each that holds what it must not. */
const spoiled = () =>
  Object.values(eventOfEachType(ON)).flatMap((json, index) => {
    const places = leavesOf(json);
    const path = places[index % places.length] ?? [];
    const values = [`${SECRET} ${CPR}`, { [`${SECRET} Jensen`]: `${SECRET} ${CPR}` }, [[SECRET, CPR]]];
    return values.map((value) => ({ envelope: replaced(json, path, value), place: path.join('.') }));
  });

test('what is refused ends among the dead letters, and the logs tell the place and not what stood there', async () => {
  await tell(stenosisFrom(courseEvents('C-good'), ON), '2026-03-06T06:00:00Z');
  const all = spoiled();
  const oversized = { ...eventOfEachType(ON)['patient.updated'], data: { name: SECRET.repeat(10_000) } };
  const put = (envelope: unknown, DetailType: string) =>
    cloud().cloud.putEvents(cloud().stackName, [
      { Source: 'clinic.courses', DetailType, Detail: JSON.stringify(envelope) },
    ]);
  for (const envelope of [...all.map((each) => each.envelope), oversized]) put(envelope, 'visit.booked');
  for (const envelope of [[SECRET], SECRET, 7, null, { [SECRET]: 1 }]) put({ envelope }, 'visit.booked');
  const told = await tell([], '2026-03-19T12:00:00Z');
  expect(told.deadLetters).toHaveLength(all.length + 1 + 5);
  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-good: status-4-weeks/booking/2026-03-05/1']);
  expect(all.map(({ place }) => place).filter((place) => !written().includes(place))).toEqual([]);
  expect(written()).toContain('expected no civil registration number (CPR)');
  expect(written()).not.toContain(SECRET);
  expect(written()).not.toContain(CPR);
});

test('an event of the system itself is refused, under its own type and in disguise', async () => {
  const course = courseEvents();
  await tell(stenosisFrom(course, ON), '2026-03-06T06:00:00Z');
  const bounce = course.event('email.bounced', ON, { messageId: '0001', addressFingerprint: 'abc' });
  cloud().putEvent(bounce);
  await cloud().cloud.settle();
  expect(cloud().cloud.deadLetters()).toHaveLength(1);
  const Detail = JSON.stringify(bounce);
  cloud().cloud.putEvents(cloud().stackName, [
    { Source: 'clinic.courses', DetailType: 'visit.booked', Detail },
    { Source: 'aws.ses', DetailType: 'visit.booked', Detail },
  ]);
  await cloud().cloud.advanceTo(toInstant('2026-03-06T12:00:00Z'));
  expect(cloud().cloud.deadLetters()).toHaveLength(2);
  const { events } = await cloud().courses.load('C-1');
  expect(events.map(({ event }) => event.type)).not.toContain('email.bounced');
});

test('half a character in one event keeps no other event of its course away', async () => {
  const course = courseEvents();
  const half = course.patientUpdated('2026-03-05T11:00:00+01:00', { name: 'Anna \ud800' });
  await tell([], '2026-03-05T08:00:00Z');
  for (const event of [half, ...stenosisFrom(course, ON)]) cloud().putEvent(event);
  const told = await tell([], '2026-03-19T12:00:00Z');
  expect(told.patientEmails).toHaveLength(1);
  expect(told.deadLetters).toHaveLength(1);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a course, a patient and a therapist called %s',
  async (name) => {
    const therapist = { ...THERAPIST, therapistId: name };
    const events = stenosisFrom(courseEvents(name), ON, {
      patient: { ...PATIENT, patientId: name },
      therapist,
    });
    const told = await tell(
      events.slice(0, 3).map((event, index) => (index === 1 ? { ...event, eventId: name } : event)),
      '2026-03-19T12:00:00Z',
    );
    expect(told.patientEmails).toEqual([`2026-03-19 09:00 ${name}: status-4-weeks/booking/2026-03-05/1`]);
    expect(told.digests[0]).toBe(
      `2026-03-06 07:00 bo@clinic.example: ${name} assess:pre-examination:neurological, ${name} record-answers:pre-examination`,
    );
    expect(told.plans).toHaveLength(1);
    expect(told.deadLetters).toEqual([]);
  },
);

test('names that carry headers, marks of direction, controls or tags: an e-mail of one recipient without them', async () => {
  const names = [
    'Anna\r\nBcc: all@x.example',
    '\u202eannA\u2066\u200f \u200bJensen',
    '<img src=x>Anna',
    'A\u0000\u001b[2Jnna',
  ];
  const stories = names.map((name, index) =>
    stenosisFrom(courseEvents(`C-${index}`), ON, {
      patient: { ...PATIENT, name, email: `p${index}@patients.example` },
      therapist: { therapistId: `T-${index}`, name, email: `t${index}@clinic.example` },
    }).slice(0, 3),
  );
  const told = await tell(stories.flat(), '2026-03-19T12:00:00Z');
  expect(told.patientEmails).toHaveLength(names.length);
  expect(told.digests.length).toBeGreaterThanOrEqual(names.length);
  for (const email of cloud().cloud.inbox()) {
    expect(email.to).toHaveLength(1);
    const { text, html, ...others } = email;
    expect(withoutTokens(`${text}${html}`)).not.toMatch(/Bcc|<img|\p{Cf}|(?!\n)\p{Cc}/u);
    expect(withoutTokens(JSON.stringify(others))).not.toMatch(/Bcc|<img|\p{Cf}|\\u00/u);
  }
});
