import type { Clinic, Language } from '../../shared/clinic.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import type { StaffTexts } from '../../shared/mail/texts.ts';
import { CALLS, type Recipient } from '../../shared/ports/digest-store.ts';
import { asTold, type Entry, LANGUAGES, shownMail } from './entry.ts';
import { MemoryClinic, type SentMail } from './memory-clinic.ts';
import { ADDRESS_FAILS, CLOSED, FAILING, STORIES_BEGIN, STORIES_END, staffStories } from './staff-stories.ts';

/** A mail to the clinic in one situation, and how it is known among all that the stories bring about. */
type Situation = {
  readonly id: string;
  readonly title: string;
  readonly to: Recipient | typeof CALLS;
  /** What it must say; without it the last mail to that recipient stands for all. */
  readonly says?: (texts: StaffTexts) => string;
};

const ofAll: readonly Situation[] = [
  {
    id: 'digest-due',
    title: 'A therapist’s list: due today',
    to: 'THERAPIST#T-1',
    says: ({ therapist }) => therapist.dueToday,
  },
  {
    id: 'digest-overdue',
    title: 'A therapist’s list: overdue',
    to: 'THERAPIST#T-1',
    says: ({ therapist }) => therapist.overdue,
  },
  {
    id: 'digest-closure',
    title: 'A therapist’s list, before the clinic closes',
    to: 'THERAPIST#T-1',
    says: closes,
  },
  {
    id: 'digest-worth-knowing',
    title: 'A therapist’s list: worth knowing',
    to: 'THERAPIST#T-2',
    says: ({ therapist }) => therapist.worthKnowing,
  },
  {
    id: 'digest-for-manager',
    title: 'The list of a therapist whom no mail reaches, to the manager',
    to: 'THERAPIST#T-3',
    says: ({ therapist }) => therapist.forManager(FAILING[0].therapist.name),
  },
  { id: 'digest-for-nobody', title: 'The list of courses without a known therapist', to: 'THERAPIST#' },
  { id: 'manager-new', title: 'The manager: long overdue', to: 'MANAGER' },
  {
    id: 'manager-known',
    title: 'The manager: long overdue, and what was told before',
    to: 'MANAGER',
    says: ({ manager }) => manager.known,
  },
  { id: 'manager-quality', title: 'The manager: quality figures of a month', to: 'MANAGER#QUALITY' },
  { id: 'manager-unknown', title: 'The manager: courses without an enrolment', to: 'MANAGER#UNKNOWN' },
  ...FAILING.map(({ therapist, because }) => ({
    id: `manager-address-${because}`,
    title: `The manager: a therapist’s address ${because === 'bounced' ? 'does not work' : 'takes our mails as unwanted'}`,
    to: `MANAGER#ADDRESS#${therapist.therapistId}` as const,
  })),
  ...(['cannot-come', 'book', 'question'] as const).map((reason) => ({
    id: `call-${reason}`,
    title: `A patient asks to be called: ${{ 'cannot-come': 'cannot come', book: 'wants a time', question: 'has a question' }[reason]}`,
    to: CALLS as typeof CALLS,
    says: ({ call }: StaffTexts) => call.text[reason],
  })),
];

/** Every mail to the clinic that the stories bring about with these settings. */
export async function staffEntries(clinic: Clinic): Promise<readonly Entry[]> {
  const [da = [], en = []] = await Promise.all(LANGUAGES.map((language) => mailsIn(clinic, language)));
  const shown = (mails: readonly SentMail[], situation: Situation, language: Language) => {
    const all = mails.filter((each) => isOf(each, situation, language));
    const mail = all.at(situation.says ? 0 : -1);
    return mail ? shownMail(clinic, mail) : null;
  };
  return ofAll.map((situation) => ({
    id: `mail-${situation.id}`,
    group: 'Mails to the clinic',
    title: situation.title,
    shown: { da: shown(da, situation, 'da'), en: shown(en, situation, 'en') },
  }));
}

function isOf({ recipient, email }: SentMail, { to, says }: Situation, language: Language): boolean {
  return recipient === to && (!says || plain(email.text).includes(plain(says(PHRASEBOOK[language].staff))));
}

async function mailsIn(clinic: Clinic, language: Language): Promise<readonly SentMail[]> {
  const closed = { from: parseCivilDate(CLOSED.from), to: parseCivilDate(CLOSED.to) };
  const played = new MemoryClinic(asTold(clinic, language, [closed]), STORIES_BEGIN);
  const lines = staffStories().flatMap((story) => story.lines);
  const isBefore = ({ receivedAt }: (typeof lines)[number]) =>
    toInstant(receivedAt) < toInstant(ADDRESS_FAILS);
  await played.play(lines.filter(isBefore), ADDRESS_FAILS, true);
  for (const { therapist, because } of FAILING) {
    const recipient = `THERAPIST#${therapist.therapistId}`;
    await played.comesBack({ recipient, address: therapist.email ?? '', because });
  }
  await played.play(
    lines.filter((line) => !isBefore(line)),
    STORIES_END,
    true,
  );
  return played.mails;
}

/** As far as it says nothing of days. */
function closes({ therapist }: StaffTexts): string {
  return therapist.duringClosure('|', '|').split('|')[0] ?? '';
}

/** Without what plain text does to lines and headings. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').toLowerCase().trim();
