import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsResponse, SchedulerEmulator, VirtualClock } from '../../local/cloud/index.ts';
import { createWakes, scheduleName, wakeInstant } from '../../shared/aws/schedules.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { Wakes } from '../../shared/ports/wakes.ts';
import { serveService } from '../local/serve-service.ts';

const NOW = toInstant('2026-03-02T09:30:20Z');
const arnOf = (name: string) => `arn:aws:sqs:eu-north-1:111122223333:${name}`;
const target = {
  group: 'clinic',
  queueArn: arnOf('wakes'),
  roleArn: 'arn:aws:iam::111122223333:role/scheduler',
};
const place = { region: 'eu-north-1', account: '111122223333' };
const COURSE = 'Anna-Jensen:010203';

let clock: VirtualClock;
let emulator: SchedulerEmulator;
let wakes: Wakes;
let close = () => {};
/** What the service answers instead of the emulator. */
let refusal: AwsResponse | null;
let calls = 0;

beforeEach(async () => {
  clock = new VirtualClock(NOW);
  emulator = new SchedulerEmulator({ clock, ...place });
  emulator.createGroup('clinic');
  refusal = null;
  calls = 0;
  const server = await serveService({
    operationOf: (request) => emulator.operationOf(request),
    handle: (request) => {
      calls += 1;
      return refusal ?? emulator.handle(request);
    },
  });
  wakes = createWakes(new SchedulerClient(server.clientOptions), target);
  close = server.close;
});
afterEach(() => close());

const schedules = () => emulator.list();
const at = (text: string) => toInstant(text);

describe('arming', () => {
  test('makes a schedule that sends the wake to the queue once and is gone', async () => {
    await wakes.arm(COURSE, at('2026-03-09T08:00:00Z'), NOW);
    expect(schedules()).toMatchObject([
      {
        group: 'clinic',
        name: scheduleName(COURSE, at('2026-03-09T08:00:00Z')),
        definition: {
          ScheduleExpression: 'at(2026-03-09T08:00:00)',
          ScheduleExpressionTimezone: 'UTC',
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: {
            Arn: target.queueArn,
            RoleArn: target.roleArn,
            DeadLetterConfig: { Arn: arnOf('wakes-dead-letters') },
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          },
        },
      },
    ]);
    clock.moveTo(at('2026-03-09T08:00:00Z'));
    const [delivery] = emulator.takeDue();
    expect(delivery?.target.input).toBe(
      JSON.stringify({ courseId: COURSE, wakeAt: '2026-03-09T08:00:00.000Z' }),
    );
    expect(schedules()).toEqual([]);
  });

  test('twice for one minute is one schedule', async () => {
    expect(await wakes.arm(COURSE, at('2026-03-09T07:59:30Z'), NOW)).toBe(true);
    expect(await wakes.arm(COURSE, at('2026-03-09T08:00:00Z'), NOW)).toBe(false);
    expect(schedules()).toHaveLength(1);
    expect(calls).toBe(2);
  });

  test('for other minutes and other courses are other schedules', async () => {
    await wakes.arm(COURSE, at('2026-03-09T08:00:00Z'), NOW);
    await wakes.arm(COURSE, at('2026-03-09T08:00:01Z'), NOW);
    await wakes.arm('C-2', at('2026-03-09T08:00:00Z'), NOW);
    expect(schedules()).toHaveLength(3);
  });

  test.each([
    ['ValidationException', 400],
    ['ServiceQuotaExceededException', 402],
    ['ResourceNotFoundException', 404],
    ['ThrottlingException', 429],
    ['InternalServerException', 500],
  ])('that is answered with %s throws', async (name, status) => {
    refusal = { status, headers: { 'x-amzn-errortype': name }, body: '{"Message":"no"}' };
    const arming = wakes.arm(COURSE, at('2026-03-09T08:00:00Z'), NOW);
    await expect(arming).rejects.toMatchObject({ name });
  });

  test('in a group that does not exist throws', async () => {
    const server = await serveService(emulator);
    const elsewhere = createWakes(new SchedulerClient(server.clientOptions), { ...target, group: 'other' });
    await expect(elsewhere.arm(COURSE, NOW, NOW)).rejects.toThrow('other');
    server.close();
  });
});

describe('the minute of a wake', () => {
  test.each([
    ['a whole minute', '2026-03-09T08:00:00Z', '2026-03-09T08:00:00.000Z'],
    ['seconds, rounded up', '2026-03-09T08:00:00.001Z', '2026-03-09T08:01:00.000Z'],
    ['the last second of a day', '2026-03-09T23:59:59Z', '2026-03-10T00:00:00.000Z'],
    ['the past', '2020-01-01T00:00:00Z', '2026-03-02T09:32:00.000Z'],
    ['now', NOW, '2026-03-02T09:32:00.000Z'],
    ['less than a minute ahead', '2026-03-02T09:31:00Z', '2026-03-02T09:32:00.000Z'],
    ['a minute ahead', '2026-03-02T09:31:20Z', '2026-03-02T09:32:00.000Z'],
  ])('for %s', (_, wanted, expected) => {
    expect(wakeInstant(at(wanted), NOW, null)).toBe(expected);
  });

  test('is exactly a minute from now when now is a whole minute', () => {
    const now = at('2026-03-02T09:30:00Z');
    expect(wakeInstant(now, now, null)).toBe('2026-03-02T09:31:00.000Z');
  });

  test('is never that of the schedule that is being used up', () => {
    const early = at('2026-03-09T08:00:00Z');
    expect(wakeInstant(early, NOW, early)).toBe('2026-03-09T08:01:00.000Z');
    expect(wakeInstant(early, NOW, at('2026-03-09T08:01:00Z'))).toBe(early);
  });
});

describe('the name of a schedule', () => {
  test('says course and minute, holds nothing personal, and fits', () => {
    const name = scheduleName(COURSE, at('2026-03-09T08:00:00Z'));
    expect(name).toMatch(/^[0-9a-f]{32}-202603090800$/);
    expect(scheduleName(`${COURSE}x`, at('2026-03-09T08:00:00Z')).slice(0, 32)).not.toBe(name.slice(0, 32));
  });
});
