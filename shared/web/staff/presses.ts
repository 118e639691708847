import { holdsCpr } from '../../core/events/cpr.ts';
import { CLOSE_REASONS, type CourseEvent } from '../../core/events/events.ts';
import type { Calendar } from '../../core/time/calendar.ts';
import { addDays, addMonths, type CivilDate } from '../../core/time/civil-date.ts';
import { atLocalTime, type Instant } from '../../core/time/instant.ts';
import { eventsOf, type Said } from '../said.ts';
import { dateIn, timeIn } from '../typed.ts';
import { type StaffPress, type StaffPressName, undoIdOf } from './press-forms.ts';
import type { TaskView, VisitView } from './task-view.ts';

/** What is wrong with what was typed into a form. */
type Wrong = {
  readonly field: 'until' | 'length' | 'date' | 'time' | 'reason' | 'questionnaires';
  readonly because:
    | 'nothing'
    | 'no-date'
    | 'no-time'
    | 'past'
    | 'future'
    | 'too-far'
    | 'too-long'
    | 'cpr'
    | 'unknown';
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

/** Further away nothing is booked, done or put off: whoever types it means another year. */
const FURTHEST_MONTHS = 24;
const LONGEST_REASON = 500;

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
      return dated(nearDate(press.date, today, 'date'), (date) =>
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
    case 'until': {
      const date = nearDate(until, today, 'until');
      return typeof date === 'string' && date <= today ? { field: 'until', because: 'past' } : date;
    }
    default:
      return { field: 'length', because: 'unknown' };
  }
}

function pastDate(text: string, today: CivilDate): CivilDate | Wrong {
  const date = nearDate(text, today, 'date');
  return typeof date === 'string' && date > today ? { field: 'date', because: 'future' } : date;
}

function nearDate(text: string, today: CivilDate, field: 'date' | 'until'): CivilDate | Wrong {
  const date = dateIn(text);
  if (!date) return { field, because: 'no-date' };
  const isNear = date >= addMonths(today, -FURTHEST_MONTHS) && date <= addMonths(today, FURTHEST_MONTHS);
  return isNear ? date : { field, because: 'too-far' };
}

function wrongReason(reason: string): Wrong | null {
  const text = reason.trim();
  if (text === '') return { field: 'reason', because: 'nothing' };
  if (holdsCpr(text)) return { field: 'reason', because: 'cpr' };
  return text.length > LONGEST_REASON ? { field: 'reason', because: 'too-long' } : null;
}
