import type { z } from 'zod';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createSchedulerClient, createWakes } from '../../shared/aws/schedules.ts';
import { createDocumentClient } from '../../shared/aws/table.ts';
import { fingerprintOf } from '../../shared/core/settings/fingerprint.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import type { AdvanceTools } from '../../shared/course/advance.ts';
import type { courseEnvironment } from '../../shared/environment.ts';

/** The only clock of the functions. */
export const now = (): Instant => toInstant(Date.now());

/** What every function that advances courses works with. */
export function createTools(environment: z.output<typeof courseEnvironment>): AdvanceTools {
  const { CLINIC: clinic } = environment;
  return {
    store: createCourseStore(createDocumentClient(), environment.TABLE_NAME, now),
    wakes: createWakes(createSchedulerClient(), {
      group: environment.SCHEDULE_GROUP,
      queueArn: environment.WAKE_QUEUE_ARN,
      roleArn: environment.SCHEDULER_ROLE_ARN,
    }),
    clinic,
    fingerprint: fingerprintOf(clinic),
    now,
    pause: (tries) => sleep(Math.random() * 25 * 2 ** tries),
  };
}

const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
