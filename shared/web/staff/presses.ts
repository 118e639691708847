import { CLOSE_REASONS, type CourseEvent } from '../../core/events/events.ts';
import type { Calendar } from '../../core/time/calendar.ts';
import { addDays, type CivilDate } from '../../core/time/civil-date.ts';
import { atLocalTime, type Instant } from '../../core/time/instant.ts';
import { eventsOf, type Said } from '../said.ts';
import { type Because, dayToCome, type Mistyped, nearDay, pastDay, timeIn, wordsIn } from '../typed.ts';
import { type StaffPress, type StaffPressName, undoIdOf } from './press-forms.ts';
import type { TaskView, VisitView } from './task-view.ts';

/** What is wrong with what was typed into a form. */
type Wrong = {
  readonly field: 'until' | 'length' | 'date' | 'time' | 'reason' | 'questionnaires';
  readonly because: Because;
};

export type Refused = Wrong & { readonly kind: 'refused'; readonly press: StaffPressName };

/** What a press comes to: events for the course, or something to mend in the form. */
export type Outcome = { readonly kind: 'events'; readonly events: readonly CourseEvent[] } | Refused;

export type PressContext = {
  readonly view: TaskView;
  /** The events of the course so far. */
  readonly log: readonly CourseEvent[];
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly timeZone: string;
};

export const SNOOZE_LENGTHS = ['tomorrow', 'week', 'until'] as const;

/**
 * What a press says of the course, dated now, under the id that the form has brought with it; null when the task cannot
 * be told so any more.
 */
export function outcomeOf(press: StaffPress, context: PressContext): Outcome | null {
  const { view, log, now, timeZone } = context;
  const isUndo = press.press === 'undo';
  const said = isUndo ? takenBack(press.id, log) : saidOf(press, context);
  if (said === null) return null;
  if ('because' in said) return { kind: 'refused', press: press.press, ...said };
  const told = { courseId: view.courseId, now, timeZone };
  return { kind: 'events', events: eventsOf(isUndo ? undoIdOf(press.id) : press.id, said, told) };
}

type AboutTask = Exclude<StaffPress, { press: 'undo' }>;

function saidOf(
  press: AboutTask,
  { view, calendar, timeZone }: PressContext,
): readonly Said[] | Wrong | null {
  const { task, forms, today, visit } = view;
  const isAlways = press.press === 'snooze' || press.press === 'not-needed';
  if (forms.length === 0 || !(isAlways || forms.includes(press.press))) return null;
  switch (press.press) {
    case 'snooze':
      return dated(snoozedUntil(press, today), (until) => ['task.snoozed', { task, until }]);
    case 'not-needed':
      return wrongReason(press.reason) ?? [['task.dismissed', { task, reason: press.reason }]];
    case 'done':
    case 'reached':
      return [['task.completed', { task }]];
    case 'not-reached':
      return [['task.snoozed', { task, until: calendar.plusWeekdays(today, 1) }]];
    case 'referral':
      return dated(pastDate(press.date, today), (referralDate) => ['course.corrected', { referralDate }]);
    case 'closed': {
      const reason = CLOSE_REASONS.find((each) => each === press.reason);
      if (!reason) return { field: 'reason', because: 'unknown' };
      return dated(pastDate(press.date, today), (date) => ['course.closed', { date, reason }]);
    }
    default:
      return visit && saidOfVisit(press, visit, view, timeZone);
  }
}

type AboutVisit = Extract<
  StaffPress,
  { press: 'booked' | 'held' | 'missed' | 'cleared' | 'answered' | 'recorded' }
>;

function saidOfVisit(
  press: AboutVisit,
  { visit, serviceCode, bookedOn, startsAt, unanswered }: VisitView,
  { today, assessment }: TaskView,
  timeZone: string,
): readonly Said[] | Wrong {
  switch (press.press) {
    case 'missed':
      return [['visit.missed', { visit, date: bookedOn }]];
    case 'cleared':
      return [['visit.cancelled', { visit, startsAt }]];
    case 'booked': {
      const time = timeIn(press.time);
      return dated(at('date', nearDay(press.date, today)), (date) =>
        time === null
          ? { field: 'time', because: 'no-time' }
          : ['visit.booked', { visit, startsAt: atLocalTime(date, time, timeZone) }],
      );
    }
    case 'held':
      return dated(pastDate(press.date, today), (date) => ['visit.held', { visit, date, serviceCode }]);
    case 'recorded':
      return dated(pastDate(press.date, today), (recordedOn) => [
        'assessment.recorded',
        { visit, assessment, recordedOn },
      ]);
    case 'answered': {
      const answeredOn = pastDate(press.date, today);
      if (typeof answeredOn !== 'string') return answeredOn;
      const all = unanswered.filter((questionnaire) => press[questionnaire] === 'on');
      if (all.length === 0) return { field: 'questionnaires', because: 'nothing' };
      return all.map((questionnaire) => ['questionnaire.answered', { visit, questionnaire, answeredOn }]);
    }
    default:
      return press satisfies never;
  }
}

const dated = (date: CivilDate | Wrong, say: (date: CivilDate) => Said | Wrong): readonly Said[] | Wrong => {
  if (typeof date !== 'string') return date;
  const said = say(date);
  return 'because' in said ? said : [said];
};

/** Everything that a press has said, as if it had not been said; null when there is nothing of it. */
function takenBack(id: string, log: readonly CourseEvent[]): readonly Said[] | null {
  const retracted = log.flatMap((event) => (event.type === 'event.retracted' ? [event.data.eventId] : []));
  const said = log
    .map(({ eventId }) => eventId)
    .filter((eventId) => (eventId === id || eventId.startsWith(`${id}-`)) && !retracted.includes(eventId));
  if (said.length === 0) return null;
  return said.map((eventId) => ['event.retracted', { eventId, reason: 'taken back by staff' }]);
}

function snoozedUntil(
  { length, until }: Extract<StaffPress, { press: 'snooze' }>,
  today: CivilDate,
): CivilDate | Wrong {
  switch (SNOOZE_LENGTHS.find((each) => each === length)) {
    case 'tomorrow':
      return addDays(today, 1);
    case 'week':
      return addDays(today, 7);
    case 'until':
      return at('until', dayToCome(until, today));
    default:
      return { field: 'length', because: 'unknown' };
  }
}

const pastDate = (text: string, today: CivilDate) => at('date', pastDay(text, today));

/** A day, or what is wrong with it in the field that it was typed into. */
const at = (field: 'date' | 'until', day: CivilDate | Mistyped): CivilDate | Wrong =>
  typeof day === 'string' ? day : { field, ...day };

function wrongReason(reason: string): Wrong | null {
  const words = wordsIn(reason);
  return typeof words === 'string' ? null : { field: 'reason', ...words };
}
