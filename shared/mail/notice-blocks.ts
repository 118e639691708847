import type { Clinic } from '../clinic.ts';
import { address } from './clean-text.ts';
import { linkOf } from './clinic-words.ts';
import { momentWords } from './dates.ts';
import { type Block, paragraph } from './html-page.ts';
import type { AppointmentNotice, LetterLinks, Notice, PatientLetter } from './letter.ts';
import { type LetterWords, noticeLines } from './letter-words.ts';
import { filled, filledLines } from './placeholders.ts';

/** What an e-mail says of one notice; `all` are the notices of the same e-mail. */
export function noticeBlocks(
  clinic: Clinic,
  { courseId, links }: Pick<PatientLetter, 'courseId' | 'links'>,
  notice: Notice,
  all: readonly Notice[],
  words: LetterWords,
): readonly Block[] {
  const said = noticeLines(notice, isTimeTold(notice, all), words).map(paragraph);
  const own = (text: string) => filledLines(text, words.values).map(paragraph);
  const action = (label: string, url: string): Block => ({
    kind: 'action',
    label: filled(label, words.values),
    url,
  });
  const template = (url: string, purpose: keyof LetterLinks['tokens']) => {
    const { visitNumber } = notice;
    return linkOf(url, { courseId, visitNumber, token: links.tokens[purpose].get(visitNumber) ?? '' });
  };
  const { fixed } = words.texts;
  switch (notice.kind) {
    case 'appointment':
      return [...said, facts(notice, words), paragraph(fixed.calendar), ...own(words.own.cancelRule)];
    case 'cancelled':
      return [
        ...said,
        paragraph(fixed.calendarCancelled),
        ...(all.some(asksForBooking) ? [] : own(words.own.newTime)),
      ];
    case 'nudge':
    case 'questionnaires': {
      const url = notice.url === null ? template(clinic.questionnaireUrl, 'answer') : address(notice.url);
      return [...said, action(words.own.answerButton, url)];
    }
    case 'booking':
    case 'rebooking':
      return [
        ...said,
        ...own(words.own.howToBook),
        action(words.own.bookButton, template(clinic.bookingUrl, 'booking')),
      ];
    default:
      return notice satisfies never;
  }
}

function facts(notice: AppointmentNotice, { texts, clinic, timeZone }: LetterWords): Block {
  const { dates, fixed, locale } = texts;
  const moment = dates.moment(momentWords(notice.startsAt, locale, timeZone));
  const { durationMinutes } = notice;
  return {
    kind: 'facts',
    rows: [
      [fixed.when, durationMinutes === null ? moment : `${moment} (${dates.minutes(durationMinutes)})`],
      [fixed.where, `${clinic.name}, ${clinic.place}`],
    ],
  };
}

const isTimeTold = ({ visitNumber }: Notice, all: readonly Notice[]): boolean =>
  all.some((other) => other.kind === 'appointment' && other.visitNumber === visitNumber);

const asksForBooking = ({ kind }: Notice): boolean => kind === 'booking' || kind === 'rebooking';
