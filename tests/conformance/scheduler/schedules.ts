import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { PREFIX } from '../leftovers.ts';
import { assumed, type Contract } from './under-test.ts';

/** Creating, reading, replacing and deleting schedules. */
export function schedulesContract(t: Contract): void {
  reading(t);
  creating(t);
  replacing(t);
}

function reading(t: Contract): void {
  it('is created with an ARN of its group and name', async () => {
    const Name = t.newName();
    const { ScheduleArn } = await t.create({ Name });
    expect(ScheduleArn).toMatch(
      new RegExp(`^arn:aws[a-z-]*:scheduler:[^:]+:\\d{12}:schedule/${t.group}/${Name}$`),
    );
  });

  it('is read back with all its members', async () => {
    const given = everyMember(t);
    await t.create(given);
    const found = await t.get(String(given.Name));
    expect(found).toMatchObject(given);
    expect(found.CreationDate).toBeInstanceOf(Date);
    expect(found.LastModificationDate).toBeInstanceOf(Date);
  });

  it('has the documented defaults', async () => {
    const Name = t.newName();
    await t.create({ Name });
    expect(await t.get(Name)).toMatchObject({
      State: 'ENABLED',
      ScheduleExpressionTimezone: 'UTC',
      ActionAfterCompletion: 'NONE',
      Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
    });
  });

  it(assumed('was last modified when it was created'), async () => {
    const Name = t.newName();
    await t.create({ Name });
    const { CreationDate, LastModificationDate } = await t.get(Name);
    expect(LastModificationDate).toEqual(CreationDate);
  });
}

const everyMember = (t: Contract) =>
  t.inputOf({
    ScheduleExpression: 'rate(2 hours)',
    ScheduleExpressionTimezone: 'Europe/Copenhagen',
    StartDate: new Date('2035-01-01T00:00:00Z'),
    EndDate: new Date('2036-01-01T00:00:00Z'),
    Description: 'every other hour',
    State: 'DISABLED',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: t.it.targetArn,
      RoleArn: t.it.roleArn,
      Input: '{"course":"æøå"}',
      DeadLetterConfig: { Arn: t.it.deadLetterArn },
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 5 },
    },
  });

function creating(t: Contract): void {
  it('belongs to the default group when no group is given', async () => {
    const { ScheduleArn = '' } = await t.createInDefault();
    expect(ScheduleArn).toContain(`:schedule/default/${PREFIX}`);
    const Name = ScheduleArn.slice(ScheduleArn.lastIndexOf('/') + 1);
    await t.client.send(new sdk.DeleteScheduleCommand({ Name }));
  });

  it('conflicts with one of the same name', async () => {
    const Name = t.newName();
    await t.create({ Name });
    await expect(t.create({ Name })).rejects.toMatchObject({
      name: 'ConflictException',
      message: `Schedule ${Name} already exists.`,
      $metadata: { httpStatusCode: 409 },
    });
  });

  it('may have the name of one in another group', async () => {
    const [Name, other] = [t.newName(), t.newGroupName()];
    await t.createGroup({ Name: other });
    await t.create({ Name });
    await t.create({ Name, GroupName: other });
    expect((await t.get(Name, other)).GroupName).toBe(other);
  });

  it('is created once by a repeated request with the same client token', async () => {
    const input = t.inputOf({ ClientToken: randomUUID() });
    const first = await t.create(input);
    const second = await t.create(input);
    expect(second.ScheduleArn).toBe(first.ScheduleArn);
  });

  it('cannot be created in a group that does not exist', async () => {
    await expect(t.create({ GroupName: 'no-such-group' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it(assumed('the words for a group that does not exist'), async () => {
    await expect(t.create({ GroupName: 'no-such-group' })).rejects.toMatchObject({
      message: 'Schedule Group no-such-group does not exist.',
    });
  });
}

function replacing(t: Contract): void {
  it('is gone after its deletion, and its name is free', async () => {
    const Name = t.newName();
    const missing = {
      name: 'ResourceNotFoundException',
      message: `Schedule ${Name} does not exist.`,
      $metadata: { httpStatusCode: 404 },
    };
    await t.create({ Name });
    await t.remove(Name);
    await expect(t.get(Name)).rejects.toMatchObject(missing);
    await expect(t.remove(Name)).rejects.toMatchObject(missing);
    await expect(t.update({ Name })).rejects.toMatchObject(missing);
    await t.create({ Name });
  });

  it('is replaced in full by an update', async () => {
    const given = everyMember(t);
    const { Name } = given;
    await t.create(given);
    const created = await t.get(String(Name));
    await t.update({ Name, ScheduleExpression: 'rate(5 minutes)' });
    const updated = await t.get(String(Name));
    expect(updated).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      ActionAfterCompletion: 'NONE',
      CreationDate: created.CreationDate,
    });
    const { Description, StartDate, EndDate, Target } = updated;
    expect([Description, StartDate, EndDate, Target?.Input, Target?.DeadLetterConfig]).toEqual(
      Array(5).fill(undefined),
    );
    await t.remove(String(Name));
  });
}
