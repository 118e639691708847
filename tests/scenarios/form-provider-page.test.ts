import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClinicCloud, startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { ADDRESS, giveSecret } from '../../local/clinic/form-provider.ts';
import { createLinkKeyStore } from '../../shared/aws/dynamo-keys.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { createLinks } from '../../shared/links/links.ts';
import { ROOT, read, sectionOf } from '../docs/pages.ts';
import { asked } from '../support/asked.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { STENOSIS } from '../support/stories.ts';

const run = promisify(execFile);
/** A busy machine takes its time. */
const SOON = { timeout: 20_000 };
const page = read('docs/form-providers.md');
const folder = mkdtempSync(join(tmpdir(), 'form-providers-'));

/** An example of the page as a file, under the name that the page gives it. */
function exampleIn(heading: string): string {
  const section = sectionOf(page, heading);
  const name = /^`([\w.-]+\.(?:sh|mjs))`/m.exec(section)?.[1] ?? '';
  const file = join(folder, name);
  writeFileSync(file, /```(?:sh|js)\n([\s\S]*?)```/.exec(section)?.[1] ?? '');
  return file;
}

let cloud: ClinicCloud;
let env: Record<string, string>;
let token: string;

beforeAll(async () => {
  cloud = await startClinicCloud(clinicWith(), { startAt: toInstant(Date.now()) });
});
afterAll(async () => {
  await cloud?.cloud.stop();
  rmSync(folder, { recursive: true });
});

// The examples know no clock but the machine's.
beforeEach(async () => {
  const now = toInstant(Date.now());
  await cloud.cloud.reset(now);
  cloud.putEvent(courseEvents().enrolled(now, STENOSIS));
  await cloud.cloud.settle();
  const store = createLinkKeyStore(cloud.documents, cloud.cloud.tableName(cloud.stackName));
  const links = createLinks({ store, clinicId: cloud.clinic.clinicId, now: () => now });
  token = await links.seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
  env = {
    PATH: process.env['PATH'] ?? '',
    CLINIC_ADDRESS: cloud.cloud.localUrl(`${cloud.pagesUrl}${ADDRESS}`),
    CLINIC_SECRET: await giveSecret(cloud),
  };
});

const answered = async () =>
  (await cloud.courses.load('C-1')).events.filter(({ event }) => event.type === 'questionnaire.answered');

/** Asks for a secret as the clinic does, of this cloud. */
async function commanded(...options: readonly string[]) {
  const clinic = join(ROOT, 'clinics/sample.json');
  const { code, out, err } = await asked(['webhook-secret', '--clinic', clinic, ...options], {
    AWS_ENDPOINT_URL: cloud.cloud.endpoint,
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return /whsec_\S+/.exec(out)?.[0] ?? '';
}

describe('what the page shows', () => {
  test('with curl and openssl: the clinic takes it, and again; another secret it does not', async () => {
    const file = exampleIn('## With curl and openssl');
    const tell = async (more = {}) =>
      (await run('sh', [file, 'response-4711', JSON.stringify({ token })], { env: { ...env, ...more } }))
        .stdout;
    expect([await tell(), await tell()]).toEqual(['204\n', '204\n']);
    expect(await answered()).toHaveLength(3);
    expect(await tell({ CLINIC_SECRET: await commanded('--rotate') })).toBe('204\n');
    expect(await tell()).toBe('204\n');
    await commanded('--replace');
    expect(await tell()).toMatch(/401\n$/);
    expect(await tell({ CLINIC_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })).toMatch(/401\n$/);
    expect(await tell({ CLINIC_TIME: '1614265330' })).toMatch(/401\n$/);
  });

  test('with Node: the clinic takes it', async () => {
    const file = exampleIn('## With Node');
    const { stdout } = await run(process.execPath, [file, 'response-4712', token], { env });
    expect(stdout).toBe('204\n');
    expect(await answered()).toHaveLength(3);
  });
});

/** A REDCap with one project, as far as the relay asks it, and what it was asked for. */
function fakeRedcap(records: ReadonlyMap<string, Readonly<Record<string, string>>>) {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const fields = new URLSearchParams(body);
    asked.push(fields);
    const isAllowed = request.url === '/redcap/api/' && fields.get('token') === 'API-TOKEN';
    const row = records.get(fields.get('records[0]') ?? '');
    response.writeHead(isAllowed ? 200 : 403, { 'content-type': 'application/json' });
    response.end(JSON.stringify(row ? [row] : []));
  });
  return { server, asked };
}

const listening = async (server: Server) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

/** A free port of this machine. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
}

describe('the relay of REDCap’s Data Entry Trigger', () => {
  const records = new Map<string, Record<string, string>>();
  const { server, asked } = fakeRedcap(records);
  let stop: () => void;
  let address: string;
  let output = '';

  beforeEach(async () => {
    records.clear();
    asked.length = 0;
    output = '';
    const PORT = `${await freePort()}`;
    const redcap = server.listening ? (server.address() as AddressInfo).port : await listening(server);
    const relay = spawn(process.execPath, [exampleIn('## REDCap')], {
      env: {
        ...env,
        PORT,
        REDCAP_URL: `http://127.0.0.1:${redcap}/redcap`,
        REDCAP_API_TOKEN: 'API-TOKEN',
        REDCAP_PROJECT: '42',
        REDCAP_INSTRUMENT: 'rygskema',
      },
    });
    for (const stream of [relay.stdout, relay.stderr])
      stream.on('data', (part) => {
        output += part;
      });
    address = `http://127.0.0.1:${PORT}/`;
    stop = () => relay.kill();
    await expect
      .poll(
        () =>
          fetch(address).then(
            ({ status }) => status,
            () => 0,
          ),
        SOON,
      )
      .toBe(204);
  });
  // A test that fails leaves nothing running either.
  afterEach(() => stop());
  afterAll(() => server.close());

  /** What REDCap posts when a survey is saved. */
  const save = (more: Readonly<Record<string, string>> = {}) =>
    fetch(address, {
      method: 'POST',
      body: new URLSearchParams({
        redcap_url: 'https://redcap.example/',
        project_url: 'https://redcap.example/redcap_v14.0.0/index.php?pid=42',
        project_id: '42',
        username: '[survey respondent]',
        record: '7',
        instrument: 'rygskema',
        rygskema_complete: '2',
        ...more,
      }),
    });

  test('tells the clinic of a survey that is complete, once however often it is saved', async () => {
    records.set('7', { reminder_token: token, rygskema_complete: '2' });
    expect((await save()).status).toBe(204);
    await expect.poll(() => output, SOON).toMatch(/^redcap-[0-9a-f]{32}: the clinic answered 204\n$/);
    expect(await answered()).toHaveLength(3);
    await save();
    await expect.poll(() => output.match(/204/g), SOON).toHaveLength(2);
    expect(await answered()).toHaveLength(3);
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      content: 'record',
      'fields[0]': 'reminder_token',
      'fields[1]': 'rygskema_complete',
    });
    expect(output).not.toContain(token);
  });

  test('keeps still for surveys that are not complete, other forms, and triggers that are not REDCap’s', async () => {
    records.set('7', { reminder_token: token, rygskema_complete: '0' });
    await save({ rygskema_complete: '1' });
    await save({ project_id: '43' });
    await save({ instrument: 'baseline', baseline_complete: '2' });
    expect(asked).toHaveLength(0);
    await save();
    await save({ record: '8' });
    await expect.poll(() => asked.length, SOON).toBe(2);
    expect(await answered()).toEqual([]);
    expect(output).toBe('');
  });
});
