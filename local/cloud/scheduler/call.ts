import { createHash } from 'node:crypto';
import { epochMillis, type Instant } from '../../../shared/core/time/instant.ts';
import type { SchedulerCall } from './api.ts';
import type { ScheduleGroups } from './groups.ts';
import type { ScheduleGroup, ScheduleRecord } from './state.ts';
import type { ScheduleStore } from './store.ts';

/** What the operations work on. */
export type SchedulerContext = {
  readonly store: ScheduleStore;
  readonly groups: ScheduleGroups;
  now(): Instant;
  /** The ARN of a schedule, `schedule/<group>/<name>`, or of a group, `schedule-group/<name>`. */
  arn(resource: string): string;
  /** @throws AwsError ValidationException when schedules of this group may not run with this role */
  assertAssumable(roleArn: string, group: string): void;
};

/** Takes a request and answers with the body. @throws AwsError */
export type Operation = (context: SchedulerContext, call: SchedulerCall) => unknown;

/** Identifies a request that carries a client token; the body holds the token. */
export const digestOf = (clientToken: string | undefined, body: object): string | null =>
  clientToken === undefined ? null : createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Whether a request repeats the one that made a resource. */
export const isRepetition = (existing: { createdBy: string | null }, createdBy: string | null) =>
  createdBy !== null && existing.createdBy === createdBy;

/** The dates in the answers. */
export const datesBody = ({ createdAt, modifiedAt }: ScheduleRecord | ScheduleGroup) => ({
  CreationDate: epochMillis(createdAt) / 1000,
  LastModificationDate: epochMillis(modifiedAt) / 1000,
});
