import * as sdk from '@aws-sdk/client-scheduler';
import { beforeAll, expect, it } from 'vitest';
import { assumed, type Contract } from './under-test.ts';

/** Lists of schedules. */
export function listsContract(t: Contract): void {
  const prefix = 'list-';
  const all = ['list-a', 'list-b', 'list-c', 'list-d', 'list-e'];
  const namesOf = ({ Schedules }: sdk.ListSchedulesCommandOutput) => Schedules?.map(({ Name }) => Name) ?? [];
  const pages = async () => {
    const found: unknown[][] = [];
    const paginated = sdk.paginateListSchedules(
      { client: t.client, pageSize: 2 },
      { GroupName: t.group, NamePrefix: prefix },
    );
    for await (const page of paginated) found.push(namesOf(page));
    return found;
  };

  beforeAll(async () => {
    for (const Name of all) await t.create({ Name, State: Name === 'list-c' ? 'DISABLED' : 'ENABLED' });
  });

  it('shows summaries by prefix', async () => {
    const { Schedules } = await t.list({ NamePrefix: prefix });
    expect(Schedules?.map(({ Name }) => Name).sort()).toEqual(all);
    expect(Schedules?.[0]).toMatchObject({ GroupName: t.group, Target: { Arn: t.it.targetArn } });
    expect(Schedules?.[0]?.CreationDate).toBeInstanceOf(Date);
  });

  it('filters by state', async () => {
    expect(namesOf(await t.list({ NamePrefix: prefix, State: 'DISABLED' }))).toEqual(['list-c']);
  });

  it('comes in pages, none longer than asked for', async () => {
    const found = await pages();
    expect(Math.max(...found.map((page) => page.length))).toBeLessThanOrEqual(2);
    expect(found.flat().sort()).toEqual(all);
  });

  it(assumed('each page but the last is full'), async () => {
    expect((await pages()).map((page) => page.length)).toEqual([2, 2, 1]);
  });

  it('refuses pages of more than 100', async () => {
    await expect(t.list({ MaxResults: 101 })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it(assumed('refuses a token that it did not give'), async () => {
    await expect(t.list({ NextToken: 'made-up' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('fails for a group that does not exist', async () => {
    await expect(t.list({ GroupName: 'no-such-group' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
}
