import { together } from './clean-text.ts';
import type { DayWords, MomentWords } from './dates.ts';
import { patientDa as patient } from './patient-texts.da.ts';
import { staffDa as staff } from './staff-texts.da.ts';
import type { DateTexts, FixedTexts, Texts } from './texts.ts';

const plainDay = ({ day, month, year }: DayWords) => together(`${day}. ${month} ${year}`);
const shortDay = ({ weekday, day, month }: DayWords) => `${weekday} den ${together(`${day}. ${month}`)}`;
const longDay = (words: DayWords) => `${words.weekday} den ${plainDay(words)}`;
const time = ({ hour, minute }: MomentWords) => together(`kl. ${hour}.${minute}`);

const dates: DateTexts = {
  day: longDay,
  shortDay,
  plainDay,
  month: ({ month, year }) => together(`${month} ${year}`),
  moment: (words) => `${longDay(words)} ${time(words)}`,
  shortMoment: (words) => `${shortDay(words)} ${time(words)}`,
  time,
  minutes: (minutes) => together(`ca. ${minutes} ${minutes === 1 ? 'minut' : 'minutter'}`),
  range: (from, to) => {
    if (from === null) return to && `senest ${longDay(to)}`;
    if (to === null) return `tidligst ${longDay(from)}`;
    if (plainDay(from) === plainDay(to)) return longDay(to);
    return `mellem ${from.year === to.year ? shortDay(from) : longDay(from)} og ${longDay(to)}`;
  },
};

const fixed: FixedTexts = {
  subject: {
    times: 'Dine tider hos {clinic}',
    changes: 'Ændringer i dine tider hos {clinic}',
    questionnaires: 'Spørgeskemaer før dine besøg hos {clinic}',
    bookAndAnswer: 'Bestil tid hos {clinic}, og udfyld et spørgeskema',
    andQuestionnaire: 'og et spørgeskema',
    andBooking: 'og bestil din næste tid',
    andNewBooking: 'bestil en ny',
    andBoth: 'og to ting at huske',
  },
  when: 'Tid',
  where: 'Sted',
  calendar: 'Tiden er vedhæftet som en fil, du kan åbne og gemme i din kalender.',
  calendarCancelled: 'Har du gemt tiden i din kalender, så åbn den vedhæftede fil. Den fjerner tiden igen.',
  appointmentOn: (moment) => (moment === null ? 'besøget' : `din tid ${moment}`),
  event: 'Aftale hos {clinic}',
  page: 'På din egen side kan du se, hvad der er næste skridt. Her kan du også sige, at du kommer, melde afbud, bede os ringe til dig eller sætte beskederne på pause.',
  pageButton: 'Gå til din side',
  fileName: 'aftale',
};

/** Every Danish phrase. */
export const da: Texts = {
  language: 'da',
  locale: 'da-DK',
  greeting: (firstName) => (firstName === null ? 'Hej' : `Hej ${firstName}`),
  dates,
  patient,
  fixed,
  staff,
};
