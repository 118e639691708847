import type { Clinic } from '../../shared/clinic.ts';
import { LETTER_KINDS, type LetterKind } from '../../shared/core/settings/letter-texts.ts';
import type { Notice } from '../../shared/mail/index.ts';
import { letterKindOf } from '../../shared/mail/letter-words.ts';
import { asTold, type Entry, LANGUAGES, shownMail } from './entry.ts';
import { letterStories, STORIES_BEGIN, STORIES_END } from './letter-stories.ts';
import { MemoryClinic, type SentMail } from './memory-clinic.ts';

/** What each thing is about that a letter can say. */
const TITLES: Readonly<Record<LetterKind, string>> = {
  appointment: 'A booked time comes near',
  appointmentNew: 'A time was just booked',
  appointmentChanged: 'A time has moved',
  durationChanged: 'A visit takes longer or shorter',
  cancelled: 'A time is cancelled',
  cancelledMistake: 'A time was told by mistake',
  nudge: 'The questionnaire is still unanswered',
  questionnaires: 'A questionnaire before a booked time',
  questionnairesAgain: 'A questionnaire again, as the answers are too old',
  questionnairesUnbooked: 'A questionnaire before a visit that is not booked',
  rebookingCancelled: 'Another time, after a cancelled one',
  rebookingMissed: 'Another time, after one that was missed',
  booking: 'A visit is to be booked',
};

/** Every letter that the stories bring about with these settings, each situation once. */
export async function letterEntries(clinic: Clinic): Promise<readonly Entry[]> {
  const [da, en] = await Promise.all(
    LANGUAGES.map(async (language) => {
      const played = new MemoryClinic(asTold(clinic, language), STORIES_BEGIN);
      await played.play(
        letterStories(language).flatMap(({ lines }) => lines),
        STORIES_END,
      );
      const letters = played.mails.filter(({ recipient }) => recipient === 'patient').toReversed();
      return new Map(letters.map((mail) => [situationOf(mail), mail]));
    }),
  );
  const situations = [...new Set([...(da?.keys() ?? []), ...(en?.keys() ?? [])])].sort(byKinds);
  const shown = (mail: SentMail | undefined) => (mail ? shownMail(clinic, mail) : null);
  return situations.map((situation) => ({
    id: `letter-${situation.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}`,
    group: 'Letters to patients',
    title: titleOf(situation),
    shown: { da: shown(da?.get(situation)), en: shown(en?.get(situation)) },
  }));
}

/** The letters that the stories bring about none of with these settings, as titles. */
export const withoutLetters = (entries: readonly Entry[]): readonly string[] => {
  const titles = entries.map(({ title }) => title).join('; ');
  return LETTER_KINDS.map((kind) => TITLES[kind]).filter((title) => !titles.includes(title));
};

/** What changes the words of a letter: the things it says, and what is known of them. */
const situationOf = ({ notices }: SentMail): string =>
  [...new Set(notices.map((notice) => [letterKindOf(notice), ...particularsOf(notice)].join('/')))].join(
    ' & ',
  );

const PARTICULARS: Readonly<Record<string, string>> = {
  'no-length': 'its length unknown',
  'own-link': 'by a link of the form provider',
  'no-days': 'no open day known',
};

function particularsOf(notice: Notice): readonly string[] {
  switch (notice.kind) {
    case 'appointment':
      return notice.durationMinutes === null ? ['no-length'] : [];
    case 'nudge':
    case 'questionnaires':
      return notice.url === null ? [] : ['own-link'];
    case 'booking':
    case 'rebooking':
      return notice.to === null ? ['no-days'] : [];
    case 'cancelled':
      return [];
    default:
      return notice satisfies never;
  }
}

const partsOf = (situation: string) => situation.split(' & ').map((part) => part.split('/'));

const titleOf = (situation: string): string =>
  partsOf(situation)
    .map(([kind, ...rest]) =>
      [TITLES[kind as LetterKind], ...rest.map((name) => PARTICULARS[name])].join(', '),
    )
    .join('; ');

/** Letters about one thing first, in the order in which the kinds are listed. */
function byKinds(a: string, b: string): number {
  const place = (situation: string) => LETTER_KINDS.indexOf(partsOf(situation)[0]?.[0] as LetterKind);
  return partsOf(a).length - partsOf(b).length || place(a) - place(b) || (a < b ? -1 : 1);
}
