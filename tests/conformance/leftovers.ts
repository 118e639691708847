import * as sdk from '@aws-sdk/client-scheduler';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';

/** How the name of everything begins that a run creates: whatever is left behind is found by it. */
export const PREFIX = 'contract-';

/** Removes what runs have created before an instant: groups by their name, and schedules in the default group. */
export async function removeAll(
  client: sdk.SchedulerClient,
  NamePrefix: string,
  before: Instant,
): Promise<void> {
  const isOld = ({ CreationDate }: { CreationDate?: Date | undefined }) =>
    CreationDate !== undefined && toInstant(CreationDate.getTime()) < before;
  for await (const { ScheduleGroups = [] } of sdk.paginateListScheduleGroups({ client }, { NamePrefix })) {
    for (const { Name } of ScheduleGroups.filter(isOld)) {
      await client.send(new sdk.DeleteScheduleGroupCommand({ Name })).catch(ignoreGone);
    }
  }
  const inDefault = { GroupName: 'default', NamePrefix };
  for await (const { Schedules = [] } of sdk.paginateListSchedules({ client }, inDefault)) {
    for (const { Name } of Schedules.filter(isOld)) {
      await client.send(new sdk.DeleteScheduleCommand({ Name, GroupName: 'default' })).catch(ignoreGone);
    }
  }
}

/** Gone already, or on its way: what the end of a run wants. */
export function ignoreGone(error: unknown): void {
  const name = error instanceof Error ? error.name : '';
  if (name !== 'ResourceNotFoundException' && name !== 'ConflictException') throw error;
}
