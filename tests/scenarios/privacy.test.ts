import { beforeAll, expect, test } from 'vitest';
import { tellingWord } from '../../shared/core/protocols/telling-words.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { withoutTokens } from '../support/read-mails.ts';
import { type Told, useClinic } from '../support/scenario.ts';
import { answers, backPainFrom, STENOSIS, stenosisFrom } from '../support/stories.ts';
import { refusal } from '../support/troubles.ts';

const { cloud, tell } = useClinic();
const person = (patientId: string, name: string, email: string, more = {}) => ({
  patient: { ...PATIENT, patientId, name, email, ...more },
});
const FREE_TEXT = 'Svigermor ringede';
const PERSONAL =
  /anna|marie|jensen|birgit|krogh|carl|ravn|dagny|toft|holm|bo@|simulator|svigermor|ringede|@patients|010190/i;

/** A patient with everything: reminded, moved, cancelled, not come, held. */
function anna() {
  const course = courseEvents('C-1');
  const { enrolled, booked, held, missed, cancelled } = course;
  return [
    enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
    booked('pre-examination', '2026-03-06', '2026-03-16T10:00:00+01:00'),
    booked('pre-examination', '2026-03-13', '2026-03-17T10:00:00+01:00'),
    missed('pre-examination', '2026-03-17'),
    booked('pre-examination', '2026-03-18', '2026-03-25T10:00:00+01:00'),
    ...answers(course, 'pre-examination', '2026-03-24'),
    held('pre-examination', '2026-03-25', '0251'),
    booked('status-4-weeks', '2026-04-14', '2026-04-22T10:00:00+02:00'),
    cancelled('status-4-weeks', '2026-04-21'),
  ];
}

/** Patients whose e-mails fail, with names, addresses and free text in every event that may hold them. */
function others() {
  const [birgit, carl, dagny] = [courseEvents('C-2'), courseEvents('C-3'), courseEvents('C-4')];
  const waived = carl.event('visit.waived', '2026-03-12', { visit: 'final-status', reason: FREE_TEXT });
  return [
    birgit.enrolled('2026-03-05', person('P-2', 'Birgit Krogh', 'krogh@bounce.example', { language: 'en' })),
    birgit.patientUpdated('2026-03-10', { name: 'Birgit Toft', email: 'toft@patients.example' }),
    ...stenosisFrom(carl, '2026-03-05', person('P-3', 'Carl Ravn', 'complaint@simulator.amazonses.com')),
    waived,
    carl.event('event.retracted', '2026-03-13', { eventId: waived.eventId, reason: FREE_TEXT }),
    ...backPainFrom(dagny, '2026-03-05', person('P-4', 'Dagny Toft', 'dagny@patients.example')),
    dagny.event('task.dismissed', '2026-03-06', { task: 'book:closing', reason: FREE_TEXT }),
    dagny.event('course.erased', '2026-04-02', { reason: FREE_TEXT }),
    dagny.patientUpdated('2026-04-03', { name: 'Dagny Toft' }),
  ];
}

/** Events that are refused: one id for two contents, CPR numbers, an unknown field. */
function refused() {
  const course = courseEvents('C-5');
  const [enrolled] = stenosisFrom(courseEvents('C-1'), '2026-03-05');
  return [
    { ...enrolled, data: { ...Object(enrolled?.data), patient: { ...PATIENT, name: 'Anna Krogh' } } },
    course.enrolled(
      '2026-03-06',
      person('P-5', 'Carl Jensen', 'carl@patients.example', { phone: '010190-1234' }),
    ),
    course.event('visit.waived', '2026-03-06', { visit: 'closing', reason: 'Anna 010190-1234' }),
    { ...course.enrolled('2026-03-06'), courseId: 'Anna Jensen' },
    course.event('visit.held', '2026-03-06', { visit: 'Anna', date: 'Jensen', serviceCode: 'Krogh' }),
  ];
}

const schedules: string[] = [];
let told: Told;

beforeAll(async () => {
  let quotes = 0;
  const end = cloud().cloud.intercept({
    before({ operation, request }) {
      if (operation === 'CreateSchedule') schedules.push(`${request.path} ${request.body}`);
      const isQuoted = ['TransactWriteItems', 'SendEmail'].includes(operation) && quotes < 3;
      if (isQuoted) quotes += 1;
      // Services quote what they were given.
      return isQuoted ? refusal(400, 'ValidationException', `not taken: ${request.body}`) : undefined;
    },
  });
  await tell([...anna(), ...others()], '2026-03-06T06:00:00Z');
  for (const event of refused()) cloud().putEvent(event);
  told = await tell(
    [...anna(), ...others()].filter(({ occurredAt }) => occurredAt > '2026-03-06T08'),
    '2026-04-23T10:00:00Z',
  );
  end();
});

test('the story has everything in it', () => {
  expect(told.patientEmails.length).toBeGreaterThan(8);
  expect(told.digests.length).toBeGreaterThan(3);
  expect(told.deadLetters).toHaveLength(refused().length);
  expect(schedules.length).toBeGreaterThan(8);
  const messages = cloud()
    .cloud.logs()
    .map(({ text }) => text)
    .join('\n');
  for (const text of ['refused', 'could not be advanced', 'conflict', 'erased'])
    expect(messages).toContain(text);
  expect(JSON.stringify(told.emails)).toMatch(PERSONAL);
});

test('the functions’ logs hold no name, address or free text', () => {
  for (const { text } of cloud().cloud.logs()) expect(text).not.toMatch(PERSONAL);
});

test('neither do schedules, the tags of e-mails and the reasons of dead letters', () => {
  for (const schedule of schedules) expect(schedule).not.toMatch(PERSONAL);
  for (const { tags } of cloud().cloud.inbox()) {
    const decoded = Object.values(tags).map((value) => Buffer.from(value, 'base64url').toString());
    expect(JSON.stringify([tags, decoded])).not.toMatch(PERSONAL);
  }
  for (const { reason } of told.deadLetters) expect(reason ?? '').not.toMatch(PERSONAL);
});

test('an e-mail to a patient tells no diagnosis, course, visit, questionnaire or code', () => {
  const more = 'forløb protokol status undersøgelse afsluttende opfølgning konsultation consultation closing';
  const anyOf = new RegExp(`(?<![\\p{L}\\d])(?:${more.replaceAll(' ', '|')})`, 'iu');
  const patients = cloud()
    .cloud.inbox()
    .filter(({ tags }) => tags['course']);
  expect(patients.length).toBeGreaterThan(8);
  for (const { subject, from, text, html, headers, attachments } of patients) {
    // Of a calendar's own words one is also that of a visit.
    const files = JSON.stringify(attachments).replaceAll('\\r\\nSTATUS:', '');
    const everything = withoutTokens(JSON.stringify([subject, from, text, html, headers]) + files);
    expect(tellingWord(everything)).toBeNull();
    expect(everything).not.toMatch(anyOf);
  }
});
