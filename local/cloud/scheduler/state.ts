import * as z from 'zod';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { groupRequest, resourceName, scheduleDefinition } from './schema.ts';

const instant = z.iso.datetime().transform(toInstant);

const schedule = z.object({
  group: resourceName,
  name: resourceName,
  arn: z.string(),
  definition: scheduleDefinition,
  createdAt: instant,
  modifiedAt: instant,
  /** When it fires next; null when it is disabled or has completed. */
  dueAt: instant.nullable(),
  /** A digest of the request that created it, to recognise a repetition of that request. */
  createdBy: z.string().nullable(),
});

const group = z.object({
  name: resourceName,
  arn: z.string(),
  createdAt: instant,
  modifiedAt: instant,
  tags: groupRequest.shape.Tags,
  createdBy: z.string().nullable(),
});

/** Everything the scheduler remembers, as JSON. */
export const schedulerState = z.object({ groups: z.array(group), schedules: z.array(schedule) });

/** See {@link schedulerState}. */
export type SchedulerState = z.output<typeof schedulerState>;

/** A stored schedule. Never changed: an update replaces it. */
export type ScheduleRecord = Readonly<z.output<typeof schedule>>;

/** A group of schedules. */
export type ScheduleGroup = Readonly<z.output<typeof group>>;
