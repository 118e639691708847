import type { VisitName } from '../../shared/core/protocols/protocol.ts';
import { type CivilDate, parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import type { CourseLog } from './course-log.ts';
import { openDayAfter } from './local-time.ts';
import { answer, attend, book, bookAt, bookingOf, finish, heldOn, hold, move, sendLetter } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import { bookRightAfterFirst, enterLowBackPain } from './usual.ts';

/** What patients say between visits, and what they are told that was not so. */
export const toldStories: readonly Story[] = [
  stenosis(
    {
      number: 1048,
      enrolled: '2026-07-01',
      story: 'Goes well, and nobody closes it: the therapist is asked to, and then it ends by itself.',
    },
    (log) => {
      attend(log, 'pre-examination', { bookedOn: day('2026-07-01'), day: day('2026-07-08') });
      attend(log, 'status-4-weeks', { bookedOn: day('2026-07-08') });
      attend(log, 'final-status');
      sendLetter(log, 'final-status');
    },
  ),
  stenosis(
    {
      number: 1049,
      enrolled: '2026-08-19',
      story: 'Asks to be called: with a question, to book, and as he cannot come; that time is moved.',
    },
    (log) => {
      attend(log, 'pre-examination');
      const asked = openDayAfter(heldOn(log, 'pre-examination'), 2);
      log.say('call.requested', { reason: 'question' }, asked, '10:20');
      log.say('task.completed', { task: 'call-back' }, asked, '14:05');
      const wishes = openDayAfter(asked, 7);
      log.say('call.requested', { visit: 'status-4-weeks', reason: 'book' }, wishes, '19:10');
      book(log, 'status-4-weeks', { bookedOn: openDayAfter(wishes, 1) });
      log.say('task.completed', { task: 'call-back' }, openDayAfter(wishes, 1), '16:30');
      hold(log, 'status-4-weeks');
      book(log, 'final-status');
      answer(log, 'final-status');
      const cannot = openDayAfter(bookingOf(log, 'final-status').date, -2);
      log.say('call.requested', { visit: 'final-status', reason: 'cannot-come' }, cannot, '08:15');
      move(log, 'final-status', cannot, 3);
      hold(log, 'final-status');
      finish(log, 'final-status');
    },
  ),
  lowBackPain(
    {
      number: 1050,
      enrolled: '2026-08-24',
      story:
        'Booked for the next day, twice, and says that he comes; answers by a link of the form provider.',
    },
    (log) => {
      linkForm(log, 'first-consultation', day('2026-08-24'));
      const soon = { bookedOn: day('2026-08-24'), day: day('2026-08-25') };
      book(log, 'first-consultation', soon);
      bookRightAfterFirst(log);
      confirm(log, 'first-consultation');
      answer(log, 'first-consultation', 'early');
      hold(log, 'first-consultation');
      hold(log, 'supplementary-initial');
      linkForm(log, 'closing', day('2026-11-03'));
      book(log, 'closing', { bookedOn: day('2026-11-16'), day: day('2026-11-17') });
      confirm(log, 'closing');
      answer(log, 'closing', 'early');
      hold(log, 'closing');
      finish(log, 'closing');
    },
  ),
  lowBackPain(
    {
      number: 1051,
      enrolled: '2026-09-02',
      story:
        'Is told a time that belongs to another patient, entered here by mistake and retracted; the right one is made longer after its reminder.',
    },
    (log) => {
      enterLowBackPain(log, { 'first-consultation': { day: day('2026-09-09') } });
      const { eventId } = book(log, 'closing', { bookedOn: day('2026-11-23'), day: day('2026-11-25') });
      const reason = 'The time of another patient';
      log.say('event.retracted', { eventId, reason }, day('2026-11-23'), '17:10');
      const closing = { day: day('2026-12-02'), time: log.usualTime };
      bookAt(log, 'closing', closing, day('2026-11-24'), '11:15');
      answer(log, 'closing');
      bookAt(log, 'closing', closing, day('2026-11-30'), '14:20', 60);
      hold(log, 'closing');
      finish(log, 'closing');
    },
  ),
];

/** The form provider has a link of its own for the questionnaires of a visit. */
function linkForm(log: CourseLog, visit: VisitName, on: CivilDate): void {
  const url = `https://formularer.example/svar/${log.profile.number}-${on}`;
  log.say('questionnaire.linked', { visit, url }, on, '07:45');
}

/** The patient says on the evening of the day of booking that he comes. */
function confirm(log: CourseLog, visit: VisitName): void {
  const { startsAt, bookedOn } = bookingOf(log, visit);
  log.say('visit.confirmed', { visit, startsAt }, bookedOn, '20:05');
}
