import { together } from './clean-text.ts';
import type { DayWords, MomentWords } from './dates.ts';
import { patientEn as patient } from './patient-texts.en.ts';
import { staffEn as staff } from './staff-texts.en.ts';
import type { DateTexts, FixedTexts, Texts } from './texts.ts';

const plainDay = ({ day, month, year }: DayWords) => together(`${day} ${month} ${year}`);
const shortDay = ({ weekday, day, month }: DayWords) => `${weekday} ${together(`${day} ${month}`)}`;
const longDay = (words: DayWords) => `${words.weekday} ${plainDay(words)}`;
const time = ({ hour, minute }: MomentWords) => together(`at ${hour.padStart(2, '0')}:${minute}`);

const dates: DateTexts = {
  day: longDay,
  shortDay,
  plainDay,
  month: ({ month, year }) => together(`${month} ${year}`),
  moment: (words) => `${longDay(words)} ${time(words)}`,
  shortMoment: (words) => `${shortDay(words)} ${time(words)}`,
  time,
  minutes: (minutes) => together(`about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`),
  range: (from, to) => {
    if (from === null) return to && `no later than ${longDay(to)}`;
    if (to === null) return `no earlier than ${longDay(from)}`;
    if (plainDay(from) === plainDay(to)) return `on ${longDay(to)}`;
    return `between ${from.year === to.year ? shortDay(from) : longDay(from)} and ${longDay(to)}`;
  },
};

const fixed: FixedTexts = {
  subject: {
    times: 'Your appointments at {clinic}',
    changes: 'Changes to your appointments at {clinic}',
    questionnaires: 'Questionnaires before your visits to {clinic}',
    bookAndAnswer: 'Please book an appointment at {clinic} and fill in a questionnaire',
    andQuestionnaire: 'and a questionnaire',
    andBooking: 'and please book your next one',
    andNewBooking: 'please book a new one',
    andBoth: 'and two things to remember',
  },
  when: 'Time',
  where: 'Place',
  calendar: 'The attached file opens in your calendar, where you can save the appointment.',
  calendarCancelled:
    'If you have saved the appointment in your calendar, open the attached file. It removes it again.',
  appointmentOn: (moment) => (moment === null ? 'your visit' : `your appointment on ${moment}`),
  event: 'Appointment at {clinic}',
  page: 'On your own page you can see what comes next, tell us that you are coming or cannot come, ask us to call you, or pause these messages.',
  pageButton: 'Go to your page',
  fileName: 'appointment',
};

/** Every English phrase. */
export const en: Texts = {
  language: 'en',
  locale: 'en-GB',
  greeting: (firstName) => (firstName === null ? 'Hello' : `Hello ${firstName}`),
  dates,
  patient,
  fixed,
  staff,
};
