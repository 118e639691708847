import type { Course } from '../core/course/course.ts';
import { foldCourse } from '../core/course/fold-course.ts';
import type { CourseEvent } from '../core/events/events.ts';
import type { Protocol } from '../core/protocols/protocol.ts';
import { earlier } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import { appointmentDrafts, IMPORTED } from './appointments.ts';
import { eventsOf } from './draft.ts';
import { changeDrafts, enrolmentDraft, protocolOf } from './people.ts';
import { standingEvents } from './recorded.ts';
import type { RowIssue } from './row.ts';
import type { ToldCourse } from './told-course.ts';

/** What an import does with one course. */
export type CourseChange = {
  readonly courseId: string;
  /** `outside`: neither a known course nor of a code that begins one: other patients of the clinic. */
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'outside' | 'refused';
  readonly events: readonly CourseEvent[];
  readonly issues: readonly RowIssue[];
};

/** When, where and by which protocols an import is read. */
export type ImportContext = {
  /** When the file was written: what it says is said then. */
  readonly asOf: Instant;
  readonly now: Instant;
  readonly timeZone: string;
  /** Those of the clinic. */
  readonly protocols: readonly Protocol[];
};

/**
 * The events that a file adds to a course. What is recorded already is not told again, and what was recorded later than
 * the file stays: so the same file again changes nothing, and a later one only what has changed.
 * @param recorded all events of the course; none when it was never heard of
 */
export function changesOf(
  told: ToldCourse,
  recorded: readonly CourseEvent[],
  clock: ImportContext,
): CourseChange {
  const { courseId } = told;
  const nothing = { courseId, events: [], issues: [] };
  const { now, timeZone, protocols } = clock;
  const context = { asOf: earlier(clock.asOf, now), timeZone, protocols };
  const course = foldCourse(courseId, recorded, timeZone, protocols);
  if (!course.erased && !course.enrolment && protocolOf(told, protocols) === undefined)
    return { ...nothing, outcome: 'outside' };
  const wrong = wrongCourse(told, course);
  if (wrong) return { ...nothing, outcome: 'refused', issues: [wrong] };
  const enrol = course.enrolment ? null : enrolmentDraft(told, context);
  if (enrol && !('type' in enrol)) return { ...nothing, outcome: 'refused', issues: enrol };
  const standing = standingEvents(recorded);
  const person = enrol ? [enrol] : changeDrafts(told, course, standing, context);
  const appointments = appointmentDrafts(told.appointments, standing, context);
  const made = eventsOf(courseId, [...person, ...appointments.drafts], IMPORTED, clock);
  const issues = [...appointments.issues, ...made.issues];
  // Without its enrolment nothing of a course helps anybody.
  if (enrol && !made.events.some(({ type }) => type === 'course.enrolled'))
    return { ...nothing, outcome: 'refused', issues };
  const known = new Set(recorded.map(({ eventId }) => eventId));
  const events = made.events.filter(({ eventId }) => !known.has(eventId));
  return { courseId, outcome: outcomeOf(enrol !== null, events, issues), events, issues };
}

function outcomeOf(
  isNew: boolean,
  events: readonly CourseEvent[],
  issues: readonly RowIssue[],
): CourseChange['outcome'] {
  if (isNew) return 'new';
  if (events.length > 0) return 'changed';
  return issues.length > 0 ? 'refused' : 'unchanged';
}

/** Why a course cannot be the one that the file means; null when it can. */
function wrongCourse({ row, person }: ToldCourse, { erased, enrolment }: Course): RowIssue | null {
  if (erased) return { row, field: 'courseId', expected: 'expected a course that was not erased' };
  const isOther = enrolment && person.protocol !== undefined && person.protocol !== enrolment.protocol;
  const expected = 'expected the course as it was enrolled: another one needs a number of its own';
  return isOther ? { row, field: 'protocol', expected } : null;
}
