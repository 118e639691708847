import type { Clinic } from '../../clinic.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import { calendarOf } from '../../core/settings/clinic-calendar.ts';
import { addMinutes, type Instant } from '../../core/time/instant.ts';
import type { AdvanceResult } from '../../course/advance.ts';
import type { CourseStore, LoadedCourse } from '../../ports/course-store.ts';
import type { DidWord } from './page-texts.ts';
import { isStaffPress, type StaffPress, type StaffPressName, undoIdOf } from './press-forms.ts';
import { type Outcome, outcomeOf, type Refused } from './presses.ts';
import type { TaskView } from './task-view.ts';

/** What a press on a task works with. */
export type PressTools = {
  readonly clinic: Clinic;
  readonly store: Pick<CourseStore, 'load'>;
  /** Lets events have their effect before the answer. */
  readonly record: (courseId: string, events: readonly CourseEvent[]) => Promise<AdvanceResult>;
};

/** A task as it was when something was pressed on it; no view: it is not theirs, or the course is over. */
export type LookedAt = {
  readonly courseId: string;
  readonly loaded: LoadedCourse;
  readonly view: TaskView | null;
  readonly now: Instant;
};

/**
 * What came of a press.
 * - `over`: there is nothing to press on any more
 * - `slow`: too much was pressed
 * - `refused`: the form is to be mended
 * - `did`: it was heard; `undo` is by what it can be taken back
 */
export type Pressed =
  | { readonly kind: 'over' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'refused'; readonly refused: Refused; readonly view: TaskView }
  | { readonly kind: 'did'; readonly did: DidWord; readonly undo: string | null; readonly isNew: boolean };

/** A course is pressed on so often in an hour at most: more is a mistake, or somebody's program. */
const MOST_PRESSES = 60;

/** Lets a press on a task have its effect. Of two who press at once the first is heard. */
export async function pressTask(tools: PressTools, looked: LookedAt, press: StaffPress): Promise<Pressed> {
  const { clinic } = tools;
  const { courseId, loaded, view, now } = looked;
  const log = loaded.events.map(({ event }) => event);
  const heard = heardAs(press, log);
  // It may have stopped between the events and the next wake: with no events of its own this one arms it.
  if (heard) await tools.record(courseId, []);
  if (!view) return { kind: 'over' };
  if (isTooMuch(loaded, now)) return { kind: 'slow' };
  if (heard) return did(heard, press.id);
  const { timeZone } = clinic;
  const outcome = outcomeOf(press, { view, log, calendar: calendarOf(clinic), now, timeZone });
  if (!outcome) return did('gone', null);
  if (outcome.kind === 'refused') return { kind: 'refused', refused: outcome, view };
  return record(tools, courseId, press, outcome);
}

/** Of two who press at once the other sees what has come of it. */
async function record(
  tools: PressTools,
  courseId: string,
  press: StaffPress,
  { events }: Extract<Outcome, { kind: 'events' }>,
): Promise<Pressed> {
  const { refused } = await tools.record(courseId, events);
  if (refused.some(({ reason }) => reason === 'full')) return { kind: 'slow' };
  if (refused.length === 0) return { ...did(press.press, press.id), isNew: true };
  const { events: log } = await tools.store.load(courseId);
  const heard = heardAs(
    press,
    log.map(({ event }) => event),
  );
  return did(heard ?? 'gone', press.id);
}

/** Of these there is nothing to take back. */
const FINAL: readonly DidWord[] = ['undo', 'gone'];

const did = (word: DidWord, id: string | null) =>
  ({ kind: 'did', did: word, undo: FINAL.includes(word) ? null : id, isNew: false }) as const;

/** What a press says first, by which it is known again. */
const SAYS: Readonly<Record<Exclude<StaffPressName, 'undo'>, CourseEvent['type']>> = {
  done: 'task.completed',
  reached: 'task.completed',
  'not-reached': 'task.snoozed',
  snooze: 'task.snoozed',
  'not-needed': 'task.dismissed',
  booked: 'visit.booked',
  held: 'visit.held',
  missed: 'visit.missed',
  cleared: 'visit.cancelled',
  answered: 'questionnaire.answered',
  recorded: 'assessment.recorded',
  referral: 'course.corrected',
  closed: 'course.closed',
};

/** The type of event by which a press on a task says first what it says. */
export const saidBy = (press: Exclude<StaffPressName, 'undo'>): CourseEvent['type'] => SAYS[press];

/** Whether a press was heard before: the same one, or another on the same state of the task. */
function heardAs({ press, id }: StaffPress, log: readonly CourseEvent[]): DidWord | null {
  if (press === 'undo') return log.some(({ eventId }) => eventId === undoIdOf(id)) ? 'undo' : null;
  const known = log.find(({ eventId }) => eventId === id);
  if (!known) return null;
  const isTakenBack = log.some((event) => event.type === 'event.retracted' && event.data.eventId === id);
  return known.type === SAYS[press] && !isTakenBack ? press : 'gone';
}

function isTooMuch({ events }: LoadedCourse, now: Instant): boolean {
  const since = addMinutes(now, -60);
  return (
    events.filter(({ event }) => isStaffPress(event.eventId) && event.occurredAt > since).length >=
    MOST_PRESSES
  );
}

const DID: readonly string[] = [...Object.keys(SAYS), 'undo', 'gone', 'outdated'];
/** Whether a text tells what came of a press. */
export const isDidWord = (text: string): text is DidWord => DID.includes(text);
