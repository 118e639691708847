import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { THERAPISTS } from '../sample/people.ts';
import { attend, book, close, holdOn, sendLetter } from '../sample/steps.ts';
import { lowBackPain, type Story, stenosis } from '../sample/story.ts';
import { enterLowBackPain } from '../sample/usual.ts';

/** A week in which the clinic is closed while the stories go on. */
export const CLOSED = { from: '2026-10-12', to: '2026-10-16' } as const;
/** When the first of the stories begins, when addresses of therapists fail, and when the last is over. */
export const STORIES_BEGIN = '2026-03-01T00:00:00Z';
export const ADDRESS_FAILS = '2026-09-22T10:00:00Z';
export const STORIES_END = '2026-11-20T12:00:00Z';

const PRE = 'pre-examination';
const STATUS = 'status-4-weeks';
const { mette, jonas, aylin, rasmus } = THERAPISTS;

/** Whose address fails, and how the provider tells it. */
export const FAILING = [
  { therapist: aylin, because: 'bounced' },
  { therapist: rasmus, because: 'complained' },
] as const;

/** Courses of which the clinic hears something: what is due, late, unknown, worth knowing, and who is to be called. */
export const staffStories = (): readonly Story[] => [
  stenosis(
    {
      number: 1001,
      enrolled: '2026-08-03',
      therapist: mette,
      story: 'Nobody writes down or books anything.',
    },
    (log) => {
      attend(log, PRE, { day: day('2026-08-10'), records: 'none' });
    },
  ),
  stenosis(
    {
      number: 1002,
      enrolled: '2026-09-01',
      therapist: mette,
      story: 'Asks to be called, for three reasons.',
    },
    (log) => {
      attend(log, PRE, { day: day('2026-09-14') });
      log.say('call.requested', { reason: 'question' }, day('2026-09-15'), '10:20');
      log.say('call.requested', { visit: STATUS, reason: 'book' }, day('2026-09-17'), '11:15');
      book(log, STATUS, { bookedOn: day('2026-09-21'), day: day('2026-10-13') });
      log.say('call.requested', { visit: STATUS, reason: 'cannot-come' }, day('2026-10-06'), '08:40');
    },
  ),
  lowBackPain(
    {
      number: 1003,
      enrolled: '2026-08-17',
      therapist: jonas,
      story: 'Goes well until the closing, which is booked too late.',
    },
    (log) => {
      enterLowBackPain(log, { 'first-consultation': { day: day('2026-08-24') } });
      book(log, 'closing', { bookedOn: day('2026-11-02'), day: day('2026-12-15') });
    },
  ),
  stenosis(
    {
      number: 1004,
      enrolled: '2026-09-01',
      therapist: aylin,
      story: 'Has a therapist whom no e-mail reaches.',
    },
    (log) => {
      attend(log, PRE, { day: day('2026-09-08'), records: 'none' });
    },
  ),
  stenosis(
    {
      number: 1005,
      enrolled: '2026-09-01',
      therapist: rasmus,
      story: 'Has a therapist who wants no e-mails.',
    },
    (log) => {
      attend(log, PRE, { day: day('2026-09-10'), records: 'none' });
    },
  ),
  stenosis(
    {
      number: 1006,
      enrolled: '2026-03-02',
      therapist: jonas,
      story: 'Is closed and forgotten, and comes back without a therapist.',
    },
    (log) => {
      attend(log, PRE, { day: day('2026-03-09') });
      close(log, 'goals-reached', day('2026-03-23'));
      sendLetter(log, PRE, 15);
      log.say('course.reopened', { reason: 'The pain came back' }, day('2026-09-28'), '09:00');
      holdOn(log, STATUS, day('2026-09-28'), '09:30', 'none');
    },
  ),
  withoutEnrolment(),
];

/** Somebody is treated of whom the clinic's system never told who it is. */
function withoutEnrolment(): Story {
  const story = stenosis({ number: 1007, enrolled: '2026-09-01', story: 'Was never enrolled.' }, (log) => {
    holdOn(log, PRE, day('2026-09-09'), '10:00');
  });
  return { ...story, lines: story.lines.slice(1) };
}
