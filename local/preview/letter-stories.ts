import type { Language } from '../../shared/clinic.ts';
import { addDays, parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import type { CourseLog } from '../sample/course-log.ts';
import { openDayAfter } from '../sample/local-time.ts';
import { attend, book, bookAt, bookingOf, hold, miss, move } from '../sample/steps.ts';
import { lowBackPain, type Story, stenosis } from '../sample/story.ts';
import { enterLowBackPain } from '../sample/usual.ts';

/** When the first of the stories begins, and the last is over. */
export const STORIES_BEGIN = '2026-09-01T00:00:00Z';
export const STORIES_END = '2026-12-24T12:00:00Z';

/** Courses that together bring about every letter that a patient can get, in the patient's language. */
export const letterStories = (language: Language): readonly Story[] => TOLD.map((tell) => tell({ language }));

type Patient = { readonly language: Language };
const ENROLLED = '2026-09-01';
const PRE = 'pre-examination';
const STATUS = 'status-4-weeks';

const TOLD: readonly ((patient: Patient) => Story)[] = [
  (patient) =>
    stenosis(
      { number: 1001, enrolled: ENROLLED, patient, story: 'Answers nothing, and books when asked.' },
      (log) => {
        attend(log, PRE, { day: day('2026-09-14'), answers: 'never' });
        book(log, STATUS);
        hold(log, STATUS);
        book(log, 'final-status', { bookedOn: day('2026-11-09') });
      },
    ),
  (patient) =>
    stenosis(
      { number: 1002, enrolled: ENROLLED, patient, story: 'Books late, cancels, does not come.' },
      (log) => {
        attend(log, PRE, { bookedOn: day('2026-09-02'), day: day('2026-09-03'), answers: 'never' });
        const booked = book(log, STATUS, { bookedOn: day('2026-09-21') });
        log.say('visit.cancelled', { visit: STATUS, startsAt: startOf(booked) }, day('2026-09-30'), '13:10');
        book(log, STATUS, { bookedOn: day('2026-10-01'), day: day('2026-10-06') });
        miss(log, STATUS);
      },
    ),
  (patient) =>
    stenosis(
      {
        number: 1003,
        enrolled: ENROLLED,
        patient,
        story: 'Is told another time, another length, and no time.',
      },
      (log) => {
        attend(log, PRE, { bookedOn: day('2026-09-01'), day: day('2026-09-08') });
        book(log, STATUS, { bookedOn: day('2026-09-21') });
        const reminded = openDayAfter(bookingOf(log, STATUS).date, -1);
        move(log, STATUS, reminded, 2);
        const { date, time } = bookingOf(log, STATUS);
        bookAt(log, STATUS, { day: date, time }, addDays(reminded, 1), '09:30', 60);
        cancelTold(log, STATUS);
      },
    ),
  (patient) =>
    stenosis({ number: 1004, enrolled: ENROLLED, patient, story: 'Is told a time by mistake.' }, (log) => {
      const { eventId } = book(log, PRE, { bookedOn: day('2026-09-02'), day: day('2026-09-04') });
      log.say(
        'event.retracted',
        { eventId, reason: 'The time of another patient' },
        day('2026-09-03'),
        '10:40',
      );
    }),
  (patient) =>
    lowBackPain(
      {
        number: 1005,
        enrolled: ENROLLED,
        patient,
        story: 'Comes to two visits after each other; answers long before.',
      },
      (log) => {
        enterLowBackPain(log, { 'first-consultation': { day: day('2026-09-15'), answers: 'never' } });
        book(log, 'closing', { bookedOn: day('2026-10-01') });
        for (const questionnaire of ['NPRS', 'ODI'])
          log.say(
            'questionnaire.answered',
            { visit: 'closing', questionnaire, answeredOn: '2026-10-01' },
            day('2026-10-01'),
            '19:00',
          );
      },
    ),
  (patient) =>
    stenosis(
      {
        number: 1006,
        enrolled: ENROLLED,
        patient,
        story: 'Answers by the form provider’s own link; nobody knows how long the visit takes.',
      },
      (log) => {
        log.say(
          'questionnaire.linked',
          { visit: PRE, url: 'https://formularer.example/svar/1006' },
          day(ENROLLED),
          '09:50',
        );
        const startsAt = '2026-09-15T13:15:00+02:00';
        log.say('visit.booked', { visit: PRE, startsAt }, day('2026-09-02'), '10:05');
      },
    ),
];

const startOf = ({ data }: { readonly data: object }) => ('startsAt' in data ? data.startsAt : undefined);

/** The clinic cancels a time of which the patient was told. */
function cancelTold(log: CourseLog, visit: typeof STATUS): void {
  const { startsAt, date } = bookingOf(log, visit);
  log.say('visit.cancelled', { visit, startsAt }, addDays(date, -1), '16:05');
}
