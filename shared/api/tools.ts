import type { Clinic } from '../clinic.ts';
import type { CourseEvent } from '../core/events/events.ts';
import type { Instant } from '../core/time/instant.ts';
import type { AdvanceResult } from '../course/advance.ts';
import type { Links } from '../links/links.ts';
import type { ApiTokenStore } from '../ports/api-tokens.ts';
import type { CourseStore } from '../ports/course-store.ts';
import type { WebhookSecretStore } from '../ports/webhook-secrets.ts';
import type { WorklistPages } from '../ports/worklist-pages.ts';

/** What the clinic's API works with. */
export type ApiTools = {
  readonly clinic: Clinic;
  readonly links: Pick<Links, 'open'>;
  readonly secrets: Pick<WebhookSecretStore, 'load'>;
  readonly tokens: Pick<ApiTokenStore, 'find'>;
  readonly store: Pick<CourseStore, 'load'>;
  readonly worklists: WorklistPages;
  /** Lets events have their effect before the answer. */
  readonly record: (courseId: string, events: readonly CourseEvent[]) => Promise<AdvanceResult>;
  readonly now: () => Instant;
  /** Notes that a request could not be answered as it should. */
  readonly failed: (error: unknown) => void;
  /** Counts what happens, without saying to whom. */
  readonly count: (
    what: 'AnswersTold' | 'EventsRefused' | 'EventsTaken' | 'TokensRefused' | 'UnsignedCalls',
    howMany?: number,
  ) => void;
};
