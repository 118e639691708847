import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClinicCloud, startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { ROOT, read, sectionOf } from '../docs/pages.ts';
import { asked } from '../support/asked.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { STENOSIS } from '../support/stories.ts';

const run = promisify(execFile);
const PATH = process.env['PATH'] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'api-page-'));
const EVENT = courseEvents().enrolled('2026-03-02T09:00:00Z', STENOSIS);

/** A file of that name with this in it. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
const exampleIn = (heading: string, name: string): string =>
  file(name, /```(?:sh|js)\n([\s\S]*?)```/.exec(sectionOf(read('docs/api.md'), heading))?.[1] ?? '');

let cloud: ClinicCloud;
beforeAll(async () => {
  cloud = await startClinicCloud(clinicWith(), { startAt: toInstant('2026-03-02T10:00:00Z') });
});
afterAll(async () => {
  await cloud?.cloud.stop();
  rmSync(folder, { recursive: true });
});

const operator = () => ({
  PATH,
  AWS_ENDPOINT_URL: cloud.cloud.endpoint,
  AWS_REGION: cloud.clinic.region,
  AWS_DEFAULT_REGION: cloud.clinic.region,
  AWS_ACCESS_KEY_ID: 'operator',
  AWS_SECRET_ACCESS_KEY: 'operator',
});

/** What the command `token` says, asked as an operator does. */
async function commanded(...args: readonly string[]): Promise<string> {
  const clinic = join(ROOT, 'clinics/sample.json');
  const { code, out, err } = await asked(['token', ...args, '--clinic', clinic], operator());
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

test('with a token of the command, the page’s examples send an event and read what is due, until it is revoked', async () => {
  const made = await commanded(
    'create',
    '--name',
    'journal',
    '--scope',
    'events:write',
    '--scope',
    'courses:read',
  );
  const CLINIC_TOKEN = /cr_\S+/.exec(made)?.[0] ?? '';
  const env = { PATH, CLINIC_TOKEN, CLINIC_API: cloud.cloud.localUrl(`${cloud.pagesUrl}/v1`) };
  const event = file('event.json', JSON.stringify(EVENT));
  const send = async () =>
    (await run('sh', ['-c', `sh ${exampleIn('## With curl', 'send.sh')} <${event}`], { env })).stdout;
  expect(await send()).toBe(`{"results":[{"eventId":"${EVENT.eventId}","status":"taken"}]}200\n`);
  const { stdout } = await run(process.execPath, [exampleIn('## With fetch', 'worklist.mjs'), event], {
    env,
  });
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    `[{"eventId":"${EVENT.eventId}","status":"taken"}]`,
    'C-1 book:pre-examination 2026-03-16 open',
  ]);
  const list = await commanded('list');
  expect(list).toMatch(/^[0-9a-f]{16} {2}2026-03-02 {2}events:write courses:read {2}journal\n$/);
  await commanded('revoke', '--id', list.slice(0, 16));
  expect(await send()).toMatch(/401\n$/);
  expect(await commanded('list')).toBe('There are no tokens.\n');
});

/** Puts a file of entries on the bus, as `aws events put-events` does: its input is the API's own. */
async function putEntries(entries: string) {
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = operator();
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const bus = new EventBridgeClient({ endpoint, region, credentials });
  const answer = await bus.send(new PutEventsCommand({ Entries: JSON.parse(readFileSync(entries, 'utf8')) }));
  bus.destroy();
  return answer;
}

test('what the page puts on the bus with the AWS command line is taken as the clinic’s', async () => {
  const section = sectionOf(read('docs/api.md'), '## With the AWS command line');
  const entries = file('entries.json', /```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '');
  const [command = ''] = /^aws events put-events .*$/m.exec(section) ?? [];
  expect(command).toBe('aws events put-events --entries file://entries.json');
  const answer = await run('sh', ['-c', command], { cwd: folder, env: operator() }).then(
    ({ stdout }) => JSON.parse(stdout),
    // Where there is no AWS command line (127), its input goes to the API as it is.
    async (error: { code: number }) => (error.code === 127 ? putEntries(entries) : Promise.reject(error)),
  );
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  await cloud.cloud.settle();
  const { events } = await cloud.courses.load('C-1013');
  expect(events.map(({ event }) => event.eventId)).toEqual(['e-1']);
  expect(cloud.cloud.deadLetters()).toEqual([]);
});
