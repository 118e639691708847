import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import type { Cloud } from '../../local/cloud/index.ts';

/** What the alarms of a run did: `2026-03-19T10:00 emails-put-off ALARM`, in order of time. */
export const alarmsIn = (cloud: Cloud, stackName: string): string[] =>
  cloud
    .alarms()
    .map(({ alarm, at, state }) => `${at.slice(0, 16)} ${alarm.slice(stackName.length + 1)} ${state}`);

export const alarmsOf = ({ cloud, stackName }: ClinicCloud): string[] => alarmsIn(cloud, stackName);
