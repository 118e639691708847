import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  CreateScheduleGroupCommand,
  ListScheduleGroupsCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { connectToAws, type Time } from '../conformance/aws-scheduler.ts';
import { readEnvironment } from '../conformance/environment.ts';
import { schedulerContract } from '../conformance/scheduler/contract.ts';

const template = JSON.parse(readFileSync(new URL('../conformance/setup.json', import.meta.url), 'utf8'));
const stack = { name: 'conformance', account: '111122223333', region: 'eu-north-1', template };
const PATH = process.env['PATH'];
const START = toInstant('2027-03-01T09:30:20Z');

let cloud: Cloud;
const told: string[] = [];
/** Sleeping lets the virtual time pass. */
const time: Time = {
  now: () => cloud.clock.now(),
  sleep: (milliseconds) => cloud.advanceTo(toInstant(cloud.clock.millis() + milliseconds)),
  tell: (sentence) => told.push(sentence),
};

/** What the set-up gives an operator, and where the clients of AWS find the embedded cloud. */
function asOperator() {
  const [model] = cloud.stacks;
  const queue = (id: string) => model?.queues.find(({ name }) => name.includes(id))?.arn;
  vi.stubEnv('AWS_ENDPOINT_URL', cloud.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'operator');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'operator');
  return readEnvironment({
    CONFORMANCE_TARGET_ARN: queue('Target'),
    CONFORMANCE_DEAD_LETTER_ARN: queue('DeadLetters'),
    CONFORMANCE_ROLE_ARN: model?.roles[0]?.arn,
  });
}

beforeAll(async () => {
  cloud = await startCloud({ stacks: [stack], startAt: START });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloud.stop();
});

schedulerContract('the embedded cloud, as AWS is held to the contract', () =>
  connectToAws(asOperator(), time),
);

describe('a run', () => {
  const client = () => new SchedulerClient({ region: stack.region });
  const groups = async () => {
    const { ScheduleGroups = [] } = await client().send(
      new ListScheduleGroupsCommand({ NamePrefix: 'contract-' }),
    );
    return ScheduleGroups.map(({ Name }) => Name);
  };

  test('leaves nothing behind, and removes what one before it did', async () => {
    expect(await groups()).toEqual([]);
    expect(cloud.schedules().filter(({ name }) => name.startsWith('contract-'))).toEqual([]);
    await client().send(new CreateScheduleGroupCommand({ Name: 'contract-interrupted' }));
    await time.sleep(2 * 3_600_000);
    await client().send(new CreateScheduleGroupCommand({ Name: 'contract-running' }));
    await time.sleep(1.5 * 3_600_000);
    const { close } = await connectToAws(asOperator(), time);
    expect(await groups()).toEqual(['contract-running']);
    await close();
  });

  test('tells how long it waits, and what was observed where nothing is promised', () => {
    expect(told[0]).toBe('09:30:20: waiting until 09:35:00 UTC.');
    expect(told).toHaveLength(21);
    expect(told.at(-2)).toBe('Observed: a dead letter is the request.');
    expect(told.at(-1)).toMatch(
      /^Observed: a schedule for 2021, created at .*, fired at 2027-03-01T09:31:00.000Z\.$/,
    );
  });

  test('without its environment it says what is missing, and how to make it', () => {
    expect(() => readEnvironment({ CONFORMANCE_ROLE_ARN: 'someone' })).toThrow(
      `The conformance suite needs in its environment
  CONFORMANCE_TARGET_ARN: the ARN of a queue that schedules are pointed at
  CONFORMANCE_DEAD_LETTER_ARN: the ARN of a queue for dead letters
  CONFORMANCE_ROLE_ARN: the ARN of a role that EventBridge Scheduler may assume
docs/conformance.md tells how to make them.`,
    );
  });

  test('is no part of the other tests', () => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'conformance'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH } });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('The filter matched no projects'),
    });
  });

  test('removes what it created when it is interrupted', async () => {
    const { targetArn, deadLetterArn, roleArn } = asOperator();
    const before = await groups();
    const started = spawn(process.execPath, ['tests/conformance/run.ts'], {
      // As in a terminal: Ctrl+C reaches the whole group.
      detached: true,
      stdio: 'ignore',
      env: {
        PATH,
        AWS_ENDPOINT_URL: cloud.endpoint,
        AWS_ACCESS_KEY_ID: 'operator',
        AWS_SECRET_ACCESS_KEY: 'operator',
        CONFORMANCE_TARGET_ARN: targetArn,
        CONFORMANCE_DEAD_LETTER_ARN: deadLetterArn,
        CONFORMANCE_ROLE_ARN: roleArn,
      },
    });
    const ended = once(started, 'close');
    await expect
      .poll(async () => (await groups()).length, { timeout: 60_000 })
      .toBeGreaterThan(before.length);
    process.kill(-Number(started.pid), 'SIGINT');
    expect(await ended).not.toEqual([0, null]);
    expect(await groups()).toEqual(before);
  });
});
