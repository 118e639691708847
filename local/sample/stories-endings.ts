import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { openDayAfter } from './local-time.ts';
import { patientOf } from './people.ts';
import { answer, attend, book, close, finish, heldOn, hold, move } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import { bookRightAfterFirst, enterLowBackPain, finishStenosis, normalStenosis } from './usual.ts';

/** Courses that end early, go on as another course, or are opened again. */
export const endingStories: readonly Story[] = [
  stenosis(
    { number: 1016, enrolled: '2026-03-12', story: 'Dies with the final status booked: everything stops.' },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks');
      book(log, 'final-status');
      close(log, 'deceased', openDayAfter(heldOn(log, 'status-4-weeks'), 47), '11:30');
    },
  ),
  stenosis(
    {
      number: 1018,
      enrolled: '2026-03-20',
      referral: null,
      contact: '2026-03-18',
      story: 'Came without a referral. Symptoms grow: referred on for surgery after the 4-week status.',
    },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks');
      const closedOn = openDayAfter(heldOn(log, 'status-4-weeks'), 1);
      close(log, 'referred-on', closedOn, '13:00');
      log.say('task.completed', { task: 'discharge-letter' }, openDayAfter(closedOn, 2), '15:45');
    },
  ),
  stenosis(
    {
      number: 1020,
      enrolled: '2026-03-26',
      story: 'Declines before the first visit and chooses an individual course (comes back: C-1027).',
    },
    (log) => {
      book(log, 'pre-examination', { bookedOn: day('2026-03-26') });
      close(log, 'declined', day('2026-03-31'));
    },
  ),
  lowBackPain(
    { number: 1021, enrolled: '2026-04-08', story: 'Turns out to have stenosis: transferred to C-1023.' },
    (log) => {
      enterLowBackPain(log, {
        'first-consultation': { bookedOn: day('2026-04-08'), day: day('2026-04-15') },
      });
      close(log, 'transferred', day('2026-04-22'), '09:05');
    },
  ),
  stenosis(
    {
      number: 1023,
      enrolled: '2026-04-22',
      entry: 'from-individual-course',
      referral: null,
      patient: patientOf(1021),
      story:
        'The patient of C-1021, with the right diagnosis, no referral; no open day for the final status (summer closure), so it is booked after its window.',
    },
    (log) =>
      normalStenosis(log, {
        'pre-examination': { day: day('2026-04-28') },
        'final-status': { day: day('2026-08-03'), answers: 'never' },
      }),
  ),
  stenosis(
    {
      number: 1027,
      enrolled: '2026-05-08',
      entry: 'from-individual-course',
      patient: patientOf(1020),
      story:
        'The patient of C-1020, back from the individual course; reminders rest until resumed (in hospital).',
    },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks');
      log.say('reminders.paused', {}, day('2026-06-22'), '13:40');
      log.say('reminders.resumed', {}, day('2026-08-03'), '09:25');
      finishStenosis(log, { 'final-status': { bookedOn: day('2026-08-03'), answers: 'one-missing' } });
    },
  ),
  stenosis({ number: 1039, enrolled: '2026-08-27', story: 'Withdraws after the pre-examination.' }, (log) => {
    attend(log, 'pre-examination', { answers: 'one-missing' });
    book(log, 'status-4-weeks');
    close(log, 'withdrew', openDayAfter(heldOn(log, 'pre-examination'), 22));
  }),
  stenosis(
    {
      number: 1042,
      enrolled: '2026-09-15',
      story:
        'Closed early, goals reached; the pain comes back, the course is reopened; the final status is moved twice.',
    },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks');
      const closedOn = openDayAfter(heldOn(log, 'status-4-weeks'), 1);
      close(log, 'goals-reached', closedOn);
      const reopenedOn = openDayAfter(closedOn, 20);
      log.say('course.reopened', { reason: 'The pain came back' }, reopenedOn, '10:40');
      const bookedOn = day(book(log, 'final-status').occurredAt.slice(0, 10));
      move(log, 'final-status', openDayAfter(bookedOn, 1), 1);
      move(log, 'final-status', openDayAfter(bookedOn, 4), 1);
      answer(log, 'final-status', 'after-nudge');
      hold(log, 'final-status');
      finish(log, 'final-status');
    },
  ),
  stenosis(
    { number: 1044, enrolled: '2026-09-25', story: 'Asks to be forgotten: the course is erased.' },
    (log) => {
      attend(log, 'pre-examination', { records: 'none' });
      close(log, 'withdrew', openDayAfter(heldOn(log, 'pre-examination'), 12));
      const erasedOn = openDayAfter(heldOn(log, 'pre-examination'), 19);
      log.say('course.erased', { reason: 'The patient asks for it' }, erasedOn, '09:10');
    },
  ),
  lowBackPain(
    {
      number: 1045,
      enrolled: '2026-10-02',
      referral: null,
      story:
        'No referral date ever. Dies with the closing consultation booked and its reminder due the next day.',
    },
    (log) => {
      enterLowBackPain(log);
      book(log, 'closing', { day: day('2027-01-11') });
      answer(log, 'closing', 'early');
      close(log, 'deceased', day('2027-01-06'), '08:50');
    },
  ),
  stenosis(
    {
      number: 1046,
      enrolled: '2026-10-07',
      story:
        'Pain under control at ten weeks: closed, goals reached. Assessments forgotten, one dismissed, one task snoozed.',
    },
    (log) => {
      attend(log, 'pre-examination', { records: 'none', answers: 'never' });
      attend(log, 'status-4-weeks', { records: 'none' });
      const status = heldOn(log, 'status-4-weeks');
      const reason = 'The patient could not stand long enough';
      log.say(
        'task.dismissed',
        { task: 'assess:status-4-weeks:pain-and-function', reason },
        openDayAfter(status, 6),
        '15:25',
      );
      log.say(
        'task.snoozed',
        { task: 'book:final-status', until: '2027-01-04' },
        openDayAfter(status, 14),
        '09:20',
      );
      close(log, 'goals-reached', openDayAfter(heldOn(log, 'pre-examination'), 70));
    },
  ),
  lowBackPain(
    {
      number: 1019,
      enrolled: '2026-03-24',
      story:
        'The first visits are typed in eight days late, from paper; declines the last follow-up, and comes after all.',
    },
    (log) => {
      book(log, 'first-consultation', { day: day('2026-03-31') });
      bookRightAfterFirst(log);
      answer(log, 'first-consultation');
      log.enteredOn(day('2026-04-08'), '15:30', () => {
        hold(log, 'first-consultation');
        hold(log, 'supplementary-initial');
      });
      attend(log, 'closing');
      finish(log, 'closing');
      attend(log, 'follow-up-3-months');
      const reason = 'Declines: trains at home';
      log.say('visit.waived', { visit: 'follow-up-9-months', reason }, day('2026-11-10'), '11:50');
      attend(log, 'follow-up-9-months', { bookedOn: day('2026-12-08'), day: day('2027-02-23') });
    },
  ),
];
