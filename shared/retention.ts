import type { Commit, LoadedCourse } from './aws/course-store.ts';
import type { StoredEvent } from './aws/items.ts';
import { epochSeconds } from './core/instant.ts';
import type { Message } from './core/messages.ts';
import type { Plan } from './core/plan.ts';
import { pseudonymized } from './core/pseudonymize.ts';
import type { Head } from './head.ts';

/** What a look at a course means for what is kept of it. */
export type Retention = {
  readonly head: Pick<Head, 'purged' | 'expiresAt'> & Partial<Head>;
  readonly commit: Pick<Commit, 'forgets' | 'recalls'>;
};

/**
 * When contact details go and how long the log stays. Only a wake forgets, and only a wake takes a last day back: a
 * forgotten course that hears something new keeps its last day until a wake has looked.
 * @param changing messages that the same commit writes; they get their last day by that
 */
export function retain(
  plan: Plan,
  loaded: LoadedCourse,
  fresh: readonly StoredEvent[],
  changing: readonly Message[],
  isWake: boolean,
): Retention {
  const { head: old, events, messages } = loaded;
  const lastDay = old?.expiresAt ?? null;
  const purges = isWake && plan.purge;
  if (purges || (old?.purged && fresh.length === 0)) {
    const expiresAt = plan.end && epochSeconds(plan.end.logErasedAt);
    const head = { purged: true, expiresAt, patient: null, therapist: null, tasks: [] };
    if (!purges || expiresAt === null) return { head, commit: {} };
    const log = events.map(({ event, contentHash }) => ({ event: pseudonymized(event), contentHash }));
    return { head, commit: { forgets: { events: log, messageIds: others(messages, changing), expiresAt } } };
  }
  if (!isWake || lastDay === null) return { head: { purged: false, expiresAt: lastDay }, commit: {} };
  const eventIds = events.map(({ event }) => event.eventId);
  return {
    head: { purged: false, expiresAt: null },
    commit: { recalls: { eventIds, messageIds: others(messages, changing) } },
  };
}

/** Whether a wake has to decide at once what is kept. */
export const isUndecided = ({ head }: Retention): boolean => !head.purged && head.expiresAt !== null;

function others(messages: readonly Message[], changing: readonly Message[]): string[] {
  const written = new Set(changing.map(({ messageId }) => messageId));
  return messages.flatMap(({ messageId }) => (written.has(messageId) ? [] : [messageId]));
}
