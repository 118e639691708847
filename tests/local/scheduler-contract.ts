import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A scheduler to hold to the contract, and what it may be pointed at. */
export type SchedulerUnderTest = {
  readonly client: sdk.SchedulerClient;
  readonly targetArn: string;
  /** A role that the scheduler may assume. */
  readonly roleArn: string;
  readonly deadLetterArn: string;
  close?(): void;
};

type Fields = Partial<sdk.CreateScheduleCommandInput>;

const INVALID_EXPRESSIONS = [
  'at(2021-12-31)',
  'at(2021-12-31T23:59:59Z)',
  'at(2026-09-08T03:54:26.439)',
  'cron(0 1 * * * *)',
  'cron(7 20 * * NOT *)',
  'cron(INVALID)',
  'cron(0 dummy ? * MON-FRI *)',
  'cron(71 8 1 * ? *)',
  'cron()',
  'cron(*/30 * * * * ? *)',
  'rate(10 seconds)',
  'rate(10 years)',
  'rate()',
  'rate(10)',
  'rate(10 minutess)',
  'rate(foo minutes)',
  'rate(-10 minutes)',
  'rate( 10 minutes )',
  ' rate(10 minutes)',
];

const VALID_EXPRESSIONS = [
  'at(2035-12-31T23:59:59)',
  'at(2021-12-31T23:59:59)',
  'rate(1 minute)',
  'rate(10 minutes)',
  'rate(2 hours)',
  'rate(7 days)',
  'cron(0 8 1 * ? *)',
  'cron(0/15 8-17 ? * MON-FRI *)',
  'cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)',
  'cron(1-31/30 1-1 ? * 1,7 *)',
];

/**
 * What the REST API of EventBridge Scheduler promises, whatever the time. Works in a group of its own and
 * removes it.
 */
export function schedulerContract(title: string, start: () => Promise<SchedulerUnderTest>): void {
  describe(title, () => {
    const group = `contract-${randomUUID()}`;
    let it_: SchedulerUnderTest;
    const send = <T>(run: (client: sdk.SchedulerClient) => Promise<T>) => run(it_.client);
    const names = { next: 0 };
    const newName = () => `s-${names.next++}`;

    const inputOf = (fields: Fields): sdk.CreateScheduleCommandInput => ({
      Name: newName(),
      GroupName: group,
      ScheduleExpression: 'at(2035-01-01T10:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: it_.targetArn, RoleArn: it_.roleArn },
      ...fields,
    });
    const create = (fields: Fields = {}) =>
      send((client) => client.send(new sdk.CreateScheduleCommand(inputOf(fields))));
    const update = (fields: Fields) =>
      send((client) => client.send(new sdk.UpdateScheduleCommand(inputOf(fields))));
    const get = (Name: string, GroupName = group) =>
      send((client) => client.send(new sdk.GetScheduleCommand({ Name, GroupName })));
    const remove = (Name: string, GroupName = group) =>
      send((client) => client.send(new sdk.DeleteScheduleCommand({ Name, GroupName })));
    const list = (fields: sdk.ListSchedulesCommandInput = {}) =>
      send((client) => client.send(new sdk.ListSchedulesCommand({ GroupName: group, ...fields })));

    beforeAll(async () => {
      it_ = await start();
      await it_.client.send(new sdk.CreateScheduleGroupCommand({ Name: group }));
    });
    afterAll(async () => {
      await it_.client.send(new sdk.DeleteScheduleGroupCommand({ Name: group }));
      it_.close?.();
    });

    describe('a schedule', () => {
      it('is created with an ARN of its group and name', async () => {
        const Name = newName();
        const { ScheduleArn } = await create({ Name });
        expect(ScheduleArn).toMatch(
          new RegExp(`^arn:aws:scheduler:[^:]+:\\d{12}:schedule/${group}/${Name}$`),
        );
      });

      it('is read back with all its members', async () => {
        const given = inputOf({
          ScheduleExpression: 'rate(2 hours)',
          ScheduleExpressionTimezone: 'Europe/Copenhagen',
          StartDate: new Date('2035-01-01T00:00:00Z'),
          EndDate: new Date('2036-01-01T00:00:00Z'),
          Description: 'every other hour',
          State: 'DISABLED',
          FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
          ActionAfterCompletion: 'DELETE',
          Target: {
            Arn: it_.targetArn,
            RoleArn: it_.roleArn,
            Input: '{"course":"æøå"}',
            DeadLetterConfig: { Arn: it_.deadLetterArn },
            RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 5 },
          },
        });
        await send((client) => client.send(new sdk.CreateScheduleCommand(given)));
        const found = await get(String(given.Name));
        expect(found).toMatchObject(given);
        expect(found.CreationDate).toBeInstanceOf(Date);
        expect(found.LastModificationDate).toEqual(found.CreationDate);
      });

      it('has the documented defaults', async () => {
        const Name = newName();
        await create({ Name });
        expect(await get(Name)).toMatchObject({
          State: 'ENABLED',
          ScheduleExpressionTimezone: 'UTC',
          ActionAfterCompletion: 'NONE',
          Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
        });
      });

      it('belongs to the default group when no group is given', async () => {
        const Name = `contract-${randomUUID()}`;
        const { GroupName: _, ...input } = inputOf({ Name });
        const { ScheduleArn } = await send((client) => client.send(new sdk.CreateScheduleCommand(input)));
        expect(ScheduleArn).toContain(`:schedule/default/${Name}`);
        await send((client) => client.send(new sdk.DeleteScheduleCommand({ Name })));
      });

      it('conflicts with one of the same name', async () => {
        const Name = newName();
        await create({ Name });
        await expect(create({ Name })).rejects.toMatchObject({
          name: 'ConflictException',
          message: `Schedule ${Name} already exists.`,
          $metadata: { httpStatusCode: 409 },
        });
      });

      it('may have the name of one in another group', async () => {
        const Name = newName();
        const other = `contract-${randomUUID()}`;
        await send((client) => client.send(new sdk.CreateScheduleGroupCommand({ Name: other })));
        await create({ Name });
        await create({ Name, GroupName: other });
        expect((await get(Name, other)).GroupName).toBe(other);
        await send((client) => client.send(new sdk.DeleteScheduleGroupCommand({ Name: other })));
      });

      it('is created once by a repeated request with the same client token', async () => {
        const input = inputOf({ ClientToken: randomUUID() });
        const first = await send((client) => client.send(new sdk.CreateScheduleCommand(input)));
        const second = await send((client) => client.send(new sdk.CreateScheduleCommand(input)));
        expect(second.ScheduleArn).toBe(first.ScheduleArn);
      });

      it('cannot be created in a group that does not exist', async () => {
        await expect(create({ GroupName: 'no-such-group' })).rejects.toMatchObject({
          name: 'ResourceNotFoundException',
          message: 'Schedule Group no-such-group does not exist.',
        });
      });

      it('is gone after its deletion', async () => {
        const Name = newName();
        const missing = {
          name: 'ResourceNotFoundException',
          message: `Schedule ${Name} does not exist.`,
          $metadata: { httpStatusCode: 404 },
        };
        await create({ Name });
        await remove(Name);
        await expect(get(Name)).rejects.toMatchObject(missing);
        await expect(remove(Name)).rejects.toMatchObject(missing);
        await expect(update({ Name })).rejects.toMatchObject(missing);
        await create({ Name });
      });

      it('is replaced in full by an update', async () => {
        const Name = newName();
        await create({
          Name,
          Description: 'gone',
          State: 'DISABLED',
          ScheduleExpressionTimezone: 'Europe/Copenhagen',
          ActionAfterCompletion: 'DELETE',
          Target: { Arn: it_.targetArn, RoleArn: it_.roleArn, Input: '{}' },
        });
        const created = await get(Name);
        await update({ Name, ScheduleExpression: 'rate(5 minutes)', StartDate: new Date('2035-01-01') });
        const updated = await get(Name);
        expect(updated).toMatchObject({
          ScheduleExpression: 'rate(5 minutes)',
          ScheduleExpressionTimezone: 'UTC',
          State: 'ENABLED',
          ActionAfterCompletion: 'NONE',
          CreationDate: created.CreationDate,
        });
        expect(updated.Description).toBeUndefined();
        expect(updated.Target?.Input).toBeUndefined();
      });
    });

    describe('validation', () => {
      const refused = (message: unknown) => ({
        name: 'ValidationException',
        message,
        $metadata: { httpStatusCode: 400 },
      });

      it.each(INVALID_EXPRESSIONS)('refuses %s', async (expression) => {
        await expect(create({ ScheduleExpression: expression })).rejects.toMatchObject(
          refused(`Invalid Schedule Expression ${expression}.`),
        );
      });

      it.each(VALID_EXPRESSIONS)('accepts %s', async (expression) => {
        await expect(create({ ScheduleExpression: expression, State: 'DISABLED' })).resolves.toBeDefined();
      });

      it.each([
        ['a slash in a name', { Name: 'a/b' }, /'name'.*regular expression pattern/],
        ['a name of 65 characters', { Name: 'n'.repeat(65) }, /'name'.*length less than or equal to 64/],
        ['a slash in a group', { GroupName: 'a/b' }, /'groupName'.*regular expression pattern/],
        ['an unknown time zone', { ScheduleExpressionTimezone: 'Europe/Atlantis' }, /Atlantis/],
        ['a long description', { Description: 'd'.repeat(513) }, /'description'.*equal to 512/],
        [
          'a recurring schedule that starts long ago',
          { ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2020-01-01') },
          'The StartDate you specify cannot be earlier than 5 minutes ago.',
        ],
        [
          'an end before the start',
          {
            ScheduleExpression: 'rate(1 hour)',
            StartDate: new Date('2035-01-02'),
            EndDate: new Date('2035-01-01'),
          },
          /EndDate/,
        ],
        [
          'a window of unknown length',
          { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
          /MaximumWindowInMinutes/,
        ],
        ['a role that is none', { Target: { Arn: 'arn:x', RoleArn: 'someone' } }, /'target\.roleArn'/],
      ] satisfies [string, Fields, unknown][])('refuses %s', async (_, fields, message) => {
        const text = typeof message === 'string' ? message : expect.stringMatching(message);
        await expect(create(fields)).rejects.toMatchObject(refused(text));
      });

      it('refuses more retries than 185', async () => {
        const Target = {
          Arn: it_.targetArn,
          RoleArn: it_.roleArn,
          RetryPolicy: { MaximumRetryAttempts: 186 },
        };
        await expect(create({ Target })).rejects.toMatchObject(
          refused(expect.stringContaining('less than or equal to 185')),
        );
      });

      it('ignores the start date of a one-time schedule', async () => {
        await expect(create({ StartDate: new Date('2020-01-01') })).resolves.toBeDefined();
      });
    });

    describe('lists', () => {
      const prefix = 'list-';
      const all = ['list-a', 'list-b', 'list-c', 'list-d', 'list-e'];
      const namesOf = ({ Schedules }: sdk.ListSchedulesCommandOutput) =>
        Schedules?.map(({ Name }) => Name) ?? [];

      beforeAll(async () => {
        for (const Name of all) await create({ Name, State: Name === 'list-c' ? 'DISABLED' : 'ENABLED' });
      });

      it('shows summaries by prefix', async () => {
        const { Schedules } = await list({ NamePrefix: prefix });
        expect(Schedules?.map(({ Name }) => Name).sort()).toEqual(all);
        expect(Schedules?.[0]).toMatchObject({ GroupName: group, Target: { Arn: it_.targetArn } });
        expect(Schedules?.[0]?.CreationDate).toBeInstanceOf(Date);
      });

      it('filters by state', async () => {
        expect(namesOf(await list({ NamePrefix: prefix, State: 'DISABLED' }))).toEqual(['list-c']);
      });

      it('comes in pages', async () => {
        const pages: unknown[][] = [];
        const found = sdk.paginateListSchedules(
          { client: it_.client, pageSize: 2 },
          { GroupName: group, NamePrefix: prefix },
        );
        for await (const page of found) pages.push(namesOf(page));
        expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
        expect(pages.flat().sort()).toEqual(all);
      });

      it('refuses pages of more than 100 and a token of its own making', async () => {
        await expect(list({ MaxResults: 101 })).rejects.toMatchObject({ name: 'ValidationException' });
        await expect(list({ NextToken: 'made-up' })).rejects.toMatchObject({ name: 'ValidationException' });
      });

      it('fails for a group that does not exist', async () => {
        await expect(list({ GroupName: 'no-such-group' })).rejects.toMatchObject({
          name: 'ResourceNotFoundException',
        });
      });
    });

    describe('a group', () => {
      const createGroup = (input: sdk.CreateScheduleGroupCommandInput) =>
        send((client) => client.send(new sdk.CreateScheduleGroupCommand(input)));
      const getGroup = (Name: string) =>
        send((client) => client.send(new sdk.GetScheduleGroupCommand({ Name })));
      const removeGroup = (Name: string) =>
        send((client) => client.send(new sdk.DeleteScheduleGroupCommand({ Name })));

      it('is created, read and listed', async () => {
        const Name = `contract-${randomUUID()}`;
        const { ScheduleGroupArn } = await createGroup({ Name });
        expect(ScheduleGroupArn).toMatch(new RegExp(`:schedule-group/${Name}$`));
        expect(await getGroup(Name)).toMatchObject({ Name, Arn: ScheduleGroupArn, State: 'ACTIVE' });
        const { ScheduleGroups } = await send((client) =>
          client.send(new sdk.ListScheduleGroupsCommand({ NamePrefix: Name })),
        );
        expect(ScheduleGroups).toMatchObject([{ Name, Arn: ScheduleGroupArn }]);
        await expect(createGroup({ Name })).rejects.toMatchObject({ name: 'ConflictException' });
        await removeGroup(Name);
      });

      it('takes its schedules with it', async () => {
        const GroupName = `contract-${randomUUID()}`;
        await createGroup({ Name: GroupName });
        await create({ Name: 'inside', GroupName });
        await removeGroup(GroupName);
        await expect
          .poll(() => get('inside', GroupName).catch((error: Error) => error.name), { timeout: 50_000 })
          .toBe('ResourceNotFoundException');
        await expect
          .poll(() => getGroup(GroupName).catch((error: Error) => error.name), { timeout: 50_000 })
          .toBe('ResourceNotFoundException');
      });

      it('stays when it is the default one', async () => {
        expect(await getGroup('default')).toMatchObject({ Name: 'default', State: 'ACTIVE' });
        await expect(removeGroup('default')).rejects.toMatchObject({ name: 'ValidationException' });
      });

      it('cannot be deleted when there is none', async () => {
        await expect(removeGroup('no-such-group')).rejects.toMatchObject({
          name: 'ResourceNotFoundException',
          message: 'Schedule Group no-such-group does not exist.',
        });
      });

      it('carries tags', async () => {
        const Name = `contract-${randomUUID()}`;
        const { ScheduleGroupArn: ResourceArn } = await createGroup({
          Name,
          Tags: [{ Key: 'clinic', Value: 'a' }],
        });
        const tags = async () => {
          const command = new sdk.ListTagsForResourceCommand({ ResourceArn });
          return (await send((client) => client.send(command))).Tags;
        };
        const Tags = [
          { Key: 'clinic', Value: 'b' },
          { Key: 'stage', Value: 'test' },
        ];
        await send((client) => client.send(new sdk.TagResourceCommand({ ResourceArn, Tags })));
        expect(await tags()).toEqual(Tags);
        const TagKeys = ['clinic', 'stage'];
        await send((client) => client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys })));
        expect(await tags()).toEqual([]);
        await removeGroup(Name);
      });
    });
  });
}
