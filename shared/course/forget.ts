import type { Plan } from '../core/plan.ts';
import type { Message } from '../core/reminders/log.ts';
import { later } from '../core/time/civil-date.ts';
import { addMinutes, epochSeconds, type Instant } from '../core/time/instant.ts';
import type { Commit, LoadedCourse } from '../ports/course-store.ts';
import type { Head } from '../ports/head.ts';
import { forgotten, type StoredEvent } from '../ports/stored-event.ts';

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

/** What arrives so shortly before the last day might go with the rest before a wake has come. */
const LAST_MINUTES = 24 * 60;

/**
 * When contact details go and how long the log stays. Only a wake forgets, and only a wake takes a last day back: a
 * forgotten course that hears something new keeps its last day until a wake has looked, unless that may come too late.
 * @param changing messages that the same commit writes; they get their last day by that
 * @param isWake whether a wake looks at the course, or events do
 */
export function retain(
  plan: Plan,
  loaded: LoadedCourse,
  fresh: readonly StoredEvent[],
  changing: readonly Message[],
  { now, isWake }: { readonly now: Instant; readonly isWake: boolean },
): Retention {
  const { head: old, events, messages } = loaded;
  const lastDay = old?.expiresAt ?? null;
  const emptied = {
    purged: true,
    patient: null,
    therapist: null,
    training: null,
    tasks: [],
    notices: [],
  };
  if (isWake && plan.purge && plan.end) {
    const lastAt = later(plan.end.logErasedAt, addMinutes(now, KNOWN_FOR_MINUTES));
    const expiresAt = epochSeconds(lastAt);
    const head = { ...emptied, expiresAt };
    return {
      head,
      commit: {
        forgets: { events: events.map(forgotten), messageIds: others(messages, changing), expiresAt },
      },
    };
  }
  // Its events and messages have that day, whatever other settings would say now.
  if (old?.purged && fresh.length === 0) {
    // Its figures are those of its last day: what is left of its events would say less.
    return { head: { ...emptied, figures: old.figures, expiresAt: lastDay }, commit: {} };
  }
  const mayWait = lastDay === null || epochSeconds(addMinutes(now, LAST_MINUTES)) < lastDay;
  if (lastDay === null || (!isWake && mayWait))
    return { head: { purged: false, expiresAt: lastDay }, commit: {} };
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
