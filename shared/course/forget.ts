import { pseudonymized } from '../core/events/pseudonymize.ts';
import type { Plan } from '../core/plan.ts';
import type { Message } from '../core/reminders/log.ts';
import { later } from '../core/time/civil-date.ts';
import { addMinutes, epochSeconds, type Instant } from '../core/time/instant.ts';
import type { Commit, LoadedCourse } from '../ports/course-store.ts';
import type { Head } from '../ports/head.ts';
import type { StoredEvent } from '../ports/stored-event.ts';

/** What a look at a course means for what is kept of it. */
export type Retention = {
  readonly head: Pick<Head, 'purged' | 'expiresAt'> & Partial<Head>;
  readonly commit: Pick<Commit, 'forgets' | 'recalls'>;
};

/**
 * A forgotten course is known for so long at least, however late its end was told: as long as one of its events may
 * come back from the dead letters. Not known any more, it would begin anew.
 */
const KNOWN_FOR_MINUTES = 14 * 24 * 60;

/**
 * When contact details go and how long the log stays. Only a wake forgets, and only a wake takes a last day back: a
 * forgotten course that hears something new keeps its last day until a wake has looked.
 * @param changing messages that the same commit writes; they get their last day by that
 * @param wokenAt when a wake looks at the course; null when events do
 */
export function retain(
  plan: Plan,
  loaded: LoadedCourse,
  fresh: readonly StoredEvent[],
  changing: readonly Message[],
  wokenAt: Instant | null,
): Retention {
  const { head: old, events, messages } = loaded;
  const lastDay = old?.expiresAt ?? null;
  const forgotten = {
    purged: true,
    patient: null,
    therapist: null,
    training: null,
    tasks: [],
    notices: [],
  };
  if (wokenAt && plan.purge && plan.end) {
    const lastAt = later(plan.end.logErasedAt, addMinutes(wokenAt, KNOWN_FOR_MINUTES));
    const expiresAt = epochSeconds(lastAt);
    const head = { ...forgotten, expiresAt };
    const log = events.map(({ event, contentHash }) => ({ event: pseudonymized(event), contentHash }));
    return { head, commit: { forgets: { events: log, messageIds: others(messages, changing), expiresAt } } };
  }
  // Its events and messages have that day, whatever other settings would say now.
  if (old?.purged && fresh.length === 0) {
    // Its figures are those of its last day: what is left of its events would say less.
    return { head: { ...forgotten, figures: old.figures, expiresAt: lastDay }, commit: {} };
  }
  if (!wokenAt || lastDay === null) return { head: { purged: false, expiresAt: lastDay }, commit: {} };
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
