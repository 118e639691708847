import type { LoadedCourse } from '../../shared/aws/course-store.ts';
import type { StoredEvent } from '../../shared/aws/items.ts';
import type { Clinic } from '../../shared/clinic.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { EventIssue } from '../../shared/core/parse-event.ts';
import { sortOut } from '../../shared/intake.ts';
import { planLoaded } from '../../shared/plan-loaded.ts';
import type { Content, Letter } from './letter.ts';

/** Why a letter cannot be handled, or that it can be now. */
export type Cause =
  | 'invalid'
  | 'conflict'
  | 'refused'
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

/** A letter's course as it stands, or that it cannot be read; null for a letter about no course. */
export type FoundCourse =
  | { readonly kind: 'loaded'; readonly loaded: LoadedCourse }
  | { readonly kind: 'unreadable'; readonly error: string }
  | null;

export type DiagnosisContext = { readonly clinic: Clinic; readonly now: Instant };

/** Computes why a letter is here from what is deployed and stored now, as its function would take it now. */
export function diagnose(
  { undelivered }: Pick<Letter, 'undelivered'>,
  content: Content,
  course: FoundCourse,
  context: DiagnosisContext,
): Diagnosis {
  if (content.kind === 'invalid') {
    const places = content.issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    return { ...found('invalid', `invalid: ${places.join('; ')}`, 'discard'), issues: content.issues };
  }
  const failure = content.kind === 'request' || !course ? null : diagnoseCourse(content, course, context);
  if (failure) return failure;
  if (undelivered) {
    const { by, code } = undelivered;
    return found('passed', `the ${by} could not deliver it (${code}); it would be handled now`, 'redrive');
  }
  return found('passed', 'it failed for a reason that has passed; it would be handled now', 'redrive');
}

const found = (cause: Cause, reason: string, advice: Advice): Diagnosis => ({
  cause,
  reason,
  issues: [],
  advice,
});

/** What is in the way of a letter about a course; null when nothing is. */
function diagnoseCourse(
  content: Extract<Content, { kind: 'events' | 'wake' }>,
  course: NonNullable<FoundCourse>,
  context: DiagnosisContext,
): Diagnosis | null {
  if (course.kind === 'unreadable')
    return found('unreadable', `its course cannot be read (${course.error})`, 'keep');
  const { loaded } = course;
  const event = content.kind === 'events' ? content.event : null;
  const startsCourse = event !== null && !event.type.startsWith('email.');
  if (loaded.head?.status === 'erased') return found('erased', 'its course was erased', 'discard');
  if (!loaded.head && !startsCourse) return found('no-course', 'there is no such course', 'discard');
  const { fresh, refused } = sortOut(event ? [event] : [], loaded.events);
  const [refusal] = refused;
  if (refusal?.reason === 'conflict') {
    const reason = 'another event with this eventId is recorded: same id, other content';
    return found('conflict', reason, 'discard');
  }
  if (refusal) return found('refused', `its course refuses it (${refusal.reason})`, 'discard');
  const error = errorInPlan(content.courseId, loaded, fresh, context);
  if (error) return found('unreadable', `its course cannot be planned (${error})`, 'keep');
  if (!event || fresh.length > 0) return null;
  return found('recorded', 'it is recorded; what came after recording it failed', 'redrive');
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
