import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { openDayAfter } from './local-time.ts';
import { answer, attend, book, close, finish, heldOn, hold, holdOn, record, train } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import {
  closeAndFollowUp,
  enterLowBackPain,
  followUp,
  followUpInOpenCourse,
  normalLowBackPain,
  normalStenosis,
} from './usual.ts';

/** Courses that go well, with holidays and closures in their way. */
export const usualStories: readonly Story[] = [
  lowBackPain(
    {
      number: 1001,
      enrolled: '2026-01-05',
      referral: '2026-01-05',
      story: 'Goes well. First follow-up pulled before the summer closure, the second by the cap.',
    },
    (log) =>
      normalLowBackPain(log, {
        'first-consultation': { day: day('2026-01-19') },
        closing: { books: 'second' },
      }),
  ),
  stenosis(
    {
      number: 1002,
      enrolled: '2026-01-07',
      story: 'Goes well. The 4-week status moves past the February closure; its assessments are forgotten.',
    },
    (log) =>
      normalStenosis(log, { 'status-4-weeks': { records: 'none' }, 'final-status': { books: 'second' } }),
  ),
  lowBackPain(
    {
      number: 1003,
      enrolled: '2026-01-12',
      entry: 'from-individual-course',
      story: 'Goes well, with group education and twelve group trainings.',
    },
    (log) => {
      enterLowBackPain(log);
      train(log, 'supplementary-initial', 1, { session: 'group-education', serviceCode: '0263' }, 3);
      train(log, 'supplementary-initial', 11, { session: 'group-training', serviceCode: '0264' });
      train(log, 'supplementary-initial', 1, { serviceCode: '0264' }, 80);
      closeAndFollowUp(log);
    },
  ),
  lowBackPain(
    {
      number: 1008,
      enrolled: '2026-02-03',
      entry: 'from-individual-course',
      story:
        'Reads English; books and answers the closing consultation twelve weeks ahead, so he is asked anew; answers only after the nudge.',
    },
    (log) => {
      enterLowBackPain(log, { 'supplementary-initial': { answers: 'after-nudge' } });
      const bookedOn = openDayAfter(heldOn(log, 'supplementary-initial'), 0);
      book(log, 'closing', { bookedOn });
      answer(log, 'closing', 'early');
      answer(log, 'closing', 'after-nudge');
      hold(log, 'closing');
      finish(log, 'closing');
      followUp(log, { 'follow-up-3-months': { answers: 'after-nudge' } });
    },
  ),
  lowBackPain(
    {
      number: 1012,
      enrolled: '2026-02-24',
      story:
        'Goals reached after eight weeks: closed at a visit that was not booked; follow-ups kept, the last one waived.',
    },
    (log) => {
      enterLowBackPain(log);
      holdOn(log, 'closing', openDayAfter(heldOn(log, 'supplementary-initial'), 56), log.usualTime);
      finish(log, 'closing', 'goals-reached');
      attend(log, 'follow-up-3-months');
      const waived = openDayAfter(heldOn(log, 'follow-up-3-months'), 30);
      log.say(
        'visit.waived',
        { visit: 'follow-up-9-months', reason: 'Free of pain, asks for no more' },
        waived,
        '14:10',
      );
    },
  ),
  stenosis(
    {
      number: 1013,
      enrolled: '2026-02-26',
      story: 'The 4-week status would be on Maundy Thursday and moves past Easter.',
    },
    (log) =>
      normalStenosis(log, {
        'pre-examination': { day: day('2026-03-05') },
        'status-4-weeks': { day: day('2026-04-07') },
        'final-status': { records: 'none', books: 'second' },
      }),
  ),
  lowBackPain(
    {
      number: 1024,
      enrolled: '2026-04-27',
      entry: 'from-individual-course',
      story: 'Cannot train in a group: seven individual trainings, one more than agreed.',
    },
    (log) => {
      enterLowBackPain(log);
      train(log, 'supplementary-initial', 1, { session: 'individual-education' }, 4);
      train(log, 'supplementary-initial', 7, { session: 'individual-training' });
      train(log, 'supplementary-initial', 1, { session: 'self-training' }, 58);
      closeAndFollowUp(log);
    },
  ),
  stenosis(
    {
      number: 1033,
      enrolled: '2026-06-15',
      entry: 'from-individual-course',
      story:
        'No open day in the window of the 4-week status (summer closure): it is waived. A date is mistyped and refused.',
    },
    (log) => {
      attend(log, 'pre-examination', { day: day('2026-06-22') });
      const reason = 'The clinic is closed in the whole window; seen at training instead';
      log.say('visit.waived', { visit: 'status-4-weeks', reason }, day('2026-07-09'), '13:20');
      train(log, 'pre-examination', 3, { session: 'group-training', serviceCode: '0256' }, 43);
      book(log, 'final-status', { day: day('2026-09-14') });
      answer(log, 'final-status', 'early');
      const data = { visit: 'final-status', date: '2026-09-41', serviceCode: '0255' };
      log.say('visit.held', data, day('2026-09-14'), '16:20');
      log.refuseLast('a date that does not exist');
      hold(log, 'final-status');
      finish(log, 'final-status');
    },
  ),
  lowBackPain(
    {
      number: 1034,
      enrolled: '2026-06-24',
      story: 'The first follow-up falls between Christmas and New Year and moves to January.',
    },
    (log) => {
      enterLowBackPain(log, { 'first-consultation': { day: day('2026-07-01') } });
      followUpInOpenCourse(log, { closing: { day: day('2026-09-28') } });
    },
  ),
  stenosis(
    {
      number: 1047,
      enrolled: '2026-10-27',
      story: 'Goes well; the last assessment is written down four days late, the letter too.',
    },
    (log) => {
      attend(log, 'pre-examination');
      attend(log, 'status-4-weeks');
      book(log, 'final-status');
      answer(log, 'final-status');
      hold(log, 'final-status', 'none');
      const recordedOn = openDayAfter(heldOn(log, 'final-status'), 4);
      record(log, 'final-status', recordedOn, '12:05');
      const closedOn = openDayAfter(recordedOn, 9);
      log.say('task.completed', { task: 'discharge-letter' }, closedOn, '15:00');
      close(log, 'completed', closedOn);
    },
  ),
];
