import { expect, test } from 'vitest';
import { callApi, giveToken } from '../../local/clinic/api-token.ts';
import { ADDRESS, callClinic, giveSecret } from '../../local/clinic/form-provider.ts';
import { createLinkKeyStore } from '../../shared/aws/dynamo-keys.ts';
import { createLinks } from '../../shared/links/links.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, STENOSIS, stenosisFrom } from '../support/stories.ts';
import { makeLinkKeys } from '../support/whole-table.ts';

const { cloud, tell } = useClinic();
const QUERY = { 'dynamodb.Query': 1 };
const COMMIT = { ...QUERY, 'dynamodb.TransactWriteItems': 1 };
const SEND = { 'dynamodb.GetItem': 1, 'ses.SendEmail': 1, 'dynamodb.UpdateItem': 1 };

function callsOf(name: string): Readonly<Record<string, number>> {
  const found = cloud().cloud.stacks[0]?.functions.find((each) => each.name.endsWith(`-${name}`));
  if (!found) throw new Error(`there is no function ${name}`);
  return cloud().cloud.callsOf(found.name);
}

/** What one function calls while events are told until an instant; arming, at most once, is told apart. */
async function callsDuring(name: string, events: readonly Raw[], until: string) {
  const before = callsOf(name);
  await tell(events, until);
  const { 'scheduler.CreateSchedule': armed = 0, ...after } = callsOf(name);
  const differences = Object.entries(after).map(
    ([call, count]) => [call, count - (before[call] ?? 0)] as const,
  );
  return {
    armed: armed - (before['scheduler.CreateSchedule'] ?? 0),
    calls: Object.fromEntries(differences.filter(([, count]) => count > 0)),
  };
}

/** Enrolled and seen on 5 March; the first e-mail goes on the 19th. */
function started() {
  const course = courseEvents();
  return { ...course, events: stenosisFrom(course, '2026-03-05') };
}

test('an event that sends nothing costs one Query, one commit and at most one schedule', async () => {
  const { events, recorded } = started();
  await tell(events, '2026-03-09T10:00:00Z');
  const fact = recorded('status-4-weeks', '2026-03-09', 'neurological');
  const { calls, armed } = await callsDuring('record-event', [fact], '2026-03-09T12:00:00Z');
  expect(calls).toEqual(COMMIT);
  expect(armed).toBeLessThanOrEqual(1);
});

test('an event that moves the next wake costs the same', async () => {
  const { events, booked } = started();
  await tell(events, '2026-03-09T10:00:00Z');
  const booking = booked('status-4-weeks', '2026-03-09', '2026-04-07T10:00:00+02:00');
  const spent = await callsDuring('record-event', [booking], '2026-03-09T12:00:00Z');
  expect(spent).toEqual({ calls: COMMIT, armed: 1 });
});

test('an event that is repeated writes nothing', async () => {
  const { events } = started();
  await tell(events, '2026-03-09T10:00:00Z');
  const repeated = arriving('2026-03-09T12:00:00Z', events.slice(1, 2));
  const { calls, armed } = await callsDuring('record-event', repeated, '2026-03-09T12:30:00Z');
  expect(calls).toEqual(QUERY);
  expect(armed).toBeLessThanOrEqual(1);
});

test('ten events of one course that arrive together are one commit', async () => {
  const { events, recorded, booked } = started();
  const more = [
    booked('status-4-weeks', '2026-03-09', '2026-04-07T10:00:00+02:00'),
    booked('final-status', '2026-03-09', '2026-05-28T10:00:00+02:00'),
    ...['NPRS', 'ODI', 'ZCQ'].map((each) => courseEvents().answered('final-status', '2026-03-09', each)),
    recorded('status-4-weeks', '2026-03-09', 'neurological'),
  ].map((event, index) => ({ ...event, eventId: `more-${index}` }));
  await tell([], '2026-03-09T10:00:00Z');
  const ten = arriving('2026-03-09T12:00:00Z', [...events.slice(0, 4), ...more]);
  expect(ten).toHaveLength(10);
  const spent = await callsDuring('record-event', ten, '2026-03-09T12:30:00Z');
  expect(spent).toEqual({ calls: COMMIT, armed: 1 });
});

test('a wake that sends adds one read of the head and one of the keys of links, one e-mail and one update', async () => {
  await tell(started().events, '2026-03-18T10:00:00Z');
  await makeLinkKeys(cloud());
  const spent = await callsDuring('wake-course', [], '2026-03-20T10:00:00Z');
  expect(spent).toEqual({ calls: { ...COMMIT, ...SEND, 'dynamodb.Query': 2 }, armed: 1 });
});

test('a wake that changes nothing costs one Query', async () => {
  const { enrolled, held } = courseEvents();
  // The wake for 10:15 is armed at the enrolment; there is nothing to send any more when it comes.
  const events = [
    enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
    held('pre-examination', '2026-03-05T10:05:00+01:00', '0251'),
  ];
  await tell(events, '2026-03-05T09:14:00Z');
  const spent = await callsDuring('wake-course', [], '2026-03-05T10:00:00Z');
  expect(spent).toEqual({ calls: QUERY, armed: 0 });
});

test('a digest costs one Query of the worklist, one of its log and one of the keys of links, two writes and one e-mail', async () => {
  await tell(started().events.slice(0, 2), '2026-03-10T05:00:00Z');
  const quiet = await callsDuring('send-digest', [], '2026-03-10T07:00:00Z');
  expect(quiet.calls).toEqual({ 'dynamodb.Query': 2 });
  const { calls } = await callsDuring('send-digest', [], '2026-03-12T07:00:00Z');
  expect(calls).toEqual({ 'dynamodb.Query': 5, 'dynamodb.PutItem': 2, 'ses.SendEmail': 1 });
});

test('each report of the provider costs one update; after an e-mail that was answered for it finds nothing to do', async () => {
  await tell(started().events, '2026-03-18T10:00:00Z');
  const spent = await callsDuring('track-email', [], '2026-03-20T10:00:00Z');
  const reports = ['Send', 'Delivery'];
  expect(spent).toEqual({ calls: { 'dynamodb.UpdateItem': reports.length }, armed: 0 });
});

test('a form provider’s call costs four Queries, one commit and at most one schedule; an unsigned one nothing', async () => {
  const { enrolled } = courseEvents();
  await tell([enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T12:00:00+01:00');
  const { documents, cloud: running, stackName, clinic } = cloud();
  const store = createLinkKeyStore(documents, running.tableName(stackName));
  const links = createLinks({ store, clinicId: clinic.clinicId, now: () => running.clock.now() });
  const token = await links.seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
  const secret = await giveSecret(cloud());
  expect((await cloud().open(ADDRESS, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(callsOf('api')).toEqual({});
  expect((await callClinic(cloud(), { token }, { secret })).status).toBe(204);
  const { 'scheduler.CreateSchedule': armed = 0, ...calls } = callsOf('api');
  expect(calls).toEqual({ ...COMMIT, 'dynamodb.Query': 4 });
  expect(armed).toBeLessThanOrEqual(1);
});

test('an event by the API costs a Query of the token besides, and one with a wrong token nothing else', async () => {
  const { enrolled } = courseEvents();
  await tell([], '2026-03-05T12:00:00+01:00');
  const token = await giveToken(cloud());
  const event = enrolled('2026-03-05T10:00:00+01:00', STENOSIS);
  const wrong = `cr_${'0'.repeat(16)}_${'A'.repeat(43)}`;
  expect((await callApi(cloud(), '/v1/events', `${token}x`, event)).status).toBe(401);
  expect(callsOf('api')).toEqual({});
  expect((await callApi(cloud(), '/v1/events', wrong, event)).status).toBe(401);
  expect(callsOf('api')).toEqual(QUERY);
  expect((await callApi(cloud(), '/v1/events', token, event)).status).toBe(200);
  const { 'scheduler.CreateSchedule': armed = 0, ...calls } = callsOf('api');
  expect(calls).toEqual({ ...COMMIT, 'dynamodb.Query': 3 });
  expect(armed).toBeLessThanOrEqual(1);
});

test('what a program asks costs a Query of the token, and one of the course or the page', async () => {
  const { enrolled } = courseEvents();
  await tell([enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T12:00:00+01:00');
  const token = await giveToken(cloud());
  for (const path of ['/v1/courses/C-1', '/v1/worklist'])
    expect((await callApi(cloud(), path, token)).status).toBe(200);
  expect(callsOf('api')).toEqual({ 'dynamodb.Query': 4 });
});
