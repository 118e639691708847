import type { Notice } from './letter.ts';
import { type LetterWords, subjectLine } from './letter-words.ts';
import { filled } from './placeholders.ts';

/** The subject of a patient's e-mail: that of its one notice, or one that names everything asked. */
export function subjectOf(notices: readonly Notice[], words: LetterWords): string {
  const [first] = notices;
  if (first && notices.length === 1) return subjectLine(first, words);
  const about = Map.groupBy(notices, ({ kind }) => ABOUT[kind]);
  const {
    time: times = [],
    questionnaire: questionnaires = [],
    booking: bookings = [],
  } = Object.fromEntries(about);
  const { subject } = words.texts.fixed;
  const fill = (text: string) => filled(text, words.values);
  if (times.length === 0) {
    if (bookings.length === 0) return fill(subject.questionnaires);
    if (questionnaires.length > 0) return fill(subject.bookAndAnswer);
    return subjectLine(bookings[0] as Notice, words);
  }
  const told = timesPart(times, words);
  if (questionnaires.length > 0 && bookings.length > 0) return `${told} – ${subject.andBoth}`;
  if (questionnaires.length > 0) return `${told} ${subject.andQuestionnaire}`;
  if (bookings.length > 0) return `${told} – ${bookingPart(times, subject)}`;
  return told;
}

function timesPart(times: readonly Notice[], words: LetterWords): string {
  const [first] = times;
  if (first && times.length === 1) return subjectLine(first, words);
  const { subject } = words.texts.fixed;
  const isNews = times.some(saysNews);
  return filled(isNews ? subject.changes : subject.times, words.values);
}

const saysNews = (notice: Notice): boolean =>
  notice.kind === 'cancelled' || (notice.kind === 'appointment' && notice.situation !== 'reminder');

const bookingPart = (times: readonly Notice[], subject: LetterWords['texts']['fixed']['subject']): string =>
  times.every(({ kind }) => kind === 'cancelled') ? subject.andNewBooking : subject.andBooking;

/** What a notice is about, for the subject of an e-mail with several. */
const ABOUT: Readonly<Record<Notice['kind'], 'time' | 'questionnaire' | 'booking'>> = {
  appointment: 'time',
  cancelled: 'time',
  nudge: 'questionnaire',
  questionnaires: 'questionnaire',
  booking: 'booking',
  rebooking: 'booking',
};
