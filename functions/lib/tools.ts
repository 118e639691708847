import type { z } from 'zod';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { createLinkKeyStore, createWebhookSecretStore } from '../../shared/aws/dynamo-keys.ts';
import { createApiTokenStore } from '../../shared/aws/dynamo-tokens.ts';
import { createSchedulerClient, createWakes } from '../../shared/aws/schedules.ts';
import { createDocumentClient } from '../../shared/aws/table.ts';
import { fingerprintOf } from '../../shared/core/settings/fingerprint.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import type { AdvanceTools } from '../../shared/course/advance.ts';
import type { courseEnvironment, digestEnvironment } from '../../shared/environment.ts';
import { createLinks, type Links } from '../../shared/links/links.ts';
import type { Pages } from '../../shared/links/pages.ts';
import type { ApiTokenStore } from '../../shared/ports/api-tokens.ts';
import type { WebhookSecretStore } from '../../shared/ports/webhook-secrets.ts';
import { listening } from './listening-store.ts';

/** The only clock of the functions. */
export const now = (): Instant => toInstant(Date.now());

/** What every function that advances courses works with. */
export function createTools(environment: z.output<typeof courseEnvironment>): AdvanceTools {
  const { CLINIC: clinic } = environment;
  return {
    store: listening(createCourseStore(createDocumentClient(), environment.TABLE_NAME, now), now),
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

type LinkEnvironment = Pick<z.output<typeof digestEnvironment>, 'CLINIC' | 'TABLE_NAME'>;

/** The clinic's links, by the keys in its table. */
export const createTableLinks = ({ CLINIC, TABLE_NAME }: LinkEnvironment): Links =>
  createLinks({
    store: createLinkKeyStore(createDocumentClient(), TABLE_NAME),
    clinicId: CLINIC.clinicId,
    now,
  });

/** The clinic's secrets for form providers. */
export const createTableSecrets = ({ TABLE_NAME }: z.output<typeof courseEnvironment>): WebhookSecretStore =>
  createWebhookSecretStore(createDocumentClient(), TABLE_NAME);

/** The clinic's tokens for its API. */
export const createTableTokens = ({ TABLE_NAME }: z.output<typeof courseEnvironment>): ApiTokenStore =>
  createApiTokenStore(createDocumentClient(), TABLE_NAME);

/** The pages that the clinic's mails lead to. */
export const createTablePages = (environment: LinkEnvironment & { readonly PAGES_URL: string }): Pages => ({
  url: environment.PAGES_URL,
  links: createTableLinks(environment),
});

const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
