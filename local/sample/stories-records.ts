import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { openDayAfter, withOffset } from './local-time.ts';
import { THERAPISTS } from './people.ts';
import { answer, attend, book, finish, heldOn, hold, record, train } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import {
  bookRightAfterFirst,
  closeAndFollowUp,
  enterLowBackPain,
  finishStenosis,
  followUpInOpenCourse,
  normalLowBackPain,
} from './usual.ts';

/** Events that come late, twice, in the wrong order, wrong, or not at all. */
export const recordStories: readonly Story[] = [
  stenosis(
    {
      number: 1011,
      enrolled: '2026-02-19',
      story: 'The 4-week status is typed in six days late; trains with the group.',
    },
    (log) => {
      attend(log, 'pre-examination', { answers: 'early' });
      train(log, 'pre-examination', 3, { session: 'group-training', serviceCode: '0256' });
      book(log, 'status-4-weeks');
      const late = openDayAfter(log.visit('status-4-weeks').bookedOn ?? day('2026-03-26'), 6);
      log.enteredOn(late, '15:40', () => hold(log, 'status-4-weeks'));
      train(log, 'status-4-weeks', 1, { serviceCode: '0257' });
      finishStenosis(log);
    },
  ),
  lowBackPain(
    {
      number: 1028,
      enrolled: '2026-05-12',
      story: 'The date of the supplementary visit is entered wrongly, retracted and entered again.',
    },
    (log) => {
      attend(log, 'first-consultation', { day: day('2026-05-19') });
      book(log, 'supplementary-initial', { bookedOn: day('2026-05-19'), day: day('2026-05-27') });
      const data = { visit: 'supplementary-initial', date: '2026-05-17', serviceCode: '0261' };
      const { eventId } = log.say('visit.held', data, day('2026-05-27'), '12:05');
      log.say('event.retracted', { eventId, reason: 'Wrong date' }, day('2026-05-28'), '08:05');
      log.enteredOn(day('2026-05-28'), '08:10', () => hold(log, 'supplementary-initial'));
      followUpInOpenCourse(log, { 'follow-up-3-months': { answers: 'never' } });
    },
  ),
  lowBackPain(
    {
      number: 1035,
      enrolled: '2026-08-04',
      enrolmentArrives: ['2026-08-06', '09:30'],
      story: 'The first booking and the answers arrive before the enrolment.',
    },
    (log) => {
      enterLowBackPain(log, {
        'first-consultation': { bookedOn: day('2026-08-04'), day: day('2026-08-11'), answers: 'early' },
      });
      followUpInOpenCourse(log, { closing: { books: 'second' } });
    },
  ),
  stenosis(
    {
      number: 1036,
      enrolled: '2026-08-07',
      enrolmentArrives: ['2026-08-10', '08:40'],
      story:
        'Arrives before its enrolment, in reverse order, out of place in the file; one line stands there twice.',
    },
    (log) => {
      const booked = book(log, 'pre-examination', { bookedOn: day('2026-08-07') });
      log.repeat(booked);
      answer(log, 'pre-examination');
      hold(log, 'pre-examination');
      book(log, 'status-4-weeks');
      const held = openDayAfter(log.visit('status-4-weeks').bookedOn ?? day('2026-09-11'), 1);
      log.outOfPlace(() => log.arrivingInReverse(held, '16:30', () => hold(log, 'status-4-weeks')));
      finishStenosis(log);
    },
  ),
  lowBackPain(
    {
      number: 1037,
      enrolled: '2026-08-12',
      therapist: THERAPISTS.aylin,
      story:
        'A code of the other course is refused; so is a second booking under an id already used. The therapist goes on leave.',
    },
    (log) => {
      const booked = book(log, 'first-consultation', { bookedOn: day('2026-08-12'), day: day('2026-08-19') });
      log.refused('an id that was used before, with other content', {
        ...booked,
        occurredAt: withOffset(day('2026-08-13'), '11:20'),
        data: { ...booked.data, startsAt: withOffset(day('2026-08-20'), '11:00') },
      });
      bookRightAfterFirst(log);
      answer(log, 'first-consultation');
      hold(log, 'first-consultation');
      const data = { visit: 'supplementary-initial', date: '2026-08-19', serviceCode: '0251' };
      log.say('visit.held', data, day('2026-08-19'), '12:25');
      log.refuseLast('a code of the other protocol');
      hold(log, 'supplementary-initial');
      log.say('therapist.assigned', { therapist: THERAPISTS.rasmus }, day('2026-10-01'), '08:30');
      followUpInOpenCourse(log);
    },
  ),
  lowBackPain(
    {
      number: 1006,
      enrolled: '2026-01-27',
      referral: null,
      story: 'No referral date at first; added three weeks later.',
    },
    (log) => {
      enterLowBackPain(log);
      log.say('course.corrected', { referralDate: '2026-01-22' }, day('2026-02-17'), '13:45');
      closeAndFollowUp(log);
    },
  ),
  lowBackPain(
    {
      number: 1010,
      enrolled: '2026-02-16',
      referral: null,
      contact: '2026-02-12',
      story: 'Called the clinic without a referral: the follow-ups are capped by the date of contact.',
    },
    (log) => {
      log.say('task.completed', { task: 'confirm-referral-date' }, day('2026-02-20'), '10:20');
      normalLowBackPain(log, {
        closing: { records: 'none' },
        'follow-up-9-months': { answers: 'never' },
      });
    },
  ),
  lowBackPain(
    {
      number: 1014,
      enrolled: '2026-03-03',
      referral: '2025-06-16',
      patient: { consent: { email: false } },
      story:
        'No consent to e-mail; an old referral leaves no room for follow-ups: reviewed with the patient.',
    },
    (log) => {
      enterLowBackPain(log);
      attend(log, 'closing');
      const reviewedOn = openDayAfter(heldOn(log, 'closing'), 5);
      log.say('task.completed', { task: 'review-follow-ups' }, reviewedOn, '14:30');
      finish(log, 'closing');
    },
  ),
  lowBackPain(
    {
      number: 1043,
      enrolled: '2026-09-21',
      referral: '2025-12-29',
      patient: { email: null },
      story:
        'No e-mail address; the closing consultation leaves no room for follow-ups, and nobody reviews that.',
    },
    (log) => {
      enterLowBackPain(log, { 'first-consultation': { answers: 'one-missing' } });
      book(log, 'closing', { bookedOn: day('2026-12-02') });
      answer(log, 'closing', 'never');
      hold(log, 'closing', 'none');
      record(log, 'closing', openDayAfter(heldOn(log, 'closing'), 1), '09:15');
    },
  ),
];
