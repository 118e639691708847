import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { playStory, type Simulation } from '../../local/clinic/play-events.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../../local/files/events-file.ts';
import { type ReminderKey, readKey } from '../../shared/core/ids/reminder-key.ts';
import { localDateOf, localTimeOf, toInstant } from '../../shared/core/time/instant.ts';
import { keepsFollowUpsAfterClosing } from '../../shared/core/visits/visits.ts';

const FILE = fileURLToPath(new URL('../../local/sample/events.jsonl', import.meta.url));
const clinic = sampleClinic();
const { timeZone } = clinic;
let year: Simulation;
let callsOfSweep: Readonly<Record<string, number>>;
let lines: readonly EventLine[];

beforeAll(async () => {
  lines = (await readEventsFile(FILE, { timeZone })).events;
  const startedAt = performance.now();
  const clinicCloud = await startClinicCloud(clinic, { startAt: lines[0]?.arrivesAt ?? toInstant(0) });
  year = await playStory(clinicCloud, { events: lines, until: toInstant('2027-03-01T00:00:00Z') });
  callsOfSweep = clinicCloud.cloud.callsOf(`${clinicCloud.stackName}-sweep`);
  await clinicCloud.cloud.stop();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`fourteen months of ${year.plans.length} courses, ${year.emails.length} e-mails: ${seconds} s`);
}, 600_000);

const patientEmails = () => year.emails.filter(({ audience }) => audience === 'patient');

test('every reminder that came due is accounted for', () => {
  const { 'came due': came, sent, missed, undeliverable, 'no longer wanted': unwanted, open } = year.audit;
  expect(came).toBeGreaterThan(100);
  expect(sent + missed + undeliverable + unwanted).toBe(came);
  expect(open).toBe(0);
});

test('no event is lost: what the file refuses never reached the bus', () => {
  expect(year.deadLetters).toEqual([]);
});

test('the sweep found nothing in any hour: it only looked, and noted that once a day', () => {
  const { 'dynamodb.GetItem': runs = 0, 'dynamodb.PutItem': checks = 0, ...others } = callsOfSweep;
  expect(runs).toBeGreaterThan(10_000);
  expect(checks).toBe(Math.ceil(runs / 24));
  expect(Object.keys(others).sort()).toEqual(['dynamodb.Query', 'scheduler.CreateSchedule']);
  // A course that was found would have been loaded.
  expect(others['dynamodb.Query']).toBe(runs + 2 * checks);
});

test('at most one e-mail per course and day, but for what sets a time right', () => {
  const isUrgent = (key: ReminderKey) => ['changed', 'cancelled'].includes(readKey(key).kind);
  const days = patientEmails()
    .filter(({ reminders }) => !reminders.some(isUrgent))
    .map(({ courseIds, sentAt }) => `${courseIds} ${localDateOf(sentAt, timeZone)}`);
  expect(days.filter((day, index) => days.indexOf(day) !== index)).toEqual([]);
});

test('no patient is written to between 20:00 and 08:00', () => {
  const times = patientEmails().map(({ sentAt }) => localTimeOf(sentAt, timeZone));
  expect(times.filter((time) => time < '08:00' || time >= '20:00')).toEqual([]);
});

test('no patient is written to once the clinic knows that the course is closed, but for kept follow-ups', () => {
  const closed = year.plans.flatMap(({ course, protocol }) => {
    const [closing] = lines
      .filter(({ event }) => event.courseId === course.courseId && event.type === 'course.closed')
      .slice(-1);
    return course.closed && protocol && closing
      ? [{ ...course, knownAt: closing.arrivesAt, keeps: keepsFollowUpsAfterClosing(protocol, course) }]
      : [];
  });
  expect(closed.length).toBeGreaterThan(10);
  const late = closed.flatMap(({ courseId, knownAt, keeps }) =>
    patientEmails()
      .filter(({ courseIds, sentAt }) => courseIds.includes(courseId) && sentAt > knownAt)
      .flatMap(({ reminders }) => reminders)
      .filter((key) => !(keeps && key.startsWith('follow-up-'))),
  );
  expect(late).toEqual([]);
});

test('nobody is written to twice at an address that bounced', () => {
  const bounced = patientEmails().filter(({ to }) => to.endsWith('@bounce.example'));
  expect(bounced.length).toBeGreaterThan(0);
  const addresses = bounced.map(({ to }) => to);
  expect(new Set(addresses).size).toBe(addresses.length);
});
