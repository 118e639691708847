import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { openOperatorLog } from '../../local/redrive/operator-log.ts';
import { createApp } from '../../local/server/app.ts';
import { ClinicSession } from '../../local/server/session.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { cloud, tell, clinic } = useClinic();
const AT = '2026-03-05T12:00:00Z';

/** Puts an event into a queue by hand, as somebody with a key might. */
async function sendTo(queue: string, detail: object) {
  const { cloud: aws, stackName } = cloud();
  const credentials = { accessKeyId: 'stranger', secretAccessKey: 'stranger' };
  const client = new SQSClient({ endpoint: aws.endpoint, region: clinic.region, credentials });
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: `${stackName}-${queue}` }));
  const MessageBody = JSON.stringify({ 'detail-type': Reflect.get(detail, 'type'), detail });
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  client.destroy();
}

/** A clinic with two dead letters: one is wrong, the other is good and became one in some earlier trouble. */
async function inTrouble() {
  await tell([courseEvents('C-1').enrolled('2026-03-05')], AT);
  await sendTo('events-dead-letters', courseEvents('C-2').enrolled('2026-03-05'));
  await sendTo('events', { ...courseEvents('C-3').enrolled('2026-03-05'), type: 'course.lost' });
  const session = new ClinicSession(cloud(), [], toInstant(AT));
  await session.moveTo(toInstant('2026-03-05T13:00:00Z'));
  const app = createApp(session);
  return {
    get: async (path: string) => (await app.request(path)).text(),
    post: async (form: Record<string, string>) => {
      const answer = await app.request('/attention', {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
      });
      return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
    },
  };
}

const rowsOf = (page: string) =>
  [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
const letterOf = (page: string, reason: string) =>
  /name="letter" value="([0-9a-f-]+)"/.exec(
    page.split('<tr>').find((row) => row.includes(reason)) ?? '',
  )?.[1] ?? '';

test('what could not be handled is told with its reason, put back or removed, and with the alarms and errors', async () => {
  const { get, post } = await inTrouble();
  const page = await get('/attention');
  const rows = rowsOf(page).join('\n');
  expect(rows).toContain('Invalid: type: expected one of');
  expect(rows).toContain('It failed for a reason that has passed; it would be handled now.');
  expect(rows).toContain('course-reminders-sample-events-dead-letters');
  expect(rows).toMatch(/record-event A record was refused and is left among the dead letters BadRecordError/);
  expect(await get('/')).toMatch(/Needs attention <span class="chip red">\d+<\/span>/);

  const invalid = letterOf(page, 'Invalid: type');
  const refused = await post({ letter: invalid, action: 'discard', reason: 'told by anna@patients.example' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('its reason: expected no e-mail address.');
  expect(refused.text).toContain('value="told by anna@patients.example"');
  expect(await post({ letter: invalid, action: 'discard', reason: 'sent again as e-7' })).toMatchObject({
    status: 303,
    to: '/attention?redriven=0&discarded=1',
  });
  expect(await post({ letter: 'all', action: 'redrive' })).toMatchObject({
    status: 303,
    to: '/attention?redriven=1&discarded=0',
  });
  const after = await get('/attention?redriven=1&discarded=0');
  expect(after).toContain('1 dead letter put back into the queue.');
  expect(after).toContain('Every message was handled.');
  expect(await get('/courses/C-2')).toContain('<h1>C-2');
  const log = await openOperatorLog(cloud().documents, cloud().cloud.tableName(cloud().stackName)).entries();
  expect(log.map(({ action, reason, courseId }) => [action, reason, courseId])).toEqual([
    ['redriven', null, 'C-2'],
    ['discarded', 'sent again as e-7', 'C-3'],
  ]);
});

test('in health the page says so, and the frame counts nothing', async () => {
  await tell([courseEvents('C-1').enrolled('2026-03-05')], AT);
  const app = createApp(new ClinicSession(cloud(), [], toInstant(AT)));
  const page = await (await app.request('/attention')).text();
  expect(page).toContain('No alarm sounds.');
  expect(page).toContain('Every message was handled.');
  expect(page).toContain('No function has told of an error');
  expect(page).toContain('>Attention</a>');
});
