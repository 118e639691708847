import type { Clinic } from '../clinic.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import type { Instant } from '../core/time/instant.ts';
import { together } from './clean-text.ts';
import { clinicWords, linkOf } from './clinic-words.ts';
import { dayWords, momentWords } from './dates.ts';
import { type Block, paragraph } from './html-page.ts';
import type { AppointmentNotice, BookingNotice, Notice } from './letter.ts';
import type { Texts } from './texts.ts';

/** What an e-mail says of one notice; `all` are the notices of the same e-mail. */
export function noticeBlocks(
  clinic: Clinic,
  courseId: string,
  notice: Notice,
  all: readonly Notice[],
  texts: Texts,
): readonly Block[] {
  const action = (label: string, template: string): Block => ({
    kind: 'action',
    label,
    url: linkOf(template, courseId, notice.visitNumber),
  });
  switch (notice.kind) {
    case 'appointment':
      return appointmentBlocks(clinic, notice, texts);
    case 'nudge':
    case 'questionnaires':
      return [
        paragraph(questionText(clinic, notice, all, texts)),
        action(texts.patient.answer, clinic.questionnaireUrl),
      ];
    case 'booking':
    case 'rebooking':
      return [
        paragraph(texts.patient[notice.kind](rangeOf(notice, texts))),
        paragraph(texts.patient.howToBook(together(clinicWords(clinic).phone))),
        action(texts.patient.book, clinic.bookingUrl),
      ];
    default:
      return notice satisfies never;
  }
}

function appointmentBlocks(clinic: Clinic, notice: AppointmentNotice, texts: Texts): readonly Block[] {
  const { name, phone, place } = clinicWords(clinic);
  const { lead, when, where, minutes, calendar, unable } = texts.patient.appointment;
  const moment = momentOf(notice.startsAt, clinic, texts);
  const time = notice.durationMinutes === null ? moment : `${moment} ${minutes(notice.durationMinutes)}`;
  return [
    paragraph(lead(notice.changed)),
    {
      kind: 'facts',
      rows: [
        [when, time],
        [where, `${name}, ${place}`],
      ],
    },
    paragraph(`${calendar} ${unable(together(phone))}`),
  ];
}

type Question = Extract<Notice, { kind: 'nudge' | 'questionnaires' }>;

function questionText(clinic: Clinic, notice: Question, all: readonly Notice[], texts: Texts): string {
  const { startsAt } = notice;
  if (startsAt === null) {
    const targetOn = notice.kind === 'questionnaires' ? notice.targetOn : null;
    const day = targetOn && together(texts.dates.day(dayWords(targetOn, texts.locale)));
    return texts.patient.questionnaireUnbooked(day);
  }
  const told = all.some(
    ({ kind, visitNumber }) => kind === 'appointment' && visitNumber === notice.visitNumber,
  );
  const moment = told ? null : momentOf(startsAt, clinic, texts);
  return notice.kind === 'nudge' ? texts.patient.nudge(moment) : texts.patient.questionnaire(moment);
}

function rangeOf({ from, to }: BookingNotice, { dates, locale }: Texts): string | null {
  const words = (date: CivilDate | null) => date && dayWords(date, locale);
  const range = dates.range(words(from), words(to));
  return range && together(range);
}

const momentOf = (at: Instant, clinic: Clinic, { dates, locale }: Texts): string =>
  together(dates.moment(momentWords(at, locale, clinic.timeZone)));
