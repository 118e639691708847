import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { callDynamo } from '../../../local/cloud/dynamodb/call.ts';
import { addMinutes, toInstant } from '../../../shared/core/time/instant.ts';
import { ENGINES } from '../../support/exhaustive.ts';
import { mailStack } from './fixtures/mail-stack.ts';

const START = toInstant('2027-01-01T10:00:00Z');
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cloud-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const start = (options: object = {}) =>
  startCloud({ stacks: [mailStack()], startAt: START, dataDir, policies: 'ignored', ...options });
const put = (cloud: Cloud, detail: object, source = 'clinic') =>
  cloud.putEvents('small', [{ Source: source, DetailType: 'd', Detail: JSON.stringify(detail) }]);

/** How many engines this process runs. */
const guards = () =>
  spawnSync('ps', ['-o', 'args=', '--ppid', `${process.pid}`], { encoding: 'utf8' }).stdout.match(/ guard /g)
    ?.length ?? 0;

test.each(ENGINES)('%s: state survives a stop and a start', async (engine) => {
  const first = await start({ engine });
  put(first, { name: 'kept' });
  put(first, { name: 'again', fail: true });
  put(first, { at: '2027-01-01T12:00:00' }, 'mailer');
  await first.advanceTo(addMinutes(START, 0.5));
  await first.stop();
  expect(await readdir(dataDir)).toEqual(['cloud.json']);

  const second = await start({ engine, startAt: toInstant('2030-01-01T00:00:00Z') });
  expect(second.clock.now()).toBe('2027-01-01T10:00:30.000Z');
  const { Items } = await callDynamo(second.engineEndpoint, 'Scan', {
    TableName: second.tableName('small'),
  });
  expect(Items).toMatchObject([{ pk: { S: 'kept' } }]);
  expect(second.nextDueAt()).toBe('2027-01-01T10:01:00.000Z');
  await second.advanceTo(toInstant('2027-01-01T13:00:00Z'));
  expect(second.inbox()).toHaveLength(1);
  expect(second.deadLetters()).toMatchObject([{ receiveCount: 3 }]);
  await second.stop();
});

test('a folder that holds something else is refused and left alone', async () => {
  await writeFile(join(dataDir, 'cloud.json'), '{"version":7}');
  await expect(start()).rejects.toThrow('cloud.json is not the saved state of an embedded cloud');
});

test('a state that fits no more is refused, and nothing keeps running', async () => {
  const cloud = await start();
  await cloud.stop();
  const file = join(dataDir, 'cloud.json');
  await writeFile(
    file,
    JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), emails: { inbox: 7 } }),
  );
  await expect(start()).rejects.toThrow('cannot be used: move it away to start anew');
  expect(guards()).toBe(0);
});

test('a stop in the middle of a long run ends it after its step, and the next start goes on', async () => {
  const cloud = await start();
  put(cloud, { name: 'again', fail: true });
  const until = addMinutes(START, 60);
  let stopped: Promise<void> | undefined;
  await cloud.advanceTo(until, {
    onStep: () => {
      stopped ??= cloud.stop();
    },
  });
  await stopped;
  const next = await start();
  expect(next.clock.now()).toBe(addMinutes(START, 1));
  await next.advanceTo(until);
  expect(next.deadLetters()).toMatchObject([{ receiveCount: 3 }]);
  await next.stop();
});

test('no thread is left behind, not even one that hung', async () => {
  const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const before = ports();
  const cloud = await start();
  put(cloud, { hang: true });
  put(cloud, { at: '2027-01-01T12:00:00' }, 'mailer');
  await cloud.settle();
  expect(ports()).toBeGreaterThan(before);
  await cloud.stop();
  expect(ports()).toBe(before);
});

test('no process is left behind, whether the cloud stopped or never started', async () => {
  const cloud = await start({ engine: 'dynoxide' });
  put(cloud, { name: 'a' });
  await cloud.settle();
  expect(guards()).toBe(1);
  await expect(
    start({ port: Number(new URL(cloud.endpoint).port), dataDir: undefined, engine: 'dynoxide' }),
  ).rejects.toThrow('EADDRINUSE');
  expect(guards()).toBe(1);
  await cloud.stop();
  expect(guards()).toBe(0);
  await expect(fetch(cloud.endpoint)).rejects.toThrow();
  await expect(fetch(cloud.engineEndpoint)).rejects.toThrow();
});
