import * as sdk from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { assumed, type Contract } from './under-test.ts';

/** Groups of schedules. */
export function groupsContract(t: Contract): void {
  it('is created, read and listed', async () => {
    const Name = t.newGroupName();
    const { ScheduleGroupArn } = await t.createGroup({ Name });
    expect(ScheduleGroupArn).toMatch(new RegExp(`:schedule-group/${Name}$`));
    expect(await t.getGroup(Name)).toMatchObject({ Name, Arn: ScheduleGroupArn, State: 'ACTIVE' });
    const { ScheduleGroups } = await t.client.send(new sdk.ListScheduleGroupsCommand({ NamePrefix: Name }));
    expect(ScheduleGroups).toMatchObject([{ Name, Arn: ScheduleGroupArn }]);
    await expect(t.createGroup({ Name })).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('is deleted with its schedules, in its own time', async () => {
    const GroupName = t.newGroupName();
    await t.createGroup({ Name: GroupName });
    await t.create({ Name: 'inside', GroupName });
    await t.removeGroup(GroupName);
    const gone = { timeout: t.it.patience, interval: t.it.patience / 100 };
    const nameOf = (error: Error) => error.name;
    await expect.poll(() => t.getGroup(GroupName).catch(nameOf), gone).toBe('ResourceNotFoundException');
    await expect.poll(() => t.get('inside', GroupName).catch(nameOf), gone).toBe('ResourceNotFoundException');
  });

  it('is always there as the default one', async () => {
    expect(await t.getGroup('default')).toMatchObject({ Name: 'default', State: 'ACTIVE' });
  });

  it(assumed('the default one cannot be deleted'), async () => {
    await expect(t.removeGroup('default')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('cannot be deleted when there is none', async () => {
    await expect(t.removeGroup('no-such-group')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('carries tags', async () => {
    const Name = t.newGroupName();
    const created = await t.createGroup({ Name, Tags: [{ Key: 'clinic', Value: 'a' }] });
    const ResourceArn = created.ScheduleGroupArn;
    const tags = async () => {
      const { Tags = [] } = await t.client.send(new sdk.ListTagsForResourceCommand({ ResourceArn }));
      return Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort();
    };
    const Tags = [
      { Key: 'clinic', Value: 'b' },
      { Key: 'stage', Value: 'test' },
    ];
    await t.client.send(new sdk.TagResourceCommand({ ResourceArn, Tags }));
    expect(await tags()).toEqual(['clinic=b', 'stage=test']);
    const TagKeys = ['clinic', 'stage'];
    await t.client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys }));
    expect(await tags()).toEqual([]);
  });
}
