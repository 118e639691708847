import type { Clinic } from '../clinic.ts';
import { tellingWord } from '../core/protocols/telling-words.ts';
import { LETTER_KINDS, type LetterKind } from '../core/settings/letter-texts.ts';
import type { CivilDate } from '../core/time/civil-date.ts';
import { type ClinicWords, clinicWords } from './clinic-words.ts';
import { dayWords, momentWords } from './dates.ts';
import type { Notice, PatientLetter } from './letter.ts';
import { personOf } from './names.ts';
import { PHRASEBOOK } from './phrasebook.ts';
import { filled, filledLines, type Values } from './placeholders.ts';
import type { PatientTexts, Texts } from './texts.ts';

/** The words of one letter: the clinic's own where it has some, and what their placeholders stand for. */
export type LetterWords = {
  readonly texts: Texts;
  readonly own: PatientTexts;
  readonly timeZone: string;
  readonly clinic: ClinicWords;
  readonly values: Values;
};

export function letterWords(
  clinic: Clinic,
  letter: Pick<PatientLetter, 'language' | 'therapistName'>,
): LetterWords {
  const texts = PHRASEBOOK[letter.language];
  const words = clinicWords(clinic);
  const therapist = letter.therapistName === null ? null : untelling(personOf(letter.therapistName), clinic);
  return {
    texts,
    own: ownTexts(texts.patient, clinic.texts[letter.language]),
    timeZone: clinic.timeZone,
    clinic: words,
    values: { clinic: words.name, phone: words.phone, address: words.place, therapist },
  };
}

/** A name that nobody gave a meaning. */
const untelling = (name: string | null, { protocols }: Clinic) =>
  name !== null && tellingWord(name, protocols) === null ? name : null;

function ownTexts(ours: PatientTexts, theirs: Clinic['texts'][PatientLetter['language']]): PatientTexts {
  if (!theirs) return ours;
  const letters = LETTER_KINDS.map((kind) => [kind, { ...ours.letters[kind], ...theirs.letters?.[kind] }]);
  return { ...ours, ...theirs, letters: Object.fromEntries(letters) as PatientTexts['letters'] };
}

/** The subject that a notice has when it is alone, on one line. */
export const subjectLine = (notice: Notice, words: LetterWords): string =>
  filled(words.own.letters[letterKindOf(notice)].subject, valuesOf(notice, words, 'short'));

/** What is said of a notice, a paragraph a line. @param isTold whether the e-mail tells its time elsewhere */
export const noticeLines = (notice: Notice, isTold: boolean, words: LetterWords): readonly string[] =>
  filledLines(words.own.letters[letterKindOf(notice)].text, {
    ...valuesOf(notice, words, 'long'),
    ...(isTold && { visit: words.texts.fixed.appointmentOn(null) }),
  });

/** Which of the letters' texts a notice has. */
export function letterKindOf(notice: Notice): LetterKind {
  switch (notice.kind) {
    case 'appointment':
      return appointmentKind(notice);
    case 'cancelled':
      return notice.because === 'mistake' ? 'cancelledMistake' : 'cancelled';
    case 'questionnaires':
      if (notice.startsAt === null) return 'questionnairesUnbooked';
      return notice.again ? 'questionnairesAgain' : 'questionnaires';
    case 'rebooking':
      return notice.after === 'missed' ? 'rebookingMissed' : 'rebookingCancelled';
    case 'nudge':
    case 'booking':
      return notice.kind;
    default:
      return notice satisfies never;
  }
}

function appointmentKind(notice: Extract<Notice, { kind: 'appointment' }>): LetterKind {
  switch (notice.situation) {
    case 'reminder':
      return 'appointment';
    case 'new':
      return 'appointmentNew';
    case 'changed':
      return notice.toldBefore === notice.startsAt ? 'durationChanged' : 'appointmentChanged';
    default:
      return notice.situation satisfies never;
  }
}

/** What the placeholders of a notice stand for; a subject is short: without years. */
function valuesOf(notice: Notice, words: LetterWords, length: 'short' | 'long'): Values {
  const { dates, locale, fixed } = words.texts;
  const day = (date: CivilDate | null) => date && dayWords(date, locale);
  const common = words.values;
  switch (notice.kind) {
    case 'appointment': {
      const { durationMinutes, toldBefore } = notice;
      return {
        ...common,
        ...timeValues(notice.startsAt, words, length),
        minutes: durationMinutes === null ? null : dates.minutes(durationMinutes),
        before: toldBefore && (timeValues(toldBefore, words, length).moment ?? null),
      };
    }
    case 'cancelled':
      return { ...common, ...timeValues(notice.startsAt, words, length) };
    case 'nudge':
    case 'questionnaires': {
      if (notice.startsAt !== null) {
        const values = timeValues(notice.startsAt, words, length);
        return { ...common, ...values, visit: fixed.appointmentOn(values.moment ?? null) };
      }
      const latest = day(notice.kind === 'questionnaires' ? notice.latestOn : null);
      return { ...common, latest: latest && dates.day(latest) };
    }
    case 'booking':
    case 'rebooking': {
      const latest = day(notice.to);
      return { ...common, range: dates.range(day(notice.from), latest), latest: latest && dates.day(latest) };
    }
    default:
      return notice satisfies never;
  }
}

function timeValues(
  at: Extract<Notice, { kind: 'appointment' }>['startsAt'],
  { texts: { dates, locale }, timeZone }: LetterWords,
  length: 'short' | 'long',
): Values {
  const moment = momentWords(at, locale, timeZone);
  return {
    moment: length === 'long' ? dates.moment(moment) : dates.shortMoment(moment),
    day: length === 'long' ? dates.day(moment) : dates.shortDay(moment),
    time: dates.time(moment),
  };
}
