import type { Clinic } from '../clinic.ts';
import { calendarFiles } from './calendar-file.ts';
import { bounded, line } from './clean-text.ts';
import { HEADERS, SUBJECT_LENGTH } from './clinic-words.ts';
import { htmlOf } from './html.ts';
import { type Block, type Page, paragraph } from './html-page.ts';
import type { Email, LetterLinks, Notice, PatientLetter } from './letter.ts';
import { type LetterWords, letterWords } from './letter-words.ts';
import { firstNameOf } from './names.ts';
import { noticeBlocks } from './notice-blocks.ts';
import { subjectOf } from './patient-subject.ts';
import { filledLines } from './placeholders.ts';
import { plainOf } from './plain-text.ts';
import { rehearsalMark } from './rehearsal.ts';

/** What comes first in an e-mail that says several things. */
const PLACE: Readonly<Record<Notice['kind'], number>> = {
  cancelled: 1,
  appointment: 2,
  nudge: 3,
  questionnaires: 4,
  rebooking: 5,
  booking: 6,
};

/**
 * The e-mail that tells a patient everything that is due now. Patients' e-mails are read by others on lock
 * screens: this one names the clinic, its therapist, days, times and the place, "a questionnaire before your visit"
 * and links, and no complaint, course, visit or questionnaire by name. Times are those of the clinic's zone.
 * @throws RangeError when the letter has no notice
 */
export function renderPatientEmail(clinic: Clinic, letter: PatientLetter): Email {
  const words = letterWords(clinic, letter);
  const notices = inOrder(letter.notices);
  const said = notices.filter((notice) => !standsElsewhere(notice, notices));
  const page = pageOf(clinic, letter, said, words);
  return {
    subject: page.subject,
    text: plainOf(page),
    html: htmlOf(page),
    headers: { ...HEADERS, ...(letter.rehearsedFor === null && unsubscribing(letter.links)) },
    attachments: calendarFiles(clinic, letter.address, notices, words),
  };
}

function pageOf(clinic: Clinic, letter: PatientLetter, notices: readonly Notice[], words: LetterWords): Page {
  const own = (text: string) => filledLines(text, words.values);
  const mark = letter.rehearsedFor === null ? null : rehearsalMark(clinic.language, letter.rehearsedFor);
  const said = notices.map((notice) => noticeBlocks(clinic, letter, notice, notices, words));
  return {
    language: letter.language,
    subject: bounded(`${mark?.before ?? ''}${line(subjectOf(notices, words))}`, SUBJECT_LENGTH),
    preview: previewOf(said.flat()),
    brand: words.clinic.name,
    sections: [
      ...(mark ? [mark.blocks] : []),
      [words.texts.greeting(firstNameOf(letter.patientName)), ...own(words.own.intro)].map(paragraph),
      ...said,
      pageBlocks(letter.links, words),
    ],
    signature: own(words.own.signature),
    footer: own(words.own.footer),
    phone: words.clinic.dial === null ? null : { text: words.clinic.phone, url: words.clinic.dial },
  };
}

/** A time that only its place in the calendar leaves, for another visit of the same time, is not off to the patient. */
const standsElsewhere = (notice: Notice, all: readonly Notice[]): boolean =>
  notice.kind === 'cancelled' &&
  all.some((other) => other.kind === 'appointment' && other.startsAt === notice.startsAt);

/** Leads to the patient's own page, where what an e-mail asks for can be done. */
const pageBlocks = ({ page }: LetterLinks, { texts: { fixed } }: LetterWords): readonly Block[] => [
  paragraph(fixed.page),
  { kind: 'action', label: fixed.pageButton, url: page },
];

/** One press in the mailbox, and there are no more e-mails (RFC 8058). */
const unsubscribing = ({ page }: LetterLinks) => ({
  'List-Unsubscribe': `<${page}/stop>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** The first facts that the e-mail tells, or else its first words. */
function previewOf(blocks: readonly Block[]): string {
  const [first] = blocks;
  if (first?.kind !== 'paragraph') return '';
  const facts = blocks.find(({ kind }) => kind === 'facts');
  const rows = facts?.kind === 'facts' ? facts.rows.map(([, value]) => value) : [];
  return rows.length > 0 ? rows.join(', ') : first.text;
}

/** By kind, then by visit. A nudge says all that the invitation to the same questionnaire would. */
function inOrder(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length === 0) throw new RangeError('a letter has at least one notice');
  const nudged = new Set(notices.filter(({ kind }) => kind === 'nudge').map((notice) => notice.visitNumber));
  return notices
    .filter((notice) => notice.kind !== 'questionnaires' || !nudged.has(notice.visitNumber))
    .sort((a, b) => PLACE[a.kind] - PLACE[b.kind] || a.visitNumber - b.visitNumber);
}
