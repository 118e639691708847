import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../local/cloud/base/clock.ts';
import { EventsApi } from '../../../local/cloud/events/api.ts';
import { EventBuses } from '../../../local/cloud/events/bus.ts';
import { SqsApi } from '../../../local/cloud/queues/api.ts';
import { Queues } from '../../../local/cloud/queues/queues.ts';
import { SCHEDULER_OPERATIONS } from '../../../local/cloud/scheduler/operations.ts';
import { IGNORED_TYPES } from '../../../local/cloud/template/resources.ts';
import { KNOWN_TYPES } from '../../../local/cloud/template/template.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const ROOT = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(ROOT, 'local/cloud/README.md'), 'utf8');

describe('the quick start', () => {
  const [week = '', greet = '', output = ''] = [...readme.matchAll(/^```(?:ts)?\n([\s\S]*?)^```$/gm)].map(
    ([, code = '']) => code,
  );
  let folder: string;

  /** A project of somebody else, with the cloud and the SDK installed. */
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quick-start-'));
    await mkdir(join(folder, 'node_modules'));
    symlinkSync(join(ROOT, 'local/cloud'), join(folder, 'node_modules/embedded-cloud'));
    symlinkSync(join(ROOT, 'node_modules/@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'week.ts'), week);
    writeFileSync(join(folder, 'greet.ts'), greet);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('prints what the page says', () => {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, NODE_COMPILE_CACHE };
    const run = spawnSync(process.execPath, ['week.ts'], { cwd: folder, encoding: 'utf8', env });
    expect(run).toMatchObject({ status: 0, stderr: '', stdout: output });
  });

  // What is checked of all files is not checked once more: it takes seconds.
  test.each([
    ['week.ts', week],
    ['greet.ts', greet],
  ])('has types: %s is a file of which `npm run types` checks them', (name, code) => {
    expect(code).toBe(readFileSync(join(import.meta.dirname, 'fixtures/quick-start', name), 'utf8'));
  });
});

/** What the first sentences about a service quote, up to those that say what it refuses. */
const namesOf = (service: string, pattern: RegExp) => {
  const [, told = ''] =
    new RegExp(`^### ${service}\\n([\\s\\S]*?)^- (?:Refuses|Not)`, 'm').exec(readme) ?? [];
  return [...told.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).filter((name) => pattern.test(name));
};
const OPERATION = /^(?:Get|List|Send|Receive|Delete|Change|Create|Update|Tag|Untag|Put)[A-Z]\w+$/;

describe('what is said of a service is so', () => {
  const clock = new VirtualClock(toInstant('2026-03-02T08:00:00Z'));
  const answered = (api: SqsApi | EventsApi, prefix: string) => (operation: string) =>
    api.operationOf({
      service: '',
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': `${prefix}.${operation}` },
      body: '',
      accessKeyId: '',
    });

  test('templates: every type that is wired, or passed over', () => {
    const types = namesOf('Templates', /^AWS::/);
    expect(types.sort()).toEqual([...KNOWN_TYPES, ...IGNORED_TYPES].sort());
  });

  test('EventBridge Scheduler: every operation', () => {
    const operations = namesOf('EventBridge Scheduler', OPERATION);
    expect(operations.sort()).toEqual(Object.keys(SCHEDULER_OPERATIONS).sort());
  });

  test('SQS and EventBridge: the operations are answered', () => {
    const sqs = namesOf('SQS', OPERATION);
    expect(sqs).toHaveLength(8);
    expect(sqs.map(answered(new SqsApi(new Queues(clock), clock), 'AmazonSQS'))).toEqual(sqs);
    const events = namesOf('EventBridge', OPERATION);
    const buses = new EventBuses({ account: '', region: '', clock, deliver: () => undefined });
    expect(events).toHaveLength(2);
    expect(events.map(answered(new EventsApi(buses, clock), 'AWSEvents'))).toEqual(events);
  });
});
