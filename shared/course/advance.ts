import type { Clinic } from '../clinic.ts';
import type { CourseEvent } from '../core/events/events.ts';
import { hasDecisions, type Plan } from '../core/plan.ts';
import type { Claim } from '../core/reminders/log.ts';
import { ceilToMinute, type Instant } from '../core/time/instant.ts';
import type { CourseStore, LoadedCourse } from '../ports/course-store.ts';
import type { Head } from '../ports/head.ts';
import { OurError } from '../ports/our-error.ts';
import type { StoredEvent } from '../ports/stored-event.ts';
import type { Wakes } from '../ports/wakes.ts';
import { erase, finishErasure } from './erase.ts';
import { isUndecided, type Retention, retain } from './forget.ts';
import { headOf, sameHead } from './head.ts';
import { type Refusal, sortOut } from './intake.ts';
import { lineChange, lineOf } from './line.ts';
import { planLoaded } from './plan-loaded.ts';

/** What the shell works with. Time comes from `now`, chance from `pause`. */
export type AdvanceTools = {
  readonly store: CourseStore;
  readonly wakes: Wakes;
  readonly clinic: Clinic;
  /** Settings and protocols in use, as `fingerprintOf` tells them apart. */
  readonly fingerprint: string;
  readonly now: () => Instant;
  /** Waits a little, longer with each try, before a lost race is run again. */
  readonly pause: (tries: number) => Promise<void>;
  /** Sends claimed messages. @returns whether some outcome is still open and the course must be advanced again */
  readonly deliver?: (courseId: string, advanced: Advanced) => Promise<boolean>;
};

/** Why a course is looked at. Only a wake decides what is due; whatever else finds it has one come within a minute. */
export type Occasion =
  | {
      readonly kind: 'events';
      readonly events: readonly CourseEvent[];
      /** Looks at what the course knows when they are taken; false: none of them is. */
      readonly accepts?: (known: readonly CourseEvent[]) => boolean;
    }
  /** Something besides its events has changed: the settings, or what the provider says of an e-mail. */
  | { readonly kind: 'look' }
  /** `wakeAt`: the wake whose schedule is used up. `repeated`: it was tried before, and may have got halfway. */
  | { readonly kind: 'wake'; readonly wakeAt: Instant | null; readonly repeated: boolean };

/** A course brought up to now. */
export type Advanced = {
  readonly plan: Plan;
  readonly messages: LoadedCourse['messages'];
  /** The version committed, or found when nothing changed. */
  readonly version: number;
  /** Messages that this call owns and must send. */
  readonly claims: readonly Claim[];
};

export type AdvanceResult = {
  /** Null when there is no such course, or none any more. */
  readonly advanced: Advanced | null;
  readonly refused: readonly Refusal[];
  /** The events' sender did not accept the course as it is: none of them was taken. */
  readonly isOutdated?: true;
};

/** A course changed under every try to commit. */
export class LostRaceError extends OurError {
  override readonly name = 'LostRaceError';
}

const MAX_TRIES = 8;

/**
 * Brings one course up to now: load, fold, plan, commit, arm, send; a mere look arms before it commits. One transaction
 * holds the new events, the head and the claims of what is to be sent. Nothing to change: nothing is written.
 * @throws LostRaceError when others keep changing the course
 */
export async function advance(
  tools: AdvanceTools,
  courseId: string,
  occasion: Occasion,
): Promise<AdvanceResult> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (tries > 0) await tools.pause(tries);
    const result = await tryAdvance(tools, courseId, occasion);
    if (result) return result;
  }
  throw new LostRaceError('a course kept changing while it was being advanced');
}

async function tryAdvance(
  tools: AdvanceTools,
  courseId: string,
  occasion: Occasion,
): Promise<AdvanceResult | null> {
  const now = tools.now();
  const loaded = await tools.store.load(courseId);
  const incoming = occasion.kind === 'events' ? occasion.events : [];
  if (loaded.head?.status === 'erased') {
    await finishErasure(tools.store, courseId, loaded);
    return { advanced: null, refused: incoming.map((event) => ({ event, reason: 'erased' })) };
  }
  // Reports of the e-mail provider never start a course: it may have been erased long ago.
  const startsCourse = incoming.some(({ type }) => !type.startsWith('email.'));
  if (!loaded.head && !startsCourse) return { advanced: null, refused: [] };
  if (!isAccepted(occasion, loaded)) {
    return { advanced: null, refused: [], isOutdated: true };
  }
  const { fresh, refused } = sortOut(incoming, loaded.events);
  if (fresh.some(({ event }) => event.type === 'course.erased')) {
    return (await erase(tools.store, courseId, loaded, now)) ? { advanced: null, refused } : null;
  }

  const step = nextStep(tools, courseId, loaded, fresh, occasion, now);
  const arm = async () => {
    if (step.arms) await armNext(tools, courseId, step.head, occasion, now);
  };
  // A sweep that dies is not asked for this course again, and no longer finds what it has committed: it arms first.
  const armsFirst = occasion.kind === 'look';
  if (armsFirst) await arm();
  if (step.changed && !(await tools.store.commit(courseId, step.commit))) return null;
  const armed = await settled(armsFirst ? null : arm());
  const isOpen = step.advanced.claims.length > 0 && (await tools.deliver?.(courseId, step.advanced));
  if (armed.error) throw armed.error;
  if (isOpen) return await advance(tools, courseId, { kind: 'wake', wakeAt: null, repeated: true });
  return { advanced: step.advanced, refused };
}

const isAccepted = (occasion: Occasion, { events }: LoadedCourse): boolean =>
  occasion.kind !== 'events' || (occasion.accepts?.(events.map(({ event }) => event)) ?? true);

/** What one look at a course leads to. */
function nextStep(
  { clinic, fingerprint }: AdvanceTools,
  courseId: string,
  loaded: LoadedCourse,
  fresh: readonly StoredEvent[],
  occasion: Occasion,
  now: Instant,
) {
  const isWake = occasion.kind === 'wake';
  const plan = planLoaded(courseId, loaded, fresh, clinic, now);
  const decided = isWake ? plan.decisions : { messages: [], claims: [] };
  const retention = retain(plan, loaded, fresh, decided.messages, { now, isWake });
  const old = loaded.head;
  const replaced = new Map(loaded.messages.map((message) => [message.messageId, message]));
  const added = decided.messages.filter(({ messageId }) => !replaced.has(messageId));
  const nextWakeAt = isWake ? plan.nextWakeAt : wakeForWhatIsDue(plan, retention, old, now);
  const head: Head = {
    ...headOf(plan, { clinic, fingerprint, nextWakeAt, old, now }),
    ...retention.head,
    version: (old?.version ?? 0) + 1,
    events: loaded.events.length + fresh.length,
    messages: loaded.messages.length + added.length,
    firstReceivedAt: old?.firstReceivedAt ?? now,
    lastReceivedAt: fresh.length > 0 || !old ? now : old.lastReceivedAt,
  };
  const line = lineChange(lineOf(plan, head, { timeZone: clinic.timeZone, now }), loaded.line);
  const changed =
    fresh.length > 0 || decided.messages.length > 0 || line.line !== undefined || !sameHead(head, old);
  return {
    plan,
    head,
    changed,
    arms: changed || mayBeUnarmed(head, occasion),
    commit: {
      head,
      expectedVersion: old?.version ?? null,
      newEvents: fresh,
      messages: decided.messages.map((message) => ({
        message,
        replaces: replaced.get(message.messageId) ?? null,
      })),
      ...retention.commit,
      ...line,
    },
    advanced: {
      plan,
      messages: loaded.messages,
      version: changed ? head.version : (old?.version ?? 0),
      claims: decided.claims,
    },
  };
}

/** Only a wake decides: what else finds something due has one come at once. */
function wakeForWhatIsDue(plan: Plan, retention: Retention, old: Head | null, now: Instant): Instant | null {
  if (!hasDecisions(plan) && !isUndecided(retention)) return plan.nextWakeAt;
  return old?.nextWakeAt && old.nextWakeAt <= now ? old.nextWakeAt : now;
}

/**
 * Whether the next wake may not be armed although nothing changed: an earlier try may have stopped between commit
 * and arm, or the very schedule of that wake has just been used up.
 */
function mayBeUnarmed({ nextWakeAt }: Head, occasion: Occasion): boolean {
  if (occasion.kind !== 'wake' || occasion.repeated) return true;
  return occasion.wakeAt !== null && nextWakeAt !== null && ceilToMinute(nextWakeAt) <= occasion.wakeAt;
}

async function armNext(tools: AdvanceTools, courseId: string, head: Head, occasion: Occasion, now: Instant) {
  const consumed = occasion.kind === 'wake' ? occasion.wakeAt : null;
  if (head.nextWakeAt) await tools.wakes.arm(courseId, head.nextWakeAt, now, consumed);
}

/** Waits for something that must not keep the claimed messages from going out. */
async function settled(work: Promise<void> | null): Promise<{ error?: unknown }> {
  try {
    await work;
    return {};
  } catch (error) {
    return { error };
  }
}
