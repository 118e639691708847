import { isEntryVisit, type VisitName } from '../../shared/core/protocols/protocol.ts';
import { addDays, type CivilDate, earlier, later } from '../../shared/core/time/civil-date.ts';
import { type Instant, type LocalTime, localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import type { PlannedVisit } from '../../shared/core/visits/planned-visit.ts';
import type { CourseLog, Envelope } from './course-log.ts';
import { calendar, clinic, openDayAfter, plusMinutes, withOffset } from './local-time.ts';

/** When the patient answers: on the day of booking, when invited, when nudged, or never. */
export type Answers = 'early' | 'in-time' | 'after-nudge' | 'one-missing' | 'never';

/** How a visit differs from one that goes as it should. */
export type Going = {
  readonly bookedOn?: CivilDate;
  readonly day?: CivilDate;
  readonly time?: LocalTime;
  /** Books after the first reminder to do so (as most do) or only after the second. */
  readonly books?: 'first' | 'second';
  readonly answers?: Answers;
  /** Whether the therapist writes down the assessments. */
  readonly records?: 'all' | 'none';
};

const VISIT_MINUTES = 45;

/** A visit from booking to record. */
export function attend(log: CourseLog, visit: VisitName, going: Going = {}): void {
  book(log, visit, going);
  answer(log, visit, going.answers);
  hold(log, visit, going.records);
}

/** Books the visit near its target, soon after the first reminder to do so. */
export function book(log: CourseLog, visit: VisitName, going: Going = {}): Envelope {
  const planned = log.visit(visit);
  const on = going.bookedOn ?? usualBookingDay(log, planned, going.books ?? 'first');
  const day = going.day ?? nearTarget(log, planned, on);
  const time = going.time ?? log.usualTime;
  return bookAt(log, visit, { day, time }, on, plusMinutes('10:05', log.pick(0, 14, 95, 160, 275, 310)));
}

/** Books the visit for a day and time. */
export function bookAt(
  log: CourseLog,
  visit: VisitName,
  appointment: { readonly day: CivilDate; readonly time: LocalTime },
  bookedOn: CivilDate,
  bookedAt: LocalTime,
  durationMinutes = VISIT_MINUTES,
): Envelope {
  const startsAt = withOffset(appointment.day, appointment.time);
  const bookingId = `B-${log.profile.number}-${visit}-${log.visit(visit).facts.bookings + 1}`;
  return log.say('visit.booked', { visit, startsAt, durationMinutes, bookingId }, bookedOn, bookedAt);
}

function usualBookingDay(
  log: CourseLog,
  { timing, window }: PlannedVisit,
  books: 'first' | 'second',
): CivilDate {
  if (isEntryVisit(timing)) return openDayAfter(log.profile.enrolledOn, log.pick(0, 0, 1, 4));
  if (!window) throw new RangeError(`${log.courseId}: say when this visit is booked`);
  const reminded = openDayAfter(window.earliest, books === 'first' ? -7 : 0);
  return openDayAfter(reminded, log.pick(0, 1, 2));
}

function nearTarget(log: CourseLog, { window }: PlannedVisit, bookedOn: CivilDate): CivilDate {
  if (!window?.hasOpenDay) throw new RangeError(`${log.courseId}: say for when this visit is booked`);
  const wished = openDayAfter(later(window.target, addDays(bookedOn, 1)), log.pick(0, 0, 1, 2));
  return wished > window.latest ? window.target : wished;
}

/** The patient answers the questionnaires of a booked visit, if at all. */
export function answer(log: CourseLog, visit: VisitName, how: Answers = 'in-time', asked?: CivilDate): void {
  const { bookedOn, questionnaires, facts } = log.visit(visit);
  if (!bookedOn || !facts.booking || how === 'never') return;
  const madeOn = localDateOf(facts.booking.madeAt, clinic.timeZone);
  const days = {
    early: madeOn,
    'in-time': earlier(
      later(addDays(bookedOn, log.pick(-6, -5, -4)), addDays(madeOn, 1)),
      addDays(bookedOn, -1),
    ),
    'one-missing': addDays(bookedOn, -3),
    'after-nudge': calendar.plusWeekdays(bookedOn, -2),
  };
  const answeredOn = asked ?? days[how];
  const time = log.pick('18:40', '19:25', '20:10');
  const answered = how === 'one-missing' ? questionnaires.slice(0, -1) : questionnaires;
  for (const [index, questionnaire] of answered.entries()) {
    const data = { visit, questionnaire, answeredOn };
    log.say('questionnaire.answered', data, answeredOn, plusMinutes(time, 4 * index));
  }
}

/** The visit takes place as booked. */
export function hold(log: CourseLog, visit: VisitName, records: 'all' | 'none' = 'all'): Envelope {
  const { date, time } = bookingOf(log, visit);
  return holdOn(log, visit, date, time, records);
}

/** The visit takes place on a day, booked or not. */
export function holdOn(
  log: CourseLog,
  visit: VisitName,
  date: CivilDate,
  time: LocalTime,
  records: 'all' | 'none' = 'all',
): Envelope {
  const { definition } = log.visit(visit);
  const serviceCode = definition.serviceCodes[log.profile.entry];
  const held = log.say('visit.held', { visit, date, serviceCode }, date, plusMinutes(time, 40));
  if (records === 'all') record(log, visit, date, plusMinutes(time, 44));
  return held;
}

/** The therapist writes down what was assessed at a visit. */
export function record(log: CourseLog, visit: VisitName, recordedOn: CivilDate, time: LocalTime): void {
  for (const assessment of log.visit(visit).definition.assessments) {
    log.say('assessment.recorded', { visit, assessment, recordedOn }, recordedOn, time);
  }
}

/** The therapist sends the discharge letter and closes the course. */
export function finish(log: CourseLog, visit: VisitName, reason = 'completed'): void {
  close(log, reason, sendLetter(log, visit, log.pick(1, 2, 3)), '16:25');
}

/** The therapist sends the discharge letter some days after the last visit of the course. */
export function sendLetter(log: CourseLog, visit: VisitName, daysAfter = 2): CivilDate {
  const date = openDayAfter(heldOn(log, visit), daysAfter);
  log.say('task.completed', { task: 'discharge-letter' }, date, '16:20');
  return date;
}

/** The course is closed. */
export const close = (log: CourseLog, reason: string, date: CivilDate, time: LocalTime = '15:10'): Envelope =>
  log.say('course.closed', { date, reason }, date, time);

/** Training or education once a week from a visit on. */
export function train(
  log: CourseLog,
  after: VisitName,
  times: number,
  session: object,
  firstAfterDays = 7,
): void {
  const { referenceDate } = log.visit(after);
  for (let week = 0; week < times; week += 1) {
    const date = openDayAfter(referenceDate, firstAfterDays + 7 * week);
    log.say('session.held', { ...session, date }, date, '16:50');
  }
}

/** Group education early in a low back pain course, unless its story has told of education, or soon ends. */
export function educate(log: CourseLog): void {
  const said = log.lines.map(({ event }) => event);
  const isTold = said.some(({ data }) => JSON.stringify(data).includes('-education'));
  if (isTold || said.some(({ type }) => type === 'course.erased')) return;
  const { heldOn: begun } = log.visit('supplementary-initial');
  const day = begun && openDayAfter(begun, 5);
  const goesOn = day && said.some(({ type, occurredAt }) => type === 'visit.held' && occurredAt > day);
  if (day && goesOn) train(log, 'supplementary-initial', 1, EDUCATION, 5);
}

const EDUCATION = { session: 'group-education', serviceCode: '0263' };

/** The patient does not come. */
export function miss(log: CourseLog, visit: VisitName): CivilDate {
  const { date, time } = bookingOf(log, visit);
  log.say('visit.missed', { visit, date }, date, plusMinutes(time, 20));
  return date;
}

/** Another time for a booked visit: first the new booking, then the end of the old one, as some systems do it. */
export function move(log: CourseLog, visit: VisitName, movedOn: CivilDate, days: number): void {
  const old = bookingOf(log, visit);
  if (movedOn <= old.bookedOn) throw new RangeError(`${log.courseId}: ${visit} is moved before it is booked`);
  book(log, visit, { bookedOn: movedOn, day: openDayAfter(old.date, days) });
  log.say('visit.cancelled', { visit, startsAt: old.startsAt }, movedOn, '19:30');
}

/** For when a visit is booked, and when that was done. */
export function bookingOf(log: CourseLog, visit: VisitName) {
  const { booking } = log.visit(visit).facts;
  if (!booking) throw new RangeError(`${log.courseId}: ${visit} is not booked`);
  const [date, time] = [dayOf(booking.startsAt), timeOf(booking.startsAt)];
  const [bookedOn, bookedAt] = [dayOf(booking.madeAt), timeOf(booking.madeAt)];
  return { date, time, startsAt: withOffset(date, time), bookedOn, bookedAt };
}

/** When a visit was held. */
export function heldOn(log: CourseLog, visit: VisitName): CivilDate {
  const { heldOn: date } = log.visit(visit);
  if (!date) throw new RangeError(`${log.courseId}: ${visit} was not held`);
  return date;
}

const dayOf = (at: Instant): CivilDate => localDateOf(at, clinic.timeZone);
const timeOf = (at: Instant): LocalTime => localTimeOf(at, clinic.timeZone);
