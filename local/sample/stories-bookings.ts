import type { VisitName } from '../../shared/core/protocols/protocol.ts';
import { type CivilDate, parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import type { CourseLog } from './course-log.ts';
import { openDayAfter } from './local-time.ts';
import { answer, attend, book, bookingOf, close, finish, heldOn, hold, miss, move, record } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import { enterLowBackPain, finishStenosis, followUp, followUpInOpenCourse } from './usual.ts';

/** The patient does not come and books again when reminded of it. */
function missAndRebook(log: CourseLog, visit: VisitName): void {
  book(log, visit);
  answer(log, visit, 'never');
  const missedOn = miss(log, visit);
  attend(log, visit, { bookedOn: openDayAfter(missedOn, 1), day: openDayAfter(missedOn, 4) });
}

/** The patient calls off a booked visit. */
function cancel(log: CourseLog, visit: VisitName, daysBefore: number, withTime: boolean): CivilDate {
  const { date, startsAt } = bookingOf(log, visit);
  const on = openDayAfter(date, -daysBefore);
  log.say('visit.cancelled', withTime ? { visit, startsAt } : { visit }, on, '09:50');
  return on;
}

/** No-shows, cancellations, appointments moved, and patients who never book. */
export const bookingStories: readonly Story[] = [
  lowBackPain(
    {
      number: 1004,
      enrolled: '2026-01-20',
      story: 'Does not come to the closing consultation; books again.',
    },
    (log) => {
      enterLowBackPain(log);
      missAndRebook(log, 'closing');
      finish(log, 'closing');
      followUp(log, { 'follow-up-9-months': { answers: 'never' } });
    },
  ),
  stenosis(
    { number: 1007, enrolled: '2026-01-30', story: 'Does not come to the 4-week status; books again.' },
    (log) => {
      attend(log, 'pre-examination', { records: 'none' });
      record(log, 'pre-examination', openDayAfter(heldOn(log, 'pre-examination'), 13), '12:10');
      missAndRebook(log, 'status-4-weeks');
      finishStenosis(log);
    },
  ),
  lowBackPain(
    {
      number: 1022,
      enrolled: '2026-04-14',
      story: 'The closing consultation is moved the day before, after its reminder went out.',
    },
    (log) => {
      enterLowBackPain(log);
      book(log, 'closing', { day: day('2026-07-07') });
      answer(log, 'closing');
      move(log, 'closing', day('2026-07-06'), 2);
      hold(log, 'closing');
      finish(log, 'closing');
      followUp(log);
    },
  ),
  lowBackPain(
    {
      number: 1026,
      enrolled: '2026-05-05',
      story: 'Never books: reminded twice, the task snoozed, then closed as withdrawn.',
    },
    (log) => {
      log.say(
        'task.snoozed',
        { task: 'book:first-consultation', until: '2026-06-03' },
        day('2026-05-20'),
        '11:15',
      );
      close(log, 'withdrew', day('2026-06-08'));
    },
  ),
  stenosis(
    {
      number: 1030,
      enrolled: '2026-06-02',
      story:
        '4-week status pulled before the summer closure; the visit of C-1031 entered here by mistake, retracted.',
    },
    (log) => {
      attend(log, 'pre-examination', { day: day('2026-06-16') });
      book(log, 'status-4-weeks', { day: day('2026-07-10') });
      const data = { visit: 'status-4-weeks', date: '2026-07-08', serviceCode: '0254' };
      const { eventId } = log.say('visit.held', data, day('2026-07-08'), '16:05');
      log.say(
        'event.retracted',
        { eventId, reason: 'Belongs to another patient' },
        day('2026-07-09'),
        '08:10',
      );
      hold(log, 'status-4-weeks');
      finishStenosis(log);
    },
  ),
  stenosis(
    {
      number: 1031,
      enrolled: '2026-06-04',
      story: 'The 4-week status was first entered on C-1030; it arrives here the morning after.',
    },
    (log) => {
      attend(log, 'pre-examination', { day: day('2026-06-10') });
      book(log, 'status-4-weeks', { day: day('2026-07-08') });
      log.enteredOn(day('2026-07-09'), '08:15', () => hold(log, 'status-4-weeks'));
      finishStenosis(log);
    },
  ),
  stenosis(
    {
      number: 1038,
      enrolled: '2026-08-17',
      story: 'Cancels the final status and never books again; declines in the end.',
    },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks', { records: 'none' });
      book(log, 'final-status');
      const cancelledOn = cancel(log, 'final-status', 5, false);
      close(log, 'declined', openDayAfter(cancelledOn, 33));
    },
  ),
  lowBackPain(
    {
      number: 1032,
      enrolled: '2026-06-09',
      story:
        'Cancels the first consultation and the closing consultation, one with its time and one without; books again.',
    },
    (log) => {
      book(log, 'first-consultation', { bookedOn: day('2026-06-10'), day: day('2026-06-16') });
      cancel(log, 'first-consultation', 4, true);
      enterLowBackPain(log, {
        'first-consultation': { bookedOn: day('2026-06-15'), day: day('2026-06-18') },
      });
      book(log, 'closing');
      const { date } = bookingOf(log, 'closing');
      const bookedOn = openDayAfter(cancel(log, 'closing', 3, false), 1);
      followUpInOpenCourse(log, {
        closing: { bookedOn, day: openDayAfter(date, 5) },
        'follow-up-3-months': { answers: 'never' },
      });
    },
  ),
];
