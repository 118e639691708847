import type { Language } from '../../shared/clinic.ts';
import { parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import { attend, book, bookAt, close } from '../sample/steps.ts';
import { type Story, stenosis } from '../sample/story.ts';

/** When the patients of these stories are enrolled, and when they open their pages. */
export const ENROLLED_AT = '2026-09-01T00:00:00Z';
export const OPENED_AT = '2026-09-22T12:00:00Z';

const ENROLLED = '2026-09-01';
const PRE = 'pre-examination';
const STATUS = 'status-4-weeks';
const FIRST_VISIT = { bookedOn: day('2026-09-02'), day: day('2026-09-08') };

type Telling = (language: Language) => Story;
const stands =
  (number: number, story: string, steps: Parameters<typeof stenosis>[1] = () => undefined): Telling =>
  (language) =>
    stenosis({ number, enrolled: ENROLLED, patient: { language }, story }, steps);

/** Where a patient stands when the page is opened. */
export const STANDS = {
  asked: stands(1001, 'Is to book and to answer.'),
  booked: stands(1002, 'Has a time, and a questionnaire to answer.', (log) => {
    book(log, PRE, { bookedOn: day('2026-09-18'), day: day('2026-09-25') });
  }),
  several: stands(1003, 'Has two times.', (log) => {
    attend(log, PRE, FIRST_VISIT);
    book(log, STATUS, { bookedOn: day('2026-09-17') });
    bookAt(log, 'final-status', { day: day('2026-12-01'), time: '09:30' }, day('2026-09-17'), '13:00');
  }),
  paused: stands(1004, 'Gets no e-mails until somebody says so.', (log) => {
    attend(log, PRE, FIRST_VISIT);
    log.say('reminders.paused', {}, day('2026-09-10'), '10:00');
  }),
  unreachable: stands(1005, 'Has no address any more.', (log) => {
    attend(log, PRE, FIRST_VISIT);
    log.say('patient.updated', { email: null }, day('2026-09-10'), '10:00');
  }),
  over: stands(1006, 'Is through.', (log) => {
    attend(log, PRE, FIRST_VISIT);
    close(log, 'declined', day('2026-09-10'));
  }),
} as const satisfies Readonly<Record<string, Telling>>;

export type Stand = keyof typeof STANDS;
