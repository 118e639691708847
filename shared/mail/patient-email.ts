import type { Clinic } from '../clinic.ts';
import { calendarFile } from './calendar-file.ts';
import { bounded, line, lines, together } from './clean-text.ts';
import { clinicWords, HEADERS, SUBJECT_LENGTH } from './clinic-words.ts';
import { htmlOf } from './html.ts';
import { type Page, paragraph } from './html-page.ts';
import type { Email, Notice, PatientLetter } from './letter.ts';
import { firstNameOf } from './names.ts';
import { noticeBlocks } from './notice-blocks.ts';
import { subjectOf } from './patient-subject.ts';
import { PHRASEBOOK } from './phrasebook.ts';
import { plainOf } from './plain-text.ts';

const ORDER: readonly Notice['kind'][] = ['appointment', 'nudge', 'questionnaires', 'rebooking', 'booking'];

/**
 * The e-mail that tells a patient everything that is due now. Patients' e-mails are read by others on lock
 * screens: this one names the clinic, days, times and the place, "a questionnaire before your visit" and
 * links, and no complaint, course, visit or questionnaire by name. Times are those of the clinic's zone.
 * @throws RangeError when the letter has no notice
 */
export function renderPatientEmail(clinic: Clinic, letter: PatientLetter): Email {
  const texts = PHRASEBOOK[letter.language];
  const notices = inOrder(letter.notices);
  const page = pageOf(clinic, letter, notices);
  return {
    subject: page.subject,
    text: plainOf(page),
    html: htmlOf(page),
    headers: HEADERS,
    attachments: notices
      .filter((notice) => notice.kind === 'appointment')
      .map((notice, position) => calendarFile(clinic, notice, position, texts)),
  };
}

function pageOf(clinic: Clinic, letter: PatientLetter, notices: readonly Notice[]): Page {
  const texts = PHRASEBOOK[letter.language];
  const own = clinic.texts[letter.language];
  const { name, phone } = clinicWords(clinic);
  return {
    language: letter.language,
    subject: bounded(line(subjectOf(clinic, notices, texts)), SUBJECT_LENGTH),
    brand: name,
    sections: [
      [
        texts.greeting(firstNameOf(letter.patientName)),
        ...lines(own?.intro ?? texts.patient.intro(name)),
      ].map(paragraph),
      ...notices.map((notice) => noticeBlocks(clinic, letter.courseId, notice, notices, texts)),
    ],
    signature: lines(own?.signature ?? texts.patient.signature(name)),
    footer: texts.patient.footer(name, together(phone)),
  };
}

/** By kind, then by visit. A nudge says all that the invitation to the same questionnaire would. */
function inOrder(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length === 0) throw new RangeError('a letter has at least one notice');
  const nudged = new Set(notices.filter(({ kind }) => kind === 'nudge').map((notice) => notice.visitNumber));
  return notices
    .filter((notice) => notice.kind !== 'questionnaires' || !nudged.has(notice.visitNumber))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.visitNumber - b.visitNumber);
}
