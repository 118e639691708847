import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { THERAPISTS } from '../sample/people.ts';
import { attend, book, bookAt } from '../sample/steps.ts';
import { lowBackPain, type Story, stenosis } from '../sample/story.ts';
import { enterLowBackPain } from '../sample/usual.ts';

/** When the courses of a therapist's list begin, and when it is looked at: on the last day before the clinic closes. */
export const LIST_BEGINS = '2026-06-01T00:00:00Z';
export const LOOKED_AT = '2026-10-09T09:00:00Z';

const PRE = 'pre-examination';
const STATUS = 'status-4-weeks';
const therapist = THERAPISTS.mette;

/** One course for each thing that a therapist can have to say of a task. */
export const listStories = (): readonly Story[] => [
  stenosis({ number: 1001, enrolled: '2026-08-03', therapist, story: 'Nothing is written down.' }, (log) => {
    attend(log, PRE, { day: day('2026-08-10'), records: 'none', answers: 'one-missing' });
  }),
  stenosis(
    { number: 1002, enrolled: '2026-09-01', therapist, story: 'Cannot come, and asks twice.' },
    (log) => {
      attend(log, PRE, { day: day('2026-09-14') });
      book(log, STATUS, { bookedOn: day('2026-09-21'), day: day('2026-10-13') });
      log.say('call.requested', { visit: STATUS, reason: 'cannot-come' }, day('2026-10-08'), '08:40');
      log.say('call.requested', { visit: STATUS, reason: 'book' }, day('2026-10-08'), '08:45');
      log.say('call.requested', { reason: 'question' }, day('2026-10-08'), '08:50');
    },
  ),
  stenosis(
    { number: 1003, enrolled: '2026-08-31', therapist, story: 'Was booked; nobody says more.' },
    (log) => {
      attend(log, PRE, { day: day('2026-09-07') });
      book(log, STATUS, { bookedOn: day('2026-09-10'), day: day('2026-10-06') });
    },
  ),
  stenosis(
    { number: 1004, enrolled: '2026-09-07', therapist, story: 'Is booked for a wrong day.' },
    (log) => {
      attend(log, PRE, { day: day('2026-09-14') });
      bookAt(log, STATUS, { day: day('2026-11-20'), time: '09:30' }, day('2026-10-06'), '13:00');
    },
  ),
  lowBackPain(
    { number: 1005, enrolled: '2026-06-08', referral: null, therapist, story: 'Came without a referral.' },
    (log) => {
      enterLowBackPain(log, { 'first-consultation': { day: day('2026-06-15') } });
      attend(log, 'closing', { bookedOn: day('2026-09-01'), day: day('2026-10-05') });
    },
  ),
  stenosis(
    {
      number: 1006,
      enrolled: '2026-09-28',
      patient: { email: null },
      therapist,
      story: 'Has no address, so must be called.',
    },
    (log) => {
      book(log, PRE, { bookedOn: day('2026-09-29'), day: day('2026-10-14') });
    },
  ),
  stenosis({ number: 1007, enrolled: '2026-06-08', therapist, story: 'Has nothing left to do.' }, (log) => {
    attend(log, PRE, { day: day('2026-06-15') });
    attend(log, STATUS, { bookedOn: day('2026-06-22'), day: day('2026-07-13') });
    attend(log, 'final-status', { bookedOn: day('2026-08-10'), day: day('2026-09-08') });
    log.say('task.completed', { task: 'discharge-letter' }, day('2026-09-10'), '16:20');
  }),
];
