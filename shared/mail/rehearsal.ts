import type { Language } from '../clinic.ts';
import { line } from './clean-text.ts';
import { type Block, paragraph } from './html-page.ts';

/** How a rehearsed letter is marked, for the manager who gets it. */
export type RehearsalMark = {
  /** Before the subject. */
  readonly before: string;
  /** What comes first in the letter. */
  readonly blocks: readonly Block[];
};

const WORDS: Readonly<
  Record<Language, (patientId: string) => readonly [before: string, ...lines: string[]]>
> = {
  da: (patientId) => [
    `Prøve (patient ${patientId}): `,
    `Dette er en prøve: klinikken kører prøvedrift, og brevet er ikke sendt til patienten. Det var til patient ${patientId}.`,
    'Linket til patientens side viser den, som den er; det, du trykker på den, bliver ikke registreret. Links til spørgeskema og booking er de rigtige: udfyld og book ikke noget der.',
  ],
  en: (patientId) => [
    `Rehearsal (patient ${patientId}): `,
    `This is a rehearsal: the clinic rehearses, and the letter was not sent to the patient. It was for patient ${patientId}.`,
    'The link to the patient’s page shows it as it is; what you press on it is not recorded. Links to a questionnaire and to booking are the real ones: fill in and book nothing there.',
  ],
};

/** The mark of a letter that was for a patient, in the clinic's language; by number, for subjects are read by anybody. */
export function rehearsalMark(language: Language, patientId: string): RehearsalMark {
  const [before, ...lines] = WORDS[language](line(patientId));
  return { before, blocks: lines.map(paragraph) };
}
