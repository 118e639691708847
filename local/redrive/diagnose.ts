import type { Clinic } from '../../shared/clinic.ts';
import { isId } from '../../shared/core/events/events.ts';
import type { EventIssue } from '../../shared/core/events/parse-event.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { type Refusal, sortOut } from '../../shared/course/intake.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { LoadedCourse } from '../../shared/ports/course-store.ts';
import type { StoredEvent } from '../../shared/ports/stored-event.ts';
import type { Content, Letter } from './letter.ts';

/** Why a letter cannot be handled, or that it can be now. */
export type Cause =
  | 'invalid'
  | 'conflict'
  | 'full'
  | 'erased'
  | 'no-course'
  | 'unreadable'
  | 'recorded'
  | 'passed';

/** `keep`: redriving would fail again, but what is in the way can be mended. */
export type Advice = 'redrive' | 'discard' | 'keep';

/** What would become of a letter if it were redriven now. Holds ids, paths and what was expected; nothing else. */
export type Diagnosis = {
  readonly cause: Cause;
  /** One sentence without a full stop. */
  readonly reason: string;
  readonly issues: readonly EventIssue[];
  readonly advice: Advice;
};

/** What a letter is about, as it stands: a course, the courses that the digests tell of, or nothing. */
export type Found =
  | { readonly kind: 'course'; readonly loaded: LoadedCourse }
  | { readonly kind: 'unreadable'; readonly error: string }
  | { readonly kind: 'worklist'; readonly unreadable: readonly string[] }
  | { readonly kind: 'nothing' };

export type DiagnosisContext = { readonly clinic: Clinic; readonly now: Instant };

const REFUSALS: Readonly<Record<Refusal['reason'], string>> = {
  conflict: 'another event with this eventId is recorded: same id, other content',
  erased: 'its course was erased',
  full: 'its course has as many events as it may have',
};

/** Computes why a letter is here from what is deployed and stored now, as its function would take it now. */
export function diagnose(
  { undelivered }: Pick<Letter, 'undelivered'>,
  content: Content,
  found: Found,
  context: DiagnosisContext,
): Diagnosis {
  if (content.kind === 'invalid') {
    const places = content.issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    return { ...verdict('invalid', `invalid: ${places.join('; ')}`, 'discard'), issues: content.issues };
  }
  const obstacle = obstacleOf(content, found, context);
  if (obstacle) return obstacle;
  if (undelivered) {
    const { by, code } = undelivered;
    return verdict('passed', `the ${by} could not deliver it (${code}); it would be handled now`, 'redrive');
  }
  return verdict('passed', 'it failed for a reason that has passed; it would be handled now', 'redrive');
}

const verdict = (cause: Cause, reason: string, advice: Advice): Diagnosis => ({
  cause,
  reason,
  issues: [],
  advice,
});

/** What is in the way of a letter; null when nothing is. */
function obstacleOf(content: Content, found: Found, context: DiagnosisContext): Diagnosis | null {
  switch (found.kind) {
    case 'nothing':
      return null;
    case 'unreadable':
      return verdict('unreadable', `its course cannot be read: ${found.error}`, 'keep');
    case 'worklist': {
      const courses = found.unreadable.map((id) => (isId(id) ? id : 'one without an id'));
      if (courses.length === 0) return null;
      return verdict('unreadable', `courses cannot be read: ${courses.join(', ')}`, 'keep');
    }
    case 'course':
      return obstacleInCourse(content, found.loaded, context);
    default:
      return found satisfies never;
  }
}

function obstacleInCourse(
  content: Content,
  loaded: LoadedCourse,
  context: DiagnosisContext,
): Diagnosis | null {
  if (!('courseId' in content)) return null;
  const event = content.kind === 'events' ? content.event : null;
  const startsCourse = event !== null && !event.type.startsWith('email.');
  if (loaded.head?.status === 'erased') return verdict('erased', REFUSALS.erased, 'discard');
  if (!loaded.head && !startsCourse) return verdict('no-course', 'there is no such course', 'discard');
  const { fresh, refused } = sortOut(event ? [event] : [], loaded.events);
  const [refusal] = refused;
  if (refusal) return verdict(refusal.reason, REFUSALS[refusal.reason], 'discard');
  const error = errorInPlan(content.courseId, loaded, fresh, context);
  if (error) return verdict('unreadable', `its course cannot be planned (${error})`, 'keep');
  if (!event || fresh.length > 0) return null;
  return verdict('recorded', 'it is recorded; what came after recording it failed', 'redrive');
}

/** The name of the error that planning the course ends with; null when it ends well. */
function errorInPlan(
  courseId: string,
  loaded: LoadedCourse,
  fresh: readonly StoredEvent[],
  { clinic, now }: DiagnosisContext,
): string | null {
  try {
    planLoaded(courseId, loaded, fresh, clinic, now);
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown error';
  }
}
